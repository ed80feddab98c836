import type { NotificationId } from '../../domain/shared/ids'
import { listEndpoint } from '../../http/list-endpoint'
import { page } from '../../http/schemas'
import { listNotifications, toNotification } from './repository'
import { NotificationSchema, NotificationsQuerySchema } from './schemas'

export const notifications = [
  listEndpoint(
    {
      path: '/v1/notifications',
      operation_id: 'listNotifications',
      summary: 'List mails to customers, newest first',
      description: 'Kept 90 days. Locally this is where mails arrive: nothing is delivered.',
      tag: 'Notifications',
      access: { key: 'secret', scope: 'notifications:read' },
      query: NotificationsQuerySchema,
      responses: { 200: page(NotificationSchema) },
    },
    {
      rows: ({ db, merchant_id, query, limit }, before: NotificationId | undefined) =>
        listNotifications(db, merchant_id, query.to, before, limit),
      key: ({ id }) => id,
      wire: toNotification,
    },
  ),
]
