import { apiKeys } from './features/api-keys/routes'
import { auditLog } from './features/audit-log/routes'
import { backorders } from './features/backorders/routes'
import { bulk } from './features/bulk/routes'
import { catalog } from './features/catalog/routes'
import { channels } from './features/channels/routes'
import { claims } from './features/claims/routes'
import { credit } from './features/credit/routes'
import { creditNotes } from './features/credit-notes/routes'
import { customers } from './features/customers/routes'
import { events } from './features/events/routes'
import { fulfillments } from './features/fulfillments/routes'
import { gateways } from './features/gateways/routes'
import { gatewayWebhooks } from './features/gateways/webhook-routes'
import { inventory } from './features/inventory/routes'
import { locations } from './features/locations/routes'
import { merchants } from './features/merchants/routes'
import { metrics } from './features/metrics/routes'
import { notifications } from './features/notifications/routes'
import { orders } from './features/orders/routes'
import { payments } from './features/payments/routes'
import { pickLists } from './features/pick-lists/routes'
import { serveAssets } from './features/portal/assets'
import { portal } from './features/portal/routes'
import { privacy } from './features/privacy/routes'
import { reservations } from './features/reservations/routes'
import { returnChanges } from './features/returns/change-routes'
import { returnPhotos } from './features/returns/photo-routes'
import { returnPolicies } from './features/returns/policy-routes'
import { returns } from './features/returns/routes'
import { routing } from './features/routing/routes'
import { service } from './features/service/routes'
import { webhooks } from './features/webhooks/routes'
import { withdrawals } from './features/withdrawals/routes'
import { reactToChanges } from './http/after-change'
import { frame } from './http/context'
import { mount, router } from './http/mount'
import { mailCustomers } from './jobs/mail-customers'

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
  ...returns,
  ...returnChanges,
  ...returnPhotos,
  ...returnPolicies,
  ...claims,
  ...withdrawals,
  ...creditNotes,
  ...payments,
  ...credit,
  ...gateways,
  ...gatewayWebhooks,
  ...fulfillments,
  ...backorders,
  ...pickLists,
  ...customers,
  ...privacy,
  ...events,
  ...bulk,
  ...webhooks,
  ...notifications,
  ...portal,
  ...metrics,
])
serveAssets(app)
service(app)
reactToChanges(mailCustomers)
