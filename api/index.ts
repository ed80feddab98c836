import { app } from './app'
import { runSchedule } from './jobs/schedule'

export { BulkJob } from './jobs/bulk/bulk-job'
export { SkuStock } from './objects/sku-stock'
export { WebhookEndpoint } from './objects/webhook-endpoint'

/** The Worker. No logic: requests go to the app, cron ticks to the schedule. */
export default {
  fetch: app.fetch,
  scheduled: (_controller, env) => runSchedule(env),
} satisfies ExportedHandler<Env>
