import fc from 'fast-check'
import { expect, it } from 'vitest'
import { cumulative, slice } from '../../../api/domain/refunds/slices'
import { allocateAmount } from '../../../api/domain/shared/money'

const units = (total: number, quantity: number) =>
  Array.from({ length: quantity }, (_, unit) => slice(total, quantity, unit, unit + 1))

it.each([
  [2, 3, [1, 0, 1]],
  [1000, 3, [333, 334, 333]],
  [100, 7, [14, 15, 14, 14, 14, 15, 14]],
  [5426, 3, [1809, 1808, 1809]],
  [448, 3, [149, 150, 149]],
  [0, 2, [0, 0]],
  [Number.MAX_SAFE_INTEGER, 1, [Number.MAX_SAFE_INTEGER]],
])('slices %i over %i units as %j', (total, quantity, expected) => {
  expect(units(total, quantity)).toEqual(expected)
})

it('spreads the tax of a kit over its parts by what they cost', () => {
  const tax = allocateAmount(960, [8679, 7320])

  expect(tax).toEqual([521, 439])
  expect(tax.map((share, part) => share + ([8679, 7320][part] ?? 0))).toEqual([9200, 7759])
})

it('loses nothing, and no unit differs from another by more than one', () => {
  const line = fc.record({
    total: fc.maxSafeNat(),
    quantity: fc.integer({ min: 1, max: 200 }),
  })
  fc.assert(
    fc.property(line, ({ total, quantity }) => {
      const each = units(total, quantity)

      expect(each.reduce((all, unit) => all + BigInt(unit), 0n)).toBe(BigInt(total))
      expect(Math.max(...each) - Math.min(...each)).toBeLessThanOrEqual(1)
    }),
  )
})

it('rounds halves up', () => {
  expect([1, 2, 3].map((count) => cumulative(1, 2, count > 2 ? 2 : count))).toEqual([1, 1, 1])
  expect(cumulative(3, 6, 1)).toBe(1)
})
