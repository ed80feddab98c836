/** What wrangler.toml binds, and the secrets beside it. */
interface Env {
  DB: D1Database
  SKU_STOCK: DurableObjectNamespace<import('./objects/sku-stock').SkuStock>
  PORTAL_LOCK: DurableObjectNamespace<import('./objects/portal-lock').PortalLock>
  ASSETS: Fetcher
  FILES: R2Bucket
  RATE_LIMITER: RateLimit
  RATE_LIMITS: string
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
