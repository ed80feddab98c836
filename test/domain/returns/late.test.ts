import { describe, expect, it } from 'vitest'
import type { Aggregate } from '../../../api/domain/orders/aggregate'
import { payable } from '../../../api/domain/orders/derive'
import { defaultRefundOrder } from '../../../api/domain/refunds/split-tenders'
import { cancel, complete, expire } from '../../../api/domain/returns/move-return'
import type { ReturnPolicy } from '../../../api/domain/returns/policy'
import { receiveReturn } from '../../../api/domain/returns/receive-return'
import type { Return } from '../../../api/domain/returns/return'
import {
  at,
  back,
  deliver,
  delivered,
  deskUnder,
  must,
  pay,
  receive,
  after as settled,
  totals,
  wishFor,
} from './support/desk'

const sold = () => delivered([{ quantity: 3, unit_price: 1_999, discount: 571, tax: 448 }])
const expired = (aggregate: Aggregate, ret: Return) =>
  settled(expire(aggregate, ret, defaultRefundOrder, at(40)), at(40))
const swapped = (policy: Partial<ReturnPolicy>) => {
  const exchange_lines = [{ sku: 'NEW', quantity: 1, unit_price: 2_500, tax: 206 }]
  const wish = wishFor([[0, 1]], { resolution: 'exchange', exchange_lines })
  return deskUnder(policy).opened(sold(), wish)
}

describe('what arrives after its return expired', () => {
  it.each([
    ['on_receipt', 0, 3_916],
    ['on_inspection', 0, 0],
    ['on_request', 5_874, 5_874],
  ] as const)('is in stock, and paid for %s', (refund_trigger, before, then) => {
    const opened = deskUnder({ refund_trigger }).opened(sold(), wishFor([[0, 3]]))
    const late = expired(opened.aggregate, opened.ret)
    expect(totals(late.aggregate).refunded).toBe(before)

    const arrived = receive(late.aggregate, late.ret, [back(0, 2), back(0, 1, 'missing')], at(50))

    expect(arrived.ret.status).toBe('received')
    expect(arrived.exceptions).toEqual([])
    expect(arrived.tasks).toMatchObject([{ task: { type: 'return', units: [{ quantity: 2 }] } }])
    expect(totals(arrived.aggregate).refunded).toBe(then)
    const closed = complete(arrived.aggregate, arrived.ret, defaultRefundOrder, at(51))
    expect(totals(settled(closed, at(51)).aggregate).refunded).toBe(before || 3_916)
  })

  it('is received only once when the customer asked anew', () => {
    const desk = deskUnder()
    const opened = desk.opened(sold(), wishFor([[0, 2]]))
    const late = expired(opened.aggregate, opened.ret)
    const again = desk.opened(late.aggregate, wishFor([[0, 2]]), at(20))
    const arrival = { location_id: 'berlin', units: [back(0, 2)] }

    const refused = receiveReturn(again.aggregate, late.ret, arrival, defaultRefundOrder, at(50))

    const line = { line_id: 'lin_0', reason: 'already_returned', returnable: 1, requested: 2 }
    expect(refused).toMatchObject({ ok: false, error: { code: 'not_returnable', lines: [line] } })
    expect(receive(again.aggregate, again.ret, [back(0, 2)]).ret.status).toBe('received')
  })

  it.each([
    ['unpaid', (aggregate: Aggregate) => aggregate, 0],
    ['paid', (aggregate: Aggregate) => pay(aggregate, at(41)), 1_958],
  ])('stands for the new item that was charged for and %s', (_, meanwhile, given_back) => {
    const policy = { exchange: { ship: 'cross_ship', never_arrives: 'charge' } } as const
    const opened = swapped(policy)
    const late = expired(deliver(pay(opened.aggregate), 1), opened.ret)
    expect(payable(late.aggregate)).toBe(5_874 + 2_706)

    const arrived = receive(meanwhile(late.aggregate), late.ret, [back(0, 1)], at(50))

    expect(totals(arrived.aggregate).refunded).toBe(given_back)
    expect(payable(arrived.aggregate)).toBe(5_874 + 748)
    const { captured, refunded } = totals(arrived.aggregate)
    expect(captured - refunded).toBe(5_874 + 748)
    const done = settled(complete(arrived.aggregate, arrived.ret, defaultRefundOrder, at(51)))
    expect(totals(done.aggregate).refunded).toBe(given_back)
  })

  it('is refunded when the new item was taken back', () => {
    const { aggregate, ret } = swapped({
      exchange: { ship: 'on_receipt', never_arrives: 'cancel' },
    })
    const late = expired(aggregate, ret)
    const arrived = receive(late.aggregate, late.ret, [back(0, 1)], at(50))
    expect(totals(arrived.aggregate)).toMatchObject({ captured: 5_874, refunded: 1_958 })
  })
})

describe('gives back what was paid for a new item', () => {
  const policy = { exchange: { ship: 'on_receipt', never_arrives: 'cancel' } } as const

  it.each([
    ['when the old one never arrives', expire],
    ['when the return is given up', cancel],
  ])('%s', (_, end) => {
    const { aggregate, ret } = swapped(policy)
    const paid = pay(aggregate)
    expect(totals(paid).captured).toBe(6_622)

    const ended = settled(end(paid, ret, defaultRefundOrder, at(40)), at(40))

    expect(totals(ended.aggregate)).toMatchObject({ captured: 6_622, refunded: 748 })
    expect(payable(ended.aggregate)).toBe(5_874)
    expect(must(deskUnder(policy).open(ended.aggregate, wishFor([[0, 3]])))).toBeDefined()
  })
})
