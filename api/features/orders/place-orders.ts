import type { RequestKey } from '../../http/idempotency'
import { requestKey } from '../../http/idempotency'
import { inParallel } from '../../http/in-parallel'
import { asProblem, Problem } from '../../http/problem'
import { parseAs } from '../../http/request'
import type { Services } from '../../services'
import type { WireOrder } from './order'
import { type PlaceOrderRequest, placeOrder } from './place-order'
import { PlaceOrderSchema } from './schemas'

/** Orders under way at once: they share the requests of one invocation. */
const AT_ONCE = 5

/** What each order is placed with, but its own content and key. */
export interface Batch extends Omit<PlaceOrderRequest, 'request' | 'body'> {
  merchant_id: RequestKey['merchant_id']
  idempotency_key: string
  request_id: string
}

export type Outcome = { status: number; order: WireOrder } | { problem: Problem }

/**
 * Places each order for itself, under a key of its own: a retry finds what was placed and does what
 * was not. The pointers of a problem begin where the order is in the body.
 */
export const placeOrders = (
  services: Services,
  batch: Batch,
  orders: readonly unknown[],
): Promise<Outcome[]> =>
  inParallel(orders, AT_ONCE, async (order, index) => {
    try {
      const placed = await placeOne(services, batch, order, index)
      return { status: placed.status, order: placed.body }
    } catch (error) {
      return { problem: pointInto(asProblem(error, batch.request_id), `/orders/${index}`) }
    }
  })

function placeOne(services: Services, batch: Batch, order: unknown, index: number) {
  const { merchant_id, idempotency_key, request_id: _, ...asked } = batch
  const body = parseAs(PlaceOrderSchema, order, 'order')
  // No request can send a key with a space: none of its own meets these.
  const key = `${idempotency_key} ${index}`
  return placeOrder(services, {
    ...asked,
    body,
    request: requestKey(merchant_id, 'placeOrders', key, body),
  })
}

function pointInto(problem: Problem, root: string): Problem {
  const { code, options } = problem
  if (!options.errors) return problem
  const errors = options.errors.map((each) => ({ ...each, pointer: root + each.pointer }))
  return new Problem(code, { ...options, errors })
}
