/** What wrangler.toml binds, and the secrets beside it. */
interface Env {
  DB: D1Database
  SKU_STOCK: DurableObjectNamespace<import('./objects/sku-stock').SkuStock>
  STOCK_EXCHANGE: DurableObjectNamespace<import('./objects/stock-exchange').StockExchange>
  WEBHOOK_ENDPOINT: DurableObjectNamespace<
    import('./objects/webhook-endpoint').WebhookEndpoint
  >
  PORTAL_LOCK: DurableObjectNamespace<import('./objects/portal-lock').PortalLock>
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
  /** Where customers reach this deployment, such as `https://orders.example.com`. */
  PUBLIC_URL: string
  /** `log`, `print` (log, and to the console) or `resend`. */
  MAILER: string
  /** The sender of mails, of a domain that is verified at the provider. */
  MAIL_FROM?: string
  RESEND_API_KEY?: string
  ADMIN_TOKEN: string
  SIGNING_SECRET: string
  /** Another server that speaks Stripe's protocol; empty or absent: Stripe itself. */
  STRIPE_BASE_URL?: string
  /** `on` while a local start seeds the demo shop: not ready until it is there. */
  DEMO_SEED?: string
}
