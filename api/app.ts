import { apiKeys } from './features/api-keys/routes'
import { auditLog } from './features/audit-log/routes'
import { catalog } from './features/catalog/routes'
import { channels } from './features/channels/routes'
import { customers } from './features/customers/routes'
import { events } from './features/events/routes'
import { inventory } from './features/inventory/routes'
import { locations } from './features/locations/routes'
import { merchants } from './features/merchants/routes'
import { metrics } from './features/metrics/routes'
import { orders } from './features/orders/routes'
import { serveAssets } from './features/portal/assets'
import { portal } from './features/portal/routes'
import { privacy } from './features/privacy/routes'
import { reservations } from './features/reservations/routes'
import { routing } from './features/routing/routes'
import { service } from './features/service/routes'
import { webhooks } from './features/webhooks/routes'
import { frame } from './http/context'
import { mount, router } from './http/mount'

/** The table of contents: a line per feature. */
export const app = router()

// What is not mounted: files, and the pages of the portal.
for (const path of ['/portal/*', '/assets/*', '/docs-assets/*']) app.use(path, frame)

mount(app, [
  ...merchants,
  ...apiKeys,
  ...auditLog,
  ...catalog,
  ...locations,
  ...channels,
  ...inventory,
  ...reservations,
  ...orders,
  ...routing,
  ...customers,
  ...privacy,
  ...events,
  ...webhooks,
  ...portal,
  ...metrics,
])
serveAssets(app)
service(app)
