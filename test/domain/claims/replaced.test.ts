// What replaces a broken thing is worth what was paid for that: sent back, or broken as well.
import { expect, it } from 'vitest'
import type { Claim } from '../../../api/domain/claims/claim'
import { approveClaim, openClaim } from '../../../api/domain/claims/decide-claim'
import type { Aggregate } from '../../../api/domain/orders/aggregate'
import type { OrderLineId } from '../../../api/domain/shared/ids'
import { confirmWithdrawal } from '../../../api/domain/withdrawals/withdraw'
import {
  at,
  deliver,
  delivered,
  deskUnder,
  must,
  pinned,
  receive,
  settled,
  totals,
  wishFor,
} from '../returns/support/desk'

const desk = deskUnder()
const catalog = new Map([
  ['SKU-0', { title: 'Thing', components: [], returnable: true, final_sale: false }],
])
const approve = (aggregate: Aggregate, claim: Claim, resolution: 'replacement' | 'refund') => {
  const units = pinned([{ sku: 'SKU-0', quantity: 1, unit_price: 0, tax: 0 }])
  const context = { refund_order: desk.context.refund_order, catalog, units }
  return must(approveClaim(aggregate, claim, resolution, context, at(1))).aggregate
}
function claimed(aggregate: Aggregate, line_id: string, resolution: 'replacement' | 'refund') {
  const wish = { type: 'damaged', lines: [{ line_id, quantity: 1 }], description: 'x' } as const
  const opened = must(openClaim(aggregate, wish, desk.terms, at(1)))
  return settled(approve(opened.aggregate, opened.claim, resolution), at(1))
}
const last = ({ lines }: Aggregate): OrderLineId => lines.at(-1)?.id ?? 'lin_none'
const sold = delivered([{ quantity: 3, unit_price: 1_000, discount: 1_000, tax: 1 }], {
  placed_country: 'DE',
})
const replaced = deliver(claimed(sold, 'lin_0', 'replacement'), 1)

const back = (line_id: OrderLineId) => ({ line_id, quantity: 1, disposition: 'restock' as const })
const sendBack = (aggregate: Aggregate, line_id: OrderLineId) => {
  const wish = wishFor([[0, 1]])
  const lines = wish.lines.map((line) => ({ ...line, line_id }))
  const { ret, ...opened } = desk.opened(aggregate, { ...wish, lines })
  return { ret, after: receive(opened.aggregate, ret, [back(line_id)]).aggregate }
}

it('is paid back as what it stands for, and leaves the others their worth', () => {
  const first = sendBack(replaced, last(replaced))
  expect(first.ret.quote.refund).toBe(667)
  expect(totals(first.after).refunds).toEqual([667])

  const second = sendBack(first.after, 'lin_0')
  const third = sendBack(second.after, 'lin_0')
  expect(totals(third.after)).toMatchObject({ refunded: 2_001, captured: 2_001 })
})

it('is paid back when it is broken, too: also a replacement of a replacement', () => {
  const again = deliver(claimed(replaced, last(replaced), 'replacement'), 1)
  const paid = claimed(again, last(again), 'refund')

  expect(totals(paid).refunds).toEqual([667])
})

it('is withdrawn from with all else, the way there included', () => {
  const order = { ...replaced.order, shipping_amount: 490, total: replaced.order.total + 490 }
  const wish = { name: 'Ada', contact: 'ada@example.com', lines: [], statement: '' }
  const asked = { ...replaced, order }
  const done = must(confirmWithdrawal(asked, wish, desk.terms, desk.context, at(2)))

  expect(done.withdrawal.lines).toEqual([
    { line_id: 'lin_0', quantity: 2 },
    { line_id: last(replaced), quantity: 1 },
  ])
  expect(done.aggregate.returns[0]?.quote).toMatchObject({ goods: 2_001, outbound_shipping: 490 })
})
