/** What wrangler.toml binds, and the secrets beside it. */
interface Env {
  DB: D1Database
  SKU_STOCK: DurableObjectNamespace<import('./objects/sku-stock').SkuStock>
  WEBHOOK_ENDPOINT: DurableObjectNamespace<
    import('./objects/webhook-endpoint').WebhookEndpoint
  >
  FILES: R2Bucket
  ASSETS: Fetcher
  RATE_LIMITER: RateLimit
  RATE_LIMITS: string
  WEBHOOK_LOOPBACK: string
  WEBHOOK_DNS: string
  ADMIN_TOKEN: string
  SIGNING_SECRET: string
  /** `on` while a local start seeds the demo shop: not ready until it is there. */
  DEMO_SEED?: string
}
