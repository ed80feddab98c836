import { apiKeys } from './features/api-keys/routes'
import { catalog } from './features/catalog/routes'
import { channels } from './features/channels/routes'
import { events } from './features/events/routes'
import { inventory } from './features/inventory/routes'
import { locations } from './features/locations/routes'
import { merchants } from './features/merchants/routes'
import { orders } from './features/orders/routes'
import { portal } from './features/portal/routes'
import { reservations } from './features/reservations/routes'
import { service } from './features/service/routes'
import { Problem, renderError, renderProblem } from './http/problem'
import { mount, router } from './http/router'
import { createServices, type Services } from './services'

/** The table of contents: what every request passes, then a line per feature. */
export const app = router()

let services: Services | undefined

app.use(async (c, next) => {
  services ??= createServices(c.env)
  c.set('services', services)
  c.set('request_id', crypto.randomUUID())
  c.set('headers', {})
  await next()
  const { headers } = c.res
  headers.set('request-id', c.var.request_id)
  for (const [name, value] of Object.entries(c.var.headers)) headers.set(name, value)
})
app.onError((error, c) => renderError(error, c))
// Not thrown: this answer has to pass the middleware above, too.
app.notFound((c) => renderProblem(new Problem('path_not_found'), c))

mount(app, [
  ...merchants,
  ...apiKeys,
  ...catalog,
  ...locations,
  ...channels,
  ...inventory,
  ...reservations,
  ...orders,
  ...events,
  ...portal,
])
service(app)
