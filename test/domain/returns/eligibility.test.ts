import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  checkReturnable,
  eligibilityOf,
  type LineFacts,
} from '../../../api/domain/returns/eligibility'
import { defaultPolicy } from '../../../api/domain/returns/policy'
import { MS_PER_DAY } from '../../../api/domain/shared/time'

const day = (days: number) => Date.UTC(2026, 2, 1, 12) + days * MS_PER_DAY
const delivered = (quantity: number, on: number) => ({
  quantity,
  shipped_at: day(on - 2),
  delivered_at: day(on),
})
const line: LineFacts = {
  ...{ line_id: 'lin_1', sku: 'A', returnable: true, final_sale: false, taken: 0 },
  shipped: [delivered(3, 0)],
}
const judge = (change: Partial<LineFacts>, on = 1) =>
  eligibilityOf({ ...line, ...change }, defaultPolicy, 'UTC', day(on))

it.each([
  ['nothing was sent', { shipped: [] }, 1, 0, 'not_fulfilled'],
  ['it was a final sale', { final_sale: true }, 1, 0, 'final_sale'],
  ['the SKU is never taken back', { returnable: false }, 1, 0, 'non_returnable'],
  ['all of it is on its way back', { taken: 3 }, 1, 0, 'already_returned'],
  ['the window is over', {}, 31, 0, 'window_closed'],
  ['one of three is in an open return', { taken: 1 }, 1, 2, 'already_returned'],
  ['the last day is not over', {}, 30, 3, null],
  [
    'one parcel of two is too old',
    { shipped: [delivered(1, -30), delivered(2, 0)] },
    1,
    2,
    'window_closed',
  ],
  // Units that were returned count as those that close first.
  [
    ...([
      'the old parcel was returned',
      { shipped: [delivered(1, -30), delivered(2, 0)], taken: 1 },
      1,
    ] as const),
    ...([2, 'already_returned'] as const),
  ],
])('%s', (_, change, on, returnable, reason) => {
  expect(judge(change, on)).toMatchObject({ returnable, reason })
})

it('closes with the first parcel that is still open', () => {
  const found = judge({ shipped: [delivered(1, 0), delivered(1, 5)] })
  expect(new Date(found.deadline ?? 0).toISOString()).toBe('2026-03-31T23:59:59.999Z')
})

it('refuses every line with its reason', () => {
  const lines = [judge({ final_sale: true }), { ...judge({ taken: 2 }), line_id: 'lin_2' as const }]
  const wanted = [
    { line_id: 'lin_1', quantity: 1 },
    { line_id: 'lin_2', quantity: 1 },
    { line_id: 'lin_2', quantity: 1 },
  ] as const
  expect(checkReturnable(lines, wanted)).toEqual({
    ok: false,
    error: {
      code: 'not_returnable',
      lines: [
        { line_id: 'lin_1', reason: 'final_sale', returnable: 0, requested: 1 },
        { line_id: 'lin_2', reason: 'already_returned', returnable: 1, requested: 2 },
      ],
    },
  })
  expect(checkReturnable(lines, [{ line_id: 'lin_9', quantity: 1 }])).toEqual({
    ok: false,
    error: { code: 'unknown_line', line_id: 'lin_9' },
  })
})

it('never offers more than was sent and is not taken, nor anything after its window', () => {
  const parcel = fc.record({
    quantity: fc.integer({ min: 1, max: 5 }),
    on: fc.integer({ min: -60, max: 0 }),
  })
  fc.assert(
    fc.property(fc.array(parcel, { maxLength: 5 }), fc.nat(20), (parcels, taken) => {
      const found = judge(
        { shipped: parcels.map((each) => delivered(each.quantity, each.on)), taken },
        0,
      )
      const sent = parcels.reduce((all, { quantity }) => all + quantity, 0)
      const late = parcels.reduce((all, { quantity, on }) => all + (on < -30 ? quantity : 0), 0)
      expect(found.returnable).toBe(Math.max(0, Math.min(sent - taken, sent - late)))
      expect(found.reason === null).toBe(sent > 0 && found.returnable === sent)
    }),
  )
})

it('takes units until the last millisecond of the last day', () => {
  const end = Date.UTC(2026, 2, 31, 23, 59, 59, 999)
  const found = (now: number) => eligibilityOf(line, defaultPolicy, 'UTC', now).returnable
  expect([found(end), found(end + 1)]).toEqual([3, 0])
})
