import { expect, it } from 'vitest'
import { fulfillmentStates } from '../../../api/domain/fulfillments/fulfillment'
import { moveFulfillment } from '../../../api/domain/fulfillments/status'

const shipped: Record<string, string[]> = {
  open: ['accepted', 'picking', 'packed', 'shipped', 'rejected', 'canceled'],
  accepted: ['picking', 'packed', 'shipped', 'rejected', 'canceled'],
  picking: ['packed', 'shipped', 'rejected', 'canceled'],
  packed: ['shipped', 'rejected', 'canceled'],
  shipped: ['delivered'],
  on_hold: ['canceled'],
}
/** At the counter, too: of a sale that waited for its stock. */
const fetched: Record<string, string[]> = {
  open: ['accepted', 'picking', 'packed', 'ready_for_pickup', 'rejected', 'canceled'],
  accepted: ['picking', 'packed', 'ready_for_pickup', 'rejected', 'canceled'],
  picking: ['packed', 'ready_for_pickup', 'rejected', 'canceled'],
  packed: ['ready_for_pickup', 'rejected', 'canceled'],
  ready_for_pickup: ['ready_for_pickup', 'picked_up', 'canceled'],
  on_hold: ['canceled'],
}

const pairs = (['ship', 'pickup', 'pos'] as const).flatMap((method) =>
  fulfillmentStates.flatMap((from) => fulfillmentStates.map((to) => [method, from, to] as const)),
)

it.each(pairs)('%s: from %s to %s is allowed, or refused with what is', (method, from, to) => {
  const table = method === 'ship' ? shipped : fetched
  // Nobody ships what is to be fetched, so it is never in these states.
  if (method === 'ship' && from === 'ready_for_pickup') return expect(table[from]).toBeUndefined()
  if (method !== 'ship' && from === 'shipped') return expect(table[from]).toBeUndefined()
  const allowed = table[from] ?? []

  expect(moveFulfillment({ method, status: from }, to)).toEqual(
    allowed.includes(to)
      ? { ok: true, value: to }
      : { ok: false, error: { code: 'illegal_transition', from, to, allowed } },
  )
})
