// Returns of orders that are refunded by hand, too, or not paid yet.
import { expect, it } from 'vitest'
import type { Aggregate } from '../../../api/domain/orders/aggregate'
import { refundOrder } from '../../../api/domain/refunds/refund-order'
import { defaultRefundOrder } from '../../../api/domain/refunds/split-tenders'
import { orderOf } from '../orders/support/aggregate'
import {
  at,
  back,
  deliver,
  delivered,
  deskUnder,
  must,
  pay,
  receive,
  settled,
  totals,
  wishFor,
} from './support/desk'

const shirts = [{ quantity: 3, unit_price: 8_999 }]

it('lets no unit come back twice: by a return, and put back by hand', () => {
  const put_back = { line_id: 'lin_0', location_id: 'berlin', disposition: 'restock' } as const
  const by_hand = (aggregate: Aggregate, quantity: number) => {
    const wish = { lines: [], shipping: 0, amount: 1, reason: 'sorry' }
    const units = { restock: [{ ...put_back, quantity }], destination: 'original' as const }
    return refundOrder(aggregate, { ...wish, ...units }, defaultRefundOrder, at(1))
  }
  const desk = deskUnder()

  const opened = desk.opened(delivered(shirts), wishFor([[0, 2]]))
  const error = { code: 'exceeds_fulfilled', quantity_returnable: 1 }
  expect(by_hand(opened.aggregate, 2)).toMatchObject({ error })
  const refunded = settled(must(by_hand(opened.aggregate, 1)).aggregate, at(1))
  const arrived = receive(refunded, opened.ret, [back(0, 2)])
  expect(arrived.aggregate.lines[0]).toMatchObject({ quantity_returned: 3 })

  const first = settled(must(by_hand(delivered(shirts), 1)).aggregate, at(1))
  expect(desk.open(first, wishFor([[0, 3]]))).toMatchObject({
    error: { code: 'not_returnable', lines: [{ reason: 'already_returned', returnable: 2 }] },
  })
})

it('owes no more for what came back before it was paid', () => {
  const desk = deskUnder({ restocking_fee_bps: 1_000 })
  const on_account = deliver(orderOf(shirts, { terms: 'on_account' }))
  const opened = desk.opened(on_account, wishFor([[0, 1]]))

  const arrived = receive(opened.aggregate, opened.ret, [back(0, 1)])

  const fee = 900
  expect(totals(arrived.aggregate).refunds).toEqual([0])
  expect(arrived.aggregate.order.amount_payable).toBe(2 * 8_999 + fee)
  const paid = pay(arrived.aggregate)
  expect(paid.order).toMatchObject({ payment_status: 'paid', amount_captured: 2 * 8_999 + fee })

  const rest = desk.opened(paid, wishFor([[0, 2]]))
  const all = receive(rest.aggregate, rest.ret, [back(0, 2)])
  expect(totals(all.aggregate)).toMatchObject({ captured: 18_898, refunded: 17_998 - 1_800 })
})
