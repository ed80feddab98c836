import { z } from '@hono/zod-openapi'
import type { OrderId } from '../../domain/shared/ids'
import { keyholder } from '../../http/auth'
import { readCursor, toPage } from '../../http/pagination'
import { Problem } from '../../http/problem'
import { endpoint } from '../../http/router'
import { instantToWire, pageQuery } from '../../http/schemas'
import { toCustomer } from '../customers/customer'
import { type CustomerId, findCustomer } from '../customers/repository'
import { toOrder } from '../orders/order'
import { listOrdersOfEmails } from '../orders/repository'
import { readAddressed } from './addressed-repository'
import { eraseCustomer } from './erase-customer'
import { readBeside } from './export-repository'
import type { ErasureRow } from './repository'
import { CustomerExportSchema, ErasureSchema } from './schemas'

const params = z.object({ id: z.string().max(100) })
const tag = 'Customers'

export const privacy = [
  endpoint(
    {
      method: 'get',
      path: '/v1/customers/{id}/export',
      operation_id: 'exportCustomer',
      summary: 'Export what is kept of a customer',
      description: 'For whoever asks what is known of them: read page by page to the end.',
      tag,
      access: { key: 'secret', scope: 'customers:read' },
      params,
      query: z.strictObject(pageQuery),
      responses: { 200: CustomerExportSchema },
      problems: ['cursor_invalid'],
    },
    async ({ c, services, principal, params: { id }, query: { limit, cursor } }) => {
      const merchant_id = keyholder(principal).merchant.id
      const list = { c, principal, limit }
      const before = readCursor<OrderId>(list, cursor)
      const db = services.shardFor(merchant_id)
      const stored = await findCustomer(db, merchant_id, id as CustomerId)
      if (!stored) throw new Problem('not_found')
      const rows = await listOrdersOfEmails(db, merchant_id, stored.emails, before, limit)
      const { data, next_cursor } = toPage(list, rows, ({ order }) => order.id, toOrder)
      const ids = data.map((order) => order.id as OrderId)
      const beside = await readBeside(db, merchant_id, ids)
      // What goes by the address is told once.
      const addressed = before ? [] : await readAddressed(db, merchant_id, stored.emails)
      const records = [...addressed, ...beside].filter(({ rows }) => rows.length > 0)
      const customer = toCustomer(stored)
      return { status: 200, body: { customer, orders: data, records, next_cursor } }
    },
  ),
  endpoint(
    {
      method: 'post',
      path: '/v1/customers/{id}/erase',
      operation_id: 'eraseCustomer',
      summary: 'Forget a customer',
      description:
        'Names, addresses, notes, reasons and free fields are replaced everywhere and for good, photos and mails deleted; amounts, countries and totals stay. ' +
        'Exports and finished imports of orders are deleted with it. ' +
        'Orders change their `version`. Asked again, it answers how far it is. Who orders again is a new customer.',
      tag,
      access: { key: 'secret', scope: 'customers:write' },
      params,
      responses: { 200: ErasureSchema },
      problems: ['customer_has_open_orders'],
    },
    async ({ services, principal, actor, params: { id } }) => {
      const { merchant } = keyholder(principal)
      const erasure = await eraseCustomer(services, merchant.id, id as CustomerId, actor)
      return { status: 200, body: toErasure(erasure) }
    },
  ),
]

const toErasure = ({ customer_id, orders, requested_at, completed_at }: ErasureRow) => ({
  customer_id,
  status: completed_at === null ? ('running' as const) : ('completed' as const),
  orders,
  requested_at: instantToWire(requested_at),
  completed_at: completed_at === null ? null : instantToWire(completed_at),
})
