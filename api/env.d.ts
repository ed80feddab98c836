/** What wrangler.toml binds, and the secrets beside it. */
interface Env {
  DB: D1Database
  SKU_STOCK: DurableObjectNamespace<import('./objects/sku-stock').SkuStock>
  ASSETS: Fetcher
  FILES: R2Bucket
  RATE_LIMITER: RateLimit
  RATE_LIMITS: string
  ADMIN_TOKEN: string
  SIGNING_SECRET: string
  /** Another server that speaks Stripe's protocol; empty or absent: Stripe itself. */
  STRIPE_BASE_URL?: string
  /** `on` while a local start seeds the demo shop: not ready until it is there. */
  DEMO_SEED?: string
}
