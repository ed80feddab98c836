/** What wrangler.toml binds, and the secrets beside it. */
interface Env {
  DB: D1Database
  SKU_STOCK: DurableObjectNamespace<import('./objects/sku-stock').SkuStock>
  WEBHOOK_ENDPOINT: DurableObjectNamespace<
    import('./objects/webhook-endpoint').WebhookEndpoint
  >
  BULK_JOB: DurableObjectNamespace<import('./jobs/bulk/bulk-job').BulkJob>
  FILES: R2Bucket
  ASSETS: Fetcher
  RATE_REDUCED: RateLimit
  RATE_STANDARD: RateLimit
  RATE_RAISED: RateLimit
  HOLD_RATE: RateLimit
  METRICS?: AnalyticsEngineDataset
  RATE_LIMITS: string
  WEBHOOK_LOOPBACK: string
  WEBHOOK_DNS: string
  /** `off`, or the share of requests that are logged, from 0 to 1. */
  REQUEST_LOG: string
  HOLDS_PER_CLIENT: string
  HOLDS_PER_ADDRESS: string
  HOLDS_PER_KEY: string
  ADMIN_TOKEN: string
  SIGNING_SECRET: string
  /** `on` while a local start seeds the demo shop: not ready until it is there. */
  DEMO_SEED?: string
}
