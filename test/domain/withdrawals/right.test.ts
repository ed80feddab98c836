import { expect, it } from 'vitest'
import { checkWithdrawal, withdrawalDeadline } from '../../../api/domain/withdrawals/right'

const at = (text: string) => Date.parse(text)
const terms = { applies: 'by_country', days: 14, excluded_skus: ['CAKE'] } as const

it.each([
  // The day of delivery does not count: 14 whole days follow it.
  ['2026-03-01T09:00:00Z', false, 'Europe/Berlin', '2026-03-15T22:59:59.999Z'],
  ['2026-03-01T23:30:00Z', false, 'Europe/Berlin', '2026-03-16T22:59:59.999Z'],
  ['2026-03-20T09:00:00Z', false, 'Europe/Berlin', '2026-04-03T21:59:59.999Z'],
  ['2026-03-01T09:00:00Z', true, 'Europe/Berlin', null],
  [null, false, 'Europe/Berlin', null],
])('last parcel %s, others outstanding %s, in %s: until %s', (last, outstanding, zone, end) => {
  const parcels = { outstanding, last_delivered_at: last === null ? null : at(last) }
  const deadline = withdrawalDeadline(terms, parcels, zone)
  expect(deadline === null ? null : new Date(deadline).toISOString()).toBe(end)
})

it.each([
  ['DE', ['A'], 100, 100, undefined],
  ['NO', ['A'], null, 100, undefined],
  ['US', ['A'], null, 100, 'withdrawal_not_applicable'],
  [null, ['A'], null, 100, 'withdrawal_not_applicable'],
  ['DE', ['A'], 99, 100, 'withdrawal_closed'],
  ['DE', ['A', 'CAKE'], null, 100, 'withdrawal_exempt'],
] as const)('%s %j, until %s, at %i: %s', (country, skus, deadline, now, code) => {
  const checked = checkWithdrawal(terms, country, skus, deadline, now)
  expect(checked.ok ? undefined : checked.error.code).toBe(code)
})

it.each([
  ['always', 'US', undefined],
  ['never', 'DE', 'withdrawal_not_applicable'],
] as const)('a merchant may grant it %s', (applies, country, code) => {
  const checked = checkWithdrawal({ ...terms, applies }, country, ['A'], null, 0)
  expect(checked.ok ? undefined : checked.error.code).toBe(code)
})
