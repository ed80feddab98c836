// The money of a run: every way in which orders, payments and refunds can disagree is told.
import { expect, it } from 'vitest'
import { findMoneyFaults, turnoverOf, unitsBack } from '../../db/demo/after-sale/money.ts'
import type { Order } from '../../db/demo/after-sale/wire.ts'

const line = { id: 'lin_1', sku: 'A', quantity: 3, quantity_canceled: 0, unit_price: 1_000 }
const parcel = { id: 'ful_1', order_id: 'ord_1', location_id: 'berlin', status: 'delivered' }
const back = (quantity_received: number, restock: number): Order['returns'][number] => ({
  ...{ id: 'ret_1', status: 'completed', quote: { refund: 2_000 }, exchange: null, parcels: [] },
  lines: [
    {
      ...{ line_id: 'lin_1', sku: 'A', quantity: quantity_received },
      ...{ quantity_received, dispositions: { restock } },
    },
  ],
})

// Three at 1000: two came back, one of them damaged; 100 were given for the delay, with a unit that
// came back to the sender.
const good: Order = {
  ...{ id: 'ord_1', number: 'HF-1', status: 'closed', payment_status: 'paid', total: 3_000 },
  ...{ amount_captured: 3_000, amount_refunded: 2_100, created_at: '2026-01-01T00:00:00.000Z' },
  customer: { email: 'ada@example.com' },
  lines: [line],
  fulfillments: [{ ...parcel, lines: [{ line_id: 'lin_1', sku: 'A', quantity: 3 }] }],
  payments: [{ id: 'pay_1', status: 'captured', captured: 3_000, refunded: 2_100 }],
  refunds: [
    { id: 'ref_1', status: 'succeeded', amount: 2_000, restock: [] },
    {
      ...{ id: 'ref_2', status: 'succeeded', amount: 100 },
      restock: [{ line_id: 'lin_1', quantity: 1 }],
    },
  ],
  returns: [back(2, 1)],
}
const told = { captured: new Map([['pay_1', 3_000]]), refunded: new Map([['ref_2', 100]]) }
const faultsOf = (change: Partial<Order>) => findMoneyFaults([{ ...good, ...change }], told)

it('sums a run up', () => {
  const unpaid = { ...good, amount_captured: 0, amount_refunded: 0, payments: [], refunds: [] }

  expect(turnoverOf([good, { ...unpaid, returns: [] }])).toEqual({
    ...{ paid: 1, captured: 3_000, refunded: 2_100, refunds: 2 },
    ...{ returned: 3, restocked: 2 },
  })
})

it('tells units that are back from those that are for sale again', () => {
  expect([...unitsBack([good], 'all')]).toEqual([['A', 3]])
  expect([...unitsBack([good], 'for_sale')]).toEqual([['A', 2]])
})

it('finds nothing wrong where everything agrees', () => {
  expect(faultsOf({})).toEqual([])
})

const [payment] = good.payments
const [first, second] = good.refunds

it.each<[string, Partial<Order>, string]>([
  ['an order that says it captured more', { amount_captured: 3_100 }, 'the order says 3100'],
  ['an acknowledged capture that is gone', { payments: [], amount_captured: 0 }, 'as captured'],
  [
    'a capture done twice',
    { amount_captured: 6_000, payments: payment ? [{ ...payment, captured: 6_000 }] : [] },
    '3000 was acknowledged as captured, 6000 is',
  ],
  ['refunds beyond what was captured', { amount_captured: 2_000 }, '2100 refunded of 2000'],
  ['an acknowledged refund that is gone', { refunds: first ? [first] : [] }, 'is not there'],
  [
    'a refund that did not end',
    { refunds: first && second ? [first, { ...second, status: 'pending' }] : [] },
    'still pending',
  ],
  [
    'a refund of another amount',
    { refunds: first && second ? [first, { ...second, amount: 99 }] : [] },
    'its refunds come to 2099, it says 2100',
  ],
  [
    'what was sent and never paid',
    { amount_captured: 0, amount_refunded: 0, payments: [], refunds: [] },
    'sent, and not paid',
  ],
])('reports %s', (_, change, expected) => {
  expect(faultsOf(change).join('\n')).toContain(expected)
})
