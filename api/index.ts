import { app } from './app'
import { runSchedule } from './jobs/schedule'

export { BulkJob } from './jobs/bulk/bulk-job'
export { PortalLock } from './objects/portal-lock'
export { SkuStock } from './objects/sku-stock'
export { StockExchange } from './objects/stock-exchange'
export { WebhookEndpoint } from './objects/webhook-endpoint'

/** The Worker. No logic: requests go to the app, cron ticks to the schedule. */
export default {
  fetch: app.fetch,
  scheduled: (_controller, env) => runSchedule(env),
} satisfies ExportedHandler<Env>
