import { app } from './app'
import { answerRepeated } from './http/repeated-reads'
import { runSchedule } from './jobs/schedule'

export { BulkJob } from './jobs/bulk/bulk-job'
export { PortalLock } from './objects/portal-lock'
export { SkuStock } from './objects/sku-stock'
export { StockExchange } from './objects/stock-exchange'
export { WebhookEndpoint } from './objects/webhook-endpoint'

/** The Worker. No logic: requests go to the app, cron ticks to the schedule. */
export default {
  fetch: answer,
  scheduled: (_controller, env) => runSchedule(env),
} satisfies ExportedHandler<Env>

/** What breaks or is refused on the short way is explained on the long one. */
function answer(request: Request, env: Env, ctx: ExecutionContext): Response | Promise<Response> {
  const whole = () => app.fetch(request, env, ctx)
  try {
    const short = answerRepeated(request, env)
    return short instanceof Promise ? short.catch(whole) : (short ?? whole())
  } catch {
    return whole()
  }
}
