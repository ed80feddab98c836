import { describe, expect, it } from 'vitest'
import { refundOrder } from '../../../api/domain/refunds/refund-order'
import { defaultRefundOrder } from '../../../api/domain/refunds/split-tenders'
import {
  cancel,
  complete,
  decline,
  expire,
  markInTransit,
} from '../../../api/domain/returns/move-return'
import {
  after,
  at,
  back,
  delivered,
  deskUnder,
  must,
  receive,
  settled,
  totals,
  wishFor,
} from './support/desk'

const shirts = [{ quantity: 3, unit_price: 8_999 }]

it('pays for received units, not for requested ones', () => {
  const desk = deskUnder()
  const opened = desk.opened(delivered(shirts), wishFor([[0, 3]]))
  expect(totals(opened.aggregate).refunds).toEqual([])

  const arrived = receive(opened.aggregate, opened.ret, [back(0, 2), back(0, 1, 'missing')])

  expect(totals(arrived.aggregate)).toEqual({
    captured: 26_997,
    refunded: 17_998,
    refunds: [17_998],
  })
  expect(arrived.aggregate.order).toMatchObject({
    payment_status: 'partially_refunded',
    fulfillment_status: 'partially_returned',
  })
  const closed = after(complete(arrived.aggregate, arrived.ret, defaultRefundOrder, at(3)))
  expect(closed.ret.status).toBe('completed')
  expect(totals(closed.aggregate).refunds).toEqual([17_998])
})

it.each([
  ['on_request', [8_999, 8_999, 8_999, 8_999]],
  ['on_carrier_scan', [0, 8_999, 8_999, 8_999]],
  ['on_receipt', [0, 0, 8_999, 8_999]],
  ['on_inspection', [0, 0, 0, 8_999]],
] as const)(
  'refunds %s: %j after approval, scan, receipt and completion',
  (refund_trigger, paid) => {
    const desk = deskUnder({ refund_trigger })
    const opened = desk.opened(delivered(shirts), wishFor([[0, 1]]))
    const tracking = { carrier: 'post', tracking_number: 'RR1' }
    const scanned = after(
      markInTransit(
        opened.aggregate,
        opened.ret,
        { parcel_id: null, tracking },
        defaultRefundOrder,
        at(1),
      ),
    )
    const arrived = receive(scanned.aggregate, scanned.ret, [back(0, 1)])
    const done = after(complete(arrived.aggregate, arrived.ret, defaultRefundOrder, at(3)))

    const steps = [opened, scanned, arrived, done]
    expect(steps.map(({ aggregate }) => totals(aggregate).refunded)).toEqual(paid)
  },
)

it('takes fees of all receipts as if they were one', () => {
  const fees = {
    restocking_fee_bps: 1_250,
    return_shipping: { payer: 'flat', amount: 1_000 },
  } as const
  const desk = deskUnder(fees)
  const opened = desk.opened(
    delivered(shirts),
    wishFor([
      [0, 1],
      [0, 1, 'damaged'],
      [0, 1],
    ]),
  )
  const at_once = receive(opened.aggregate, opened.ret, [back(0, 3)])
  const first = receive(opened.aggregate, opened.ret, [back(0, 1)])
  const second = receive(first.aggregate, first.ret, [back(0, 2)], at(3))

  // 12.5 % of the two that are not our fault, and the label.
  expect(at_once.ret.fee_charged).toBe(2_250 + 1_000)
  expect(totals(at_once.aggregate).refunded).toBe(26_997 - 3_250)
  expect(totals(second.aggregate).refunded).toBe(26_997 - 3_250)
})

it('sends stock where the inspection says, kits as their parts', () => {
  const kit = {
    ...{
      quantity: 2,
      components: [
        { sku: 'A', quantity: 2 },
        { sku: 'B', quantity: 1 },
      ],
    },
  }
  const desk = deskUnder()
  const opened = desk.opened(delivered([kit]), wishFor([[0, 2]]))
  const { tasks } = receive(opened.aggregate, opened.ret, [back(0, 1), back(0, 1, 'damaged')])

  const units = (quantity: number) => [{ location_id: 'berlin', quantity }]
  expect(
    tasks.map(({ sku, task }) => [
      sku,
      task.type,
      'account' in task && task.account,
      'units' in task && task.units,
    ]),
  ).toEqual([
    ['A', 'return', 'available', units(2)],
    ['B', 'return', 'available', units(1)],
    ['A', 'return', 'damaged', units(2)],
    ['B', 'return', 'damaged', units(1)],
  ])
})

it('lists what nobody authorized, and neither stocks nor pays it', () => {
  const desk = deskUnder()
  const opened = desk.opened(delivered(shirts), wishFor([[0, 1]]))
  const arrived = receive(opened.aggregate, opened.ret, [back(0, 3)])

  expect(arrived.exceptions).toMatchObject([
    { line_id: 'lin_0', quantity: 2, disposition: 'restock' },
  ])
  expect(arrived.tasks).toMatchObject([{ task: { units: [{ quantity: 1 }] } }])
  expect(totals(arrived.aggregate).refunded).toBe(8_999)
  expect(arrived.events.map(({ type }) => type)).toContain('return.surplus_received')
})

it('lets the customer keep what is worth too little, without a fee', () => {
  const desk = deskUnder({ keep_below: 10_000, restocking_fee_bps: 2_000 })
  const { aggregate, ret, events } = desk.opened(delivered(shirts), wishFor([[0, 1]]))

  expect(ret).toMatchObject({ status: 'completed', parcels: [], expires_at: null })
  expect(totals(aggregate).refunded).toBe(8_999)
  expect(events.map(({ type }) => type)).toEqual([
    'refund.created',
    'return.approved',
    'return.completed',
  ])
  // The unit is paid for: it cannot be returned again.
  expect(desk.open(aggregate, wishFor([[0, 3]]))).toMatchObject({
    error: { code: 'not_returnable', lines: [{ reason: 'already_returned', returnable: 2 }] },
  })
})

it('promises a bonus on store credit when it is done, and none on money', () => {
  const desk = deskUnder({ store_credit_bonus_bps: 1_000 })
  const bonus = (resolution: 'refund' | 'store_credit') => {
    const opened = desk.opened(delivered(shirts), wishFor([[0, 1]], { resolution }))
    const arrived = receive(opened.aggregate, opened.ret, [back(0, 1)])
    const done = must(complete(arrived.aggregate, arrived.ret, defaultRefundOrder, at(3)))
    return [done.ret.bonus_due, arrived.aggregate.refunds[0]?.tenders[0]?.destination]
  }
  expect(bonus('store_credit')).toEqual([900, 'store_credit'])
  expect(bonus('refund')).toEqual([null, 'original'])
})

describe('refuses', () => {
  const desk = deskUnder({ resolutions: ['refund'] })
  const sold = delivered(shirts)
  const opened = desk.opened(sold, wishFor([[0, 2]]))
  const draft = must(desk.open(sold, wishFor([[0, 1]])))

  it.each([
    [
      'units that are on their way back',
      desk.open(opened.aggregate, wishFor([[0, 2]])),
      'not_returnable',
    ],
    [
      'a resolution the policy does not offer',
      desk.open(sold, wishFor([[0, 1]], { resolution: 'store_credit' })),
      'resolution_not_offered',
    ],
    ['a line of another order', desk.open(sold, wishFor([[7, 1]])), 'unknown_line'],
    ['the day after the window', desk.open(sold, wishFor([[0, 1]]), at(31)), 'not_returnable'],
    ['approving twice', desk.accept(opened.aggregate, opened.ret), 'illegal_transition'],
    [
      'declining what was approved',
      decline(opened.aggregate, opened.ret, 'no', at(1)),
      'illegal_transition',
    ],
    [
      'completing what has not arrived',
      complete(opened.aggregate, opened.ret, defaultRefundOrder, at(1)),
      'illegal_transition',
    ],
    [
      'expiring what nobody approved',
      expire(sold, draft, defaultRefundOrder, at(1)),
      'illegal_transition',
    ],
    [
      'sending a parcel it has not',
      markInTransit(
        opened.aggregate,
        opened.ret,
        { parcel_id: 'par_x', tracking: null },
        defaultRefundOrder,
        at(1),
      ),
      'unknown_parcel',
    ],
  ] as const)('%s', (_, decided, code) => {
    expect(decided).toMatchObject({ ok: false, error: { code } })
  })

  it('to cancel what was paid for already', () => {
    const paid = deskUnder({ refund_trigger: 'on_request' }).opened(sold, wishFor([[0, 1]]))
    expect(cancel(paid.aggregate, paid.ret, defaultRefundOrder, at(1))).toMatchObject({
      error: { code: 'illegal_transition', allowed: ['received'] },
    })
  })
})

it('frees the units of a return that was declined, canceled or never arrived', () => {
  const desk = deskUnder()
  const sold = delivered(shirts)
  const opened = desk.opened(sold, wishFor([[0, 3]]))
  const draft = must(desk.open(sold, wishFor([[0, 3]])))
  const ended = [
    must(decline({ ...sold, returns: [draft] }, draft, 'worn', at(1))),
    must(cancel(opened.aggregate, opened.ret, defaultRefundOrder, at(1))),
    must(expire(opened.aggregate, opened.ret, defaultRefundOrder, at(1))),
  ]
  for (const { aggregate } of ended) {
    expect(desk.open(aggregate, wishFor([[0, 3]]))).toMatchObject({ ok: true })
  }
})

it('decides the same whatever the channel', () => {
  const desk = deskUnder({ restocking_fee_bps: 1_000 })
  const decisions = (['web', 'pos', 'marketplace', 'social', 'b2b', 'api'] as const).map((kind) => {
    const sold = delivered(shirts, { channel: kind, channel_kind: kind })
    const opened = desk.opened(sold, wishFor([[0, 2]]))
    const arrived = receive(opened.aggregate, opened.ret, [back(0, 2)])
    const refused = desk.open(arrived.aggregate, wishFor([[0, 2]]))
    const { id: _, parcels, ...ret } = arrived.ret
    return {
      ret,
      places: parcels.map(({ location_id }) => location_id),
      refused,
      money: totals(arrived.aggregate),
    }
  })
  expect(new Set(decisions.map((each) => JSON.stringify(each))).size).toBe(1)
})

it('is received even if it was refunded by hand meanwhile, and not paid for twice', () => {
  const desk = deskUnder()
  const opened = desk.opened(delivered(shirts), wishFor([[0, 3]]))
  const by_hand = {
    ...{ lines: [{ line_id: 'lin_0', quantity: 2 }], shipping: 0, amount: 0, reason: 'sorry' },
    ...{ restock: [], destination: 'original' as const },
  }
  const refunded = must(refundOrder(opened.aggregate, by_hand, defaultRefundOrder, at(1)))
  const arrived = receive(settled(refunded.aggregate, at(1)), opened.ret, [back(0, 3)])

  expect(arrived.aggregate.lines[0]).toMatchObject({ quantity_returned: 3, quantity_refunded: 3 })
  expect(totals(arrived.aggregate).refunds).toEqual([17_998, 8_999])
})
