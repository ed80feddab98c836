import { keyholder } from '../../http/auth'
import { problemDocument } from '../../http/problem'
import { endpoint } from '../../http/router'
import { PlacedOrdersSchema, PlaceOrdersSchema } from './batch-schemas'
import { placeOrders } from './place-orders'

export const orderBatches = [
  endpoint(
    {
      method: 'post',
      path: '/v1/orders/batch',
      operation_id: 'placeOrders',
      summary: 'Place up to 100 orders, each for itself',
      description:
        'One order that is refused keeps no other from being placed. A retry with the same key answers what was placed and places what was not.',
      tag: 'Orders',
      access: { key: 'secret', scope: 'orders:write' },
      idempotent: true,
      body: PlaceOrdersSchema,
      responses: { 200: PlacedOrdersSchema },
    },
    async ({ c, services, principal, actor, idempotency_key, body }) => {
      const { merchant } = keyholder(principal)
      const batch = {
        ...{ merchant_id: merchant.id, idempotency_key, actor },
        request_id: c.get('request_id'),
        secret: c.env.SIGNING_SECRET,
        time_zone: merchant.time_zone,
      }
      const outcomes = await placeOrders(services, batch, body.orders)
      const results = outcomes.map((outcome) => {
        if (!('problem' in outcome)) return outcome
        const problem = problemDocument(outcome.problem, c)
        return { status: problem.status, problem }
      })
      return { status: 200, body: { results } }
    },
  ),
]
