import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Part } from '../../../api/domain/catalog/kit'
import { mergeUnits, shareOut, sumDemands } from '../../../api/domain/inventory/demand'
import { quantityAt, quantityOf } from './support/promise'
import { demand, units } from './support/requests'

const part = (line: number, sku: string, quantity: number, location_id?: string): Part => ({
  line,
  sku,
  quantity,
  location_id,
})

it('sums what a cart wants of each SKU, in the order of SKUs', () => {
  const parts = [part(0, 'B', 5), part(1, 'A', 2), part(2, 'B', 5)]

  expect([...sumDemands(parts)]).toEqual([
    ['A', demand(2)],
    ['B', demand(10)],
  ])
})

it('sums what must come from a location, too', () => {
  const parts = [part(0, 'A', 1, 'paris'), part(1, 'A', 2), part(2, 'A', 3, 'paris')]
  const demands = sumDemands([...parts, part(3, 'A', 4, 'rome')])

  expect(demands.get('A')).toEqual(demand(10, { paris: 4, rome: 4 }))
})

it('gives named locations their units first, and the rest in the order of the request', () => {
  const parts = [part(0, 'A', 2), part(1, 'A', 1), part(2, 'A', 2, 'berlin')]
  const shares = shareOut(parts, new Map([['A', units({ berlin: 3, paris: 2 })]]))

  expect(shares).toEqual([
    { line: 0, sku: 'A', units: units({ berlin: 1, paris: 1 }) },
    { line: 1, sku: 'A', units: units({ paris: 1 }) },
    { line: 2, sku: 'A', units: units({ berlin: 2 }) },
  ])
})

it('has nothing to share of an SKU that was allocated none', () => {
  expect(shareOut([part(0, 'A', 2)], new Map())).toEqual([{ line: 0, sku: 'A', units: [] }])
})

const places = ['berlin', 'paris', 'rome']
const wish = fc.record({
  sku: fc.constantFrom('A', 'B', 'C'),
  quantity: fc.integer({ min: 1, max: 4 }),
  named: fc.boolean(),
  /** Where its units happen to be. */
  at: fc.uniqueArray(fc.constantFrom(...places), { minLength: 1, maxLength: 3 }),
})
/** Parts, and units that serve them: every named one from its location, the others from anywhere. */
const cart = fc.array(wish, { minLength: 1, maxLength: 12, size: 'max' }).map((wishes) => ({
  parts: wishes.map(({ sku, quantity, named, at }, line) =>
    part(line, sku, quantity, named ? at[0] : undefined),
  ),
  units_of: new Map(
    ['A', 'B', 'C'].map((sku) => {
      const own = wishes.filter((each) => each.sku === sku)
      const spread = own.flatMap(({ quantity, named, at }) =>
        Array.from({ length: quantity }, (_, n) => ({
          location_id: at[named ? 0 : n % at.length] ?? '',
          quantity: 1,
        })),
      )
      return [sku, mergeUnits([spread])] as const
    }),
  ),
}))

it('sums every unit of a cart once', () => {
  fc.assert(
    fc.property(cart, ({ parts }) => {
      const demands = sumDemands(parts)

      expect([...demands.keys()]).toEqual([...new Set(parts.map(({ sku }) => sku))].sort())
      for (const [sku, { quantity, at }] of demands) {
        const own = parts.filter((each) => each.sku === sku)
        expect(quantity).toBe(quantityOf(own.map((each) => ({ ...each, location_id: '' }))))
        expect(new Set(at.map(({ location_id }) => location_id)).size).toBe(at.length)
        for (const place of places) {
          const named = own.filter(({ location_id }) => location_id === place)
          expect(quantityAt(at, place)).toBe(named.reduce((sum, each) => sum + each.quantity, 0))
        }
      }
    }),
  )
})

it('shares every unit out once, to each part as many as it wants, from where it wants', () => {
  fc.assert(
    fc.property(cart, ({ parts, units_of }) => {
      const shares = shareOut(parts, units_of)

      expect(shares.map(({ line, sku, units }) => [line, sku, quantityOf(units)])).toEqual(
        parts.map(({ line, sku, quantity }) => [line, sku, quantity]),
      )
      for (const [index, { location_id }] of parts.entries()) {
        const from = shares[index]?.units.map((each) => each.location_id) ?? []
        if (location_id !== undefined) expect(from).toEqual([location_id])
        expect(new Set(from).size).toBe(from.length)
      }
      for (const [sku, units] of units_of) {
        const given = shares.filter((each) => each.sku === sku).flatMap((each) => each.units)
        for (const place of places) expect(quantityAt(given, place)).toBe(quantityAt(units, place))
      }
    }),
  )
})

it('merges units into one entry per location, in the order they come', () => {
  const merged = mergeUnits([units({ paris: 1, berlin: 2 }), [], units({ rome: 1, paris: 3 })])

  expect(merged).toEqual(units({ paris: 4, berlin: 2, rome: 1 }))
})
