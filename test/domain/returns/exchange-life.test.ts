import { expect, it } from 'vitest'
import type { Fulfillment } from '../../../api/domain/fulfillments/fulfillment'
import { moveToLocation } from '../../../api/domain/fulfillments/reroute'
import { cancelFulfillment } from '../../../api/domain/fulfillments/work'
import type { AcquiredUnits } from '../../../api/domain/orders/acquired'
import type { Aggregate } from '../../../api/domain/orders/aggregate'
import { derive, payable } from '../../../api/domain/orders/derive'
import { type AddedLines, editOrder } from '../../../api/domain/orders/edit-order'
import { defaultRefundOrder } from '../../../api/domain/refunds/split-tenders'
import { cancel, complete, expire } from '../../../api/domain/returns/move-return'
import type { ReturnPolicy } from '../../../api/domain/returns/policy'
import {
  after,
  at,
  back,
  deliver,
  delivered,
  deskUnder,
  must,
  NOW,
  pay,
  receive,
  totals,
  wishFor,
} from './support/desk'

// Three shirts at 19.99, 18.09 net and 1.49 tax each after discount; another thing in a second parcel.
const sold = () => delivered([{ quantity: 3, unit_price: 1_999, discount: 571, tax: 448 }])
const swap = (unit_price: number, tax: number, policy: Partial<ReturnPolicy> = {}) => {
  const desk = deskUnder(policy)
  const exchange_lines = [{ sku: 'NEW', quantity: 1, unit_price, tax }]
  const opened = desk.opened(sold(), wishFor([[0, 1]], { resolution: 'exchange', exchange_lines }))
  return { desk, ...opened }
}
const newWork = ({ fulfillments }: Aggregate) =>
  fulfillments.findLast(({ details }) => 'return_id' in details)
const cross_ship = { exchange: { ship: 'cross_ship', never_arrives: 'charge' } } as const

it.each([
  [2_500, 206, 748],
  [1_500, 124, -334],
  [1_809, 149, 0],
])('for %i and %i of tax leaves %i', (unit_price, tax, balance) => {
  const { ret } = swap(unit_price, tax)
  expect(ret.exchange).toMatchObject({ new_total: unit_price + tax, credit: 1_958, balance })
})

it('promises the new item at approval, and sends it when the old one is in', () => {
  const { aggregate, ret } = swap(1_809, 149)
  expect(newWork(aggregate)).toMatchObject({ status: 'on_hold', holds: ['awaiting_return_items'] })
  expect(aggregate.allocations).toContainEqual(
    expect.objectContaining({ sku: 'NEW', attempt_id: 'att_new', quantity: 1 }),
  )
  expect(aggregate.order.payment_status).toBe('paid')

  const arrived = receive(aggregate, ret, [back(0, 1)])

  expect(newWork(arrived.aggregate)).toMatchObject({ status: 'open', holds: [] })
  expect(totals(arrived.aggregate).refunded).toBe(0)
  expect(arrived.aggregate.lines[0]).toMatchObject({ quantity_refunded: 1, quantity_returned: 1 })
})

it('holds what costs more until it is paid, and nothing else', () => {
  const { aggregate, ret } = swap(2_500, 206, cross_ship)
  expect(payable(aggregate)).toBe(5_874 + 748)
  expect(aggregate.order.payment_status).toBe('partially_paid')
  expect(newWork(aggregate)).toMatchObject({ status: 'on_hold' })

  const paid = pay(aggregate)

  expect(totals(paid).captured).toBe(5_874 + 748)
  expect(newWork(paid)).toMatchObject({ status: 'open' })
  const arrived = receive(deliver(paid, 1), ret, [back(0, 1)])
  const done = after(complete(arrived.aggregate, arrived.ret, defaultRefundOrder, at(3)))
  expect(totals(done.aggregate)).toMatchObject({ captured: 6_622, refunded: 0 })
  expect(payable(done.aggregate)).toBe(6_622)
})

const inParis: AcquiredUnits = {
  ...{ attempt_id: 'att_2', shares: [] },
  of_sku: new Map([['NEW', [{ location_id: 'paris', quantity: 1 }]]]),
}

it.each([
  [
    'is begun anew',
    (aggregate: Aggregate, id: Fulfillment['id']) => cancelFulfillment(aggregate, id, null, at(2)),
  ],
  [
    'is done elsewhere',
    (aggregate: Aggregate, id: Fulfillment['id']) => {
      const move = { location_id: 'paris', lines: null }
      return moveToLocation(aggregate, id, move, inParis, at(2))
    },
  ],
])('waits for its money and the old item as before when its work %s', (_, change) => {
  const { aggregate, ret } = swap(2_500, 206)
  const before = newWork(aggregate)
  const changed = derive(must(change(aggregate, before?.id ?? 'ful_0')).aggregate, NOW)
  const held = ['awaiting_return_items']
  expect(newWork(changed)).toMatchObject({ status: 'on_hold', holds: held })

  const paid = pay(changed)
  expect(newWork(paid)).toMatchObject({ status: 'on_hold', holds: held })
  const arrived = receive(paid, ret, [back(0, 1)])
  expect(newWork(arrived.aggregate)).toMatchObject({ status: 'open', holds: [] })
})

it('leaves apart from what comes to the order meanwhile', () => {
  const { aggregate } = swap(1_809, 149)
  const line = { ...aggregate.lines[0], id: 'lin_8', position: 8, sku: 'MORE', quantity: 1 }
  const added = { ...line, subtotal: 0, discount: 0, tax: 0, total: 0, quantity_fulfilled: 0 }
  const [like] = aggregate.allocations
  const place = { ...like, position: 8, sku: 'MORE', quantity: 1, quantity_dispatched: 0 }
  const edit = { remove: [], prices: [], shipping_address: undefined }
  const more = { lines: [added], allocations: [place] } as unknown as AddedLines
  const open = { ...aggregate, order: { ...aggregate.order, status: 'open' as const } }

  const edited = derive(must(editOrder(open, edit, more, at(2))).aggregate, NOW)

  expect(newWork(edited)).toMatchObject({ status: 'on_hold', lines: [{ sku: 'NEW' }] })
  expect(edited.fulfillments.at(-1)).toMatchObject({ status: 'open', lines: [{ sku: 'MORE' }] })
})

it('leaves other parcels of the order alone while an exchange waits for money', () => {
  const desk = deskUnder(cross_ship)
  const part = delivered([{ quantity: 1 }, { quantity: 1 }])
  const waiting = {
    ...part,
    fulfillments: [
      ...part.fulfillments,
      {
        ...part.fulfillments[0],
        id: 'ful_9',
        status: 'open',
        lines: [],
      } as Aggregate['fulfillments'][number],
    ],
  }
  const exchange_lines = [{ sku: 'NEW', quantity: 1, unit_price: 9_000, tax: 0 }]
  const wish = wishFor([[0, 1]], { resolution: 'exchange', exchange_lines })
  const { aggregate } = desk.opened(waiting, wish)

  const states = aggregate.fulfillments.map(({ id, status }) => [id, status])
  expect(states).toContainEqual(['ful_9', 'open'])
  expect(newWork(aggregate)?.status).toBe('on_hold')
})

it('gives back what the new item costs less, once the old one is in', () => {
  const { aggregate, ret } = swap(1_500, 124)
  expect(totals(aggregate).refunded).toBe(0)
  expect(payable(aggregate)).toBe(5_874)

  const arrived = receive(aggregate, ret, [back(0, 1)])

  expect(totals(arrived.aggregate)).toMatchObject({ captured: 5_874, refunded: 334 })
  expect(arrived.aggregate.refunds).toMatchObject([{ amount: 334, deduction: 1_624 }])
})

it('takes the fee out of the credit', () => {
  const { ret } = swap(1_809, 149, { restocking_fee_bps: 1_000 })
  expect(ret.exchange).toMatchObject({ credit: 1_762, balance: 196 })
})

it('charges for the new item when the old one never arrives', () => {
  const { aggregate, ret } = swap(1_809, 149, cross_ship)
  const expired = after(expire(deliver(aggregate, 1), ret, defaultRefundOrder, at(40)), at(40))

  expect(expired.ret).toMatchObject({ status: 'expired', exchange: { credit_standing: 0 } })
  expect(payable(expired.aggregate) - totals(expired.aggregate).captured).toBe(1_958)
  expect(expired.aggregate.order.payment_status).toBe('partially_paid')
})

it('cancels the new item when the old one never arrives, if that is the policy', () => {
  const policy = { exchange: { ship: 'on_receipt', never_arrives: 'cancel' } } as const
  const { aggregate, ret } = swap(2_500, 206, policy)
  const expired = after(expire(aggregate, ret, defaultRefundOrder, at(40)), at(40))

  expect(expired.tasks).toMatchObject([
    { sku: 'NEW', task: { type: 'cancel', attempt_id: 'att_new' } },
  ])
  expect(newWork(expired.aggregate)?.status).toBe('canceled')
  expect(payable(expired.aggregate)).toBe(5_874)
  expect(expired.aggregate.order.payment_status).toBe('paid')
})

it('charges instead of canceling what has left already', () => {
  const policy = { exchange: { ship: 'cross_ship', never_arrives: 'cancel' } } as const
  const { aggregate, ret } = swap(1_809, 149, policy)
  const expired = after(expire(deliver(aggregate, 1), ret, defaultRefundOrder, at(40)), at(40))

  expect(expired.tasks).toEqual([])
  expect(payable(expired.aggregate) - totals(expired.aggregate).captured).toBe(1_958)
})

it('is given up as a whole while nothing has left, and not any more after', () => {
  const { aggregate, ret } = swap(2_500, 206, cross_ship)
  const canceled = must(cancel(aggregate, ret, defaultRefundOrder, at(1)))
  expect(canceled.tasks).toMatchObject([{ sku: 'NEW', task: { type: 'cancel' } }])
  expect(payable(canceled.aggregate)).toBe(5_874)

  const sent = deliver(pay(aggregate), 1)
  expect(cancel(sent, ret, defaultRefundOrder, at(1))).toMatchObject({
    error: { code: 'illegal_transition' },
  })
})

it('counts only what arrived once it is completed', () => {
  const desk = deskUnder(cross_ship)
  const exchange_lines = [{ sku: 'NEW', quantity: 1, unit_price: 3_916, tax: 0 }]
  const wish = wishFor([[0, 2]], { resolution: 'exchange', exchange_lines })
  const opened = desk.opened(sold(), wish)
  expect(payable(opened.aggregate)).toBe(5_874)

  const arrived = receive(deliver(opened.aggregate, 1), opened.ret, [
    back(0, 1),
    back(0, 1, 'missing'),
  ])
  const done = after(complete(arrived.aggregate, arrived.ret, defaultRefundOrder, at(3)))

  expect(payable(done.aggregate)).toBe(5_874 + 1_958)
})

it('can be returned itself', () => {
  const { aggregate, ret } = swap(2_500, 206, cross_ship)
  const paid = deliver(pay(aggregate), 1)
  const first = receive(paid, ret, [back(0, 1)])
  const line_id = first.ret.exchange?.line_ids[0] ?? ''
  const desk = deskUnder()
  const lines = [{ line_id, quantity: 1, reason: 'unwanted', note: null }]
  const second = desk.opened(first.aggregate, { ...wishFor([]), lines }, at(5))
  const arrived = receive(
    second.aggregate,
    second.ret,
    [{ ...back(0, 1), line_id: line_id as `lin_${string}` }],
    at(6),
  )

  expect(totals(arrived.aggregate)).toMatchObject({ captured: 6_622, refunded: 2_706 })
})

it('sends the new item once all of the old ones are in, and not before', () => {
  const desk = deskUnder()
  const exchange_lines = [{ sku: 'NEW', quantity: 1, unit_price: 3_916, tax: 0 }]
  const wish = wishFor([[0, 2]], { resolution: 'exchange', exchange_lines })
  const opened = desk.opened(sold(), wish)
  const first = receive(opened.aggregate, opened.ret, [back(0, 1)])
  expect(newWork(first.aggregate)).toMatchObject({ holds: ['awaiting_return_items'] })
  const second = receive(first.aggregate, first.ret, [back(0, 1)], at(3))
  expect(newWork(second.aggregate)).toMatchObject({ holds: [], status: 'open' })
})
