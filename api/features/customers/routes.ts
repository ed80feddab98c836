import { z } from '@hono/zod-openapi'
import type { MerchantId, OrderId } from '../../domain/shared/ids'
import { keyholder } from '../../http/auth'
import { listEndpoint } from '../../http/list-endpoint'
import { checkIfMatch, etag } from '../../http/preconditions'
import { Problem } from '../../http/problem'
import { endpoint } from '../../http/router'
import { page, pageQuery } from '../../http/schemas'
import type { Services } from '../../services'
import { toOrder } from '../orders/order'
import { listOrdersOfEmails } from '../orders/repository'
import { OrderSchema } from '../orders/schemas'
import { changeCustomer, mergeCustomers } from './change-customer'
import { toCustomer } from './customer'
import { type CustomerId, findCustomer, listCustomers } from './repository'
import {
  CustomerRecordSchema,
  customerFilters,
  MergeCustomersSchema,
  PatchCustomerSchema,
} from './schemas'

const params = z.object({ id: z.string().max(100) })
const tag = 'Customers'
const read = { key: 'secret', scope: 'customers:read' } as const
const write = { key: 'secret', scope: 'customers:write' } as const

export const customers = [
  listEndpoint(
    {
      path: '/v1/customers',
      operation_id: 'listCustomers',
      summary: 'List or find customers',
      description: 'In the order of their first orders; by name where a name is looked for.',
      tag,
      access: read,
      query: z.strictObject({ ...pageQuery, ...customerFilters }),
      responses: { 200: page(CustomerRecordSchema) },
    },
    {
      rows: ({ db, merchant_id, query, limit }, after: [string, string] | undefined) =>
        listCustomers(db, merchant_id, query, after, limit),
      key: ({ customer }) => [customer.name.toLowerCase(), customer.id],
      wire: toCustomer,
    },
  ),
  endpoint(
    {
      method: 'get',
      path: '/v1/customers/{id}',
      operation_id: 'getCustomer',
      summary: 'Read a customer',
      tag,
      access: read,
      params,
      responses: { 200: CustomerRecordSchema },
    },
    async ({ services, principal, params: { id } }) => {
      const stored = await existing(services, keyholder(principal).merchant.id, id)
      return {
        status: 200,
        body: toCustomer(stored),
        headers: { etag: etag(stored.customer.version) },
      }
    },
  ),
  listEndpoint(
    {
      path: '/v1/customers/{id}/orders',
      operation_id: 'listCustomerOrders',
      summary: 'List a customer’s orders, newest first',
      tag,
      access: read,
      params,
      query: z.strictObject(pageQuery),
      responses: { 200: page(OrderSchema) },
    },
    {
      async rows({ services, db, merchant_id, params, limit }, before: OrderId | undefined) {
        const { emails } = await existing(services, merchant_id, params.id)
        return listOrdersOfEmails(db, merchant_id, emails, before, limit)
      },
      key: ({ order }) => order.id,
      wire: toOrder,
    },
  ),
  endpoint(
    {
      method: 'patch',
      path: '/v1/customers/{id}',
      operation_id: 'patchCustomer',
      summary: 'Change what is kept of a customer',
      description: 'Orders keep what they were placed with.',
      tag,
      access: write,
      params,
      body: PatchCustomerSchema,
      responses: { 200: CustomerRecordSchema },
      problems: ['version_stale', 'customer_erased'],
    },
    async ({ c, services, principal, actor, params: { id }, body }) => {
      const { merchant } = keyholder(principal)
      const check = ({ version }: { version: number }) => checkIfMatch(c, version)
      const customer_id = id as CustomerId
      const stored = await changeCustomer(services, merchant.id, customer_id, body, check, actor)
      return {
        status: 200,
        body: toCustomer(stored),
        headers: { etag: etag(stored.customer.version) },
      }
    },
  ),
  endpoint(
    {
      method: 'post',
      path: '/v1/customers/{id}/merge',
      operation_id: 'mergeCustomers',
      summary: 'Merge another customer into this one',
      description: 'Its addresses and orders come over; it is gone afterwards.',
      tag,
      access: write,
      params,
      body: MergeCustomersSchema,
      responses: { 200: CustomerRecordSchema },
      problems: ['unknown_customer', 'same_customer', 'customer_erased'],
    },
    async ({ services, principal, actor, params: { id }, body }) => {
      const { merchant } = keyholder(principal)
      const from = body.from as CustomerId
      const stored = await mergeCustomers(services, merchant.id, id as CustomerId, from, actor)
      return {
        status: 200,
        body: toCustomer(stored),
        headers: { etag: etag(stored.customer.version) },
      }
    },
  ),
]

async function existing(services: Services, merchant_id: MerchantId, id: string) {
  const db = services.shardFor(merchant_id)
  const stored = await findCustomer(db, merchant_id, id as CustomerId)
  if (!stored) throw new Problem('not_found')
  return stored
}
