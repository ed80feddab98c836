import { expect, it } from 'vitest'
import {
  approveClaim,
  type ClaimWish,
  closeClaim,
  openClaim,
} from '../../../api/domain/claims/decide-claim'
import type { Aggregate } from '../../../api/domain/orders/aggregate'
import { refundOrder } from '../../../api/domain/refunds/refund-order'
import { defaultRefundOrder } from '../../../api/domain/refunds/split-tenders'
import type { PinnedUnits } from '../../../api/domain/returns/added-lines'
import { orderOf } from '../orders/support/aggregate'
import {
  at,
  delivered,
  deskUnder,
  must,
  pay,
  settled,
  totals,
  wishFor,
} from '../returns/support/desk'

const desk = deskUnder({ claim_days: 30 })
const sold = delivered([{ quantity: 3, unit_price: 1_999, discount: 571, tax: 448 }])
const wish = (quantity = 1, line_id = 'lin_0'): ClaimWish => ({
  ...{ type: 'damaged', lines: [{ line_id, quantity }], description: 'torn' },
})
const catalog = new Map([
  ['SKU-0', { title: 'Thing', components: [], returnable: true, final_sale: false }],
])
const none: PinnedUnits = { attempt_id: 'att_x', shares: [] }
const one: PinnedUnits = {
  attempt_id: 'att_x',
  shares: [
    {
      line: 0,
      sku: 'SKU-0',
      units: [{ location_id: 'berlin', quantity: 1 }],
    },
  ],
}
const opened = must(openClaim(sold, wish(), desk.terms, at(1)))
const approve = (resolution: 'refund' | 'store_credit' | 'replacement', units = none) =>
  approveClaim(
    opened.aggregate,
    opened.claim,
    resolution,
    { refund_order: defaultRefundOrder, units, catalog },
    at(2),
  )
const final_sale: Aggregate = {
  ...sold,
  lines: sold.lines.map((line) => ({ ...line, final_sale: true, returnable: false })),
}
const refunded_by_hand = settled(
  must(
    refundOrder(
      sold,
      {
        ...{ lines: [{ line_id: 'lin_0', quantity: 2 }], shipping: 0, amount: 0, reason: 'x' },
        ...{ restock: [], destination: 'original' },
      },
      defaultRefundOrder,
      at(1),
    ),
  ).aggregate,
  at(1),
)

it.each([
  ['units that were not sent', pay(orderOf([{ quantity: 3 }])), wish(), 1, 'not_claimable'],
  ['more units than were sent', sold, wish(4), 1, 'not_claimable'],
  ['a line of another order', sold, wish(1, 'lin_9'), 1, 'unknown_line'],
  ['after the time to claim', sold, wish(), 31, 'claim_window_closed'],
  ['units that are claimed already', opened.aggregate, wish(3), 1, 'not_claimable'],
  [
    'units that are on their way back',
    desk.opened(sold, wishFor([[0, 2]])).aggregate,
    wish(2),
    1,
    'not_claimable',
  ],
  ['units that were refunded by hand', refunded_by_hand, wish(2), 1, 'not_claimable'],
] as const)('refuses %s', (_, aggregate, asked, day, code) => {
  expect(openClaim(aggregate, asked, desk.terms, at(day))).toMatchObject({ error: { code } })
})

it('takes claims of final sales, and on the last day', () => {
  expect(openClaim(final_sale, wish(3), desk.terms, at(30)).ok).toBe(true)
})

it('keeps claimed units from being returned', () => {
  expect(desk.open(opened.aggregate, wishFor([[0, 3]]))).toMatchObject({
    error: { code: 'not_returnable', lines: [{ reason: 'already_returned', returnable: 2 }] },
  })
  const declined = must(closeClaim(opened.aggregate, opened.claim, 'declined', 'worn', at(2)))
  expect(desk.open(declined.aggregate, wishFor([[0, 3]])).ok).toBe(true)
})

it('refunds without anything coming back', () => {
  const { aggregate, claim } = must(approve('refund'))
  expect(totals(settled(aggregate, at(2)))).toMatchObject({ refunded: 1_958, refunds: [1_958] })
  expect(claim).toMatchObject({ status: 'approved', resolution: 'refund' })
  expect(aggregate.lines[0]).toMatchObject({ quantity_returned: 0, quantity_refunded: 1 })
})

it('refunds to store credit', () => {
  const { aggregate } = must(approve('store_credit'))
  expect(aggregate.refunds[0]?.tenders[0]?.destination).toBe('store_credit')
})

it('replaces for nothing, and neither can be returned or claimed twice', () => {
  const { aggregate, claim } = must(approve('replacement', one))
  const replaced = settled(aggregate, at(2))
  expect(replaced.lines[1]).toMatchObject({
    sku: 'SKU-0',
    quantity: 1,
    total: 0,
    id: claim.line_ids[0],
  })
  expect(replaced.fulfillments.at(-1)).toMatchObject({
    status: 'open',
    details: { claim_id: claim.id },
  })
  expect(replaced.order).toMatchObject({ total: sold.order.total, payment_status: 'paid' })
  expect(openClaim(replaced, wish(3), desk.terms, at(3))).toMatchObject({
    error: { code: 'not_claimable' },
  })
  expect(desk.open(replaced, wishFor([[0, 3]]), at(3))).toMatchObject({
    error: { code: 'not_returnable' },
  })
})

it('refuses to replace what is sold no more', () => {
  const context = { refund_order: defaultRefundOrder, units: none, catalog: new Map() }
  expect(approveClaim(opened.aggregate, opened.claim, 'replacement', context, at(2))).toEqual({
    ok: false,
    error: { code: 'unknown_sku', sku: 'SKU-0' },
  })
})

it('decides once', () => {
  const { aggregate, claim } = must(approve('refund'))
  const again = { refund_order: defaultRefundOrder, units: none, catalog }
  expect(approveClaim(aggregate, claim, 'refund', again, at(3))).toMatchObject({
    error: { code: 'illegal_transition' },
  })
  expect(closeClaim(aggregate, claim, 'canceled', null, at(3))).toMatchObject({
    error: { code: 'illegal_transition' },
  })
})

it('is heard until the last millisecond of the last day', () => {
  const end = Date.UTC(2026, 11, 23, 23, 59, 59, 999)
  const heard = (now: number) => openClaim(sold, wish(), desk.terms, { ...at(), now }).ok
  expect([heard(end), heard(end + 1)]).toEqual([true, false])
})
