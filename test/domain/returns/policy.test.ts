import { expect, it } from 'vitest'
import {
  defaultPolicy,
  type PolicyVersion,
  policyAtPlacement,
} from '../../../api/domain/returns/policy'

const version = (
  market: string,
  number: number,
  effective_at: number,
  countries: readonly string[] = [],
): PolicyVersion => ({
  ...{ market, version: number, effective_at, countries },
  policy: { ...defaultPolicy, window_days: effective_at },
})
const versions = [
  version('default', 1, 10),
  version('default', 2, 20),
  version('nordics', 1, 10, ['SE', 'NO']),
  version('nordics', 2, 20, ['SE']),
]

it.each([
  ['DE', 9, 'default', 0, 30],
  ['DE', 10, 'default', 1, 10],
  ['DE', 19, 'default', 1, 10],
  ['DE', 20, 'default', 2, 20],
  ['SE', 15, 'nordics', 1, 10],
  ['NO', 15, 'nordics', 1, 10],
  // The market no longer serves the country: for orders placed since.
  ['NO', 25, 'default', 2, 20],
  [null, 25, 'default', 2, 20],
])('an order to %s placed at %i is under %s, version %i', (country, at, market, number, days) => {
  const found = policyAtPlacement(versions, country, at)
  expect(found).toMatchObject({ market, version: number, policy: { window_days: days } })
})

it('does not depend on the order in which versions are read', () => {
  const reversed = [...versions].reverse()
  expect(policyAtPlacement(reversed, 'SE', 30)).toEqual(policyAtPlacement(versions, 'SE', 30))
})
