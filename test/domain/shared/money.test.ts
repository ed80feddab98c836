import fc from 'fast-check'
import { expect, it } from 'vitest'
import { allocateAmount } from '../../../api/domain/shared/money'

it.each([
  [300, [4000, 2000, 2000], [150, 75, 75]],
  [299, [4300, 1400, 2300], [161, 52, 86]],
  [299, [1000, 1000, 1000], [100, 100, 99]],
  [95, [10, 20, 10, 30, 50, 20, 10, 40], [5, 10, 5, 15, 25, 10, 5, 20]],
  [40, [10, 0], [40, 0]],
  [10, [0, 0], [5, 5]],
  [-300, [4000, 2000, 2000], [-150, -75, -75]],
  [5, [30, 70], [2, 3]],
  [800, [1, 1, 1], [267, 267, 266]],
  [-2, [1, 1, 1], [-1, -1, 0]],
  [1, [0, 0, 0], [1, 0, 0]],
  [0, [3, 0], [0, 0]],
  [7, [5], [7]],
])('splits %i by %j into %j', (total, weights, shares) => {
  expect(allocateAmount(total, weights)).toEqual(shares)
})

it('splits exactly where products are beyond the largest integer', () => {
  const most = Number.MAX_SAFE_INTEGER

  expect(allocateAmount(most, [most, most])).toEqual([(most + 1) / 2, (most - 1) / 2])
  expect(allocateAmount(most, [1, most - 1])).toEqual([1, most - 1])
  expect(allocateAmount(most - 1, [most, 1])).toEqual([most - 2, 1])
})

const small = fc.record({
  total: fc.integer({ min: -50, max: 50 }),
  weights: fc.array(fc.nat(9), { minLength: 1, maxLength: 8, size: 'max' }),
})
const huge = fc.record({
  total: fc.maxSafeInteger(),
  weights: fc.array(fc.maxSafeNat(), { minLength: 1, maxLength: 8, size: 'max' }),
})

it('loses and creates nothing, and is less than one unit from the exact share', () => {
  fc.assert(
    fc.property(fc.oneof(small, huge), ({ total, weights }) => {
      const shares = allocateAmount(total, weights)

      expect(shares).toHaveLength(weights.length)
      expect(shares.reduce((sum, share) => sum + BigInt(share), 0n)).toBe(BigInt(total))
      const given = weights.reduce((sum, weight) => sum + BigInt(weight), 0n)
      const whole = given === 0n ? BigInt(weights.length) : given
      for (const [index, share] of shares.entries()) {
        const weight = given === 0n ? 1n : BigInt(weights[index] ?? 0)
        // |share − total × weight / whole| < 1, in whole numbers.
        const distance = BigInt(share) * whole - BigInt(total) * weight
        expect(distance < 0n ? -distance : distance).toBeLessThan(whole)
      }
    }),
  )
})

it('gives what is left to the largest remainders, and of equal ones to the first', () => {
  fc.assert(
    fc.property(small, ({ total, weights }) => {
      const shares = allocateAmount(total, weights).map(Math.abs)

      const given = weights.reduce((sum, weight) => sum + weight, 0)
      const whole = given || weights.length
      const lots = weights.map((weight, index) => {
        const product = Math.abs(total) * (given ? weight : 1)
        const favored = (shares[index] ?? 0) > Math.floor(product / whole)
        return { index, remainder: product % whole, favored }
      })
      for (const winner of lots.filter(({ favored }) => favored)) {
        for (const loser of lots.filter(({ favored }) => !favored)) {
          const is_larger = winner.remainder > loser.remainder
          const is_first = winner.remainder === loser.remainder && winner.index < loser.index
          expect(is_larger || is_first).toBe(true)
        }
      }
    }),
  )
})

it('splits the same amount the same way each time, and its opposite the opposite way', () => {
  fc.assert(
    fc.property(fc.oneof(small, huge), ({ total, weights }) => {
      const shares = allocateAmount(total, weights)

      expect(allocateAmount(total, [...weights])).toEqual(shares)
      const opposite = allocateAmount(-total, weights)
      expect(opposite).toEqual(shares.map((share) => 0 - share))
    }),
  )
})
