import type { NotificationId } from '../../domain/shared/ids'
import { keyholder } from '../../http/auth'
import { readCursor, toPage } from '../../http/pagination'
import { endpoint } from '../../http/router'
import { page } from '../../http/schemas'
import { listNotifications, toNotification } from './repository'
import { NotificationSchema, NotificationsQuerySchema } from './schemas'

export const notifications = [
  endpoint(
    {
      method: 'get',
      path: '/v1/notifications',
      operation_id: 'listNotifications',
      summary: 'List mails to customers, newest first',
      description: 'Kept 90 days. Locally this is where mails arrive: nothing is delivered.',
      tag: 'Notifications',
      access: { key: 'secret', scope: 'notifications:read' },
      query: NotificationsQuerySchema,
      responses: { 200: page(NotificationSchema) },
    },
    async ({ c, services, principal, query: { limit, cursor, to } }) => {
      const merchant_id = keyholder(principal).merchant.id
      const list = { c, principal, limit }
      const before = readCursor<NotificationId>(list, cursor)
      const db = services.shardFor(merchant_id)
      const rows = await listNotifications(db, merchant_id, to, before, limit)
      return { status: 200, body: toPage(list, rows, ({ id }) => id, toNotification) }
    },
  ),
]
