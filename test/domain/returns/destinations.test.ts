import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  destinationOf,
  type Sendback,
  splitIntoParcels,
} from '../../../api/domain/returns/destinations'

const destinations = {
  rules: [
    { reasons: ['defective'], min_value: 10_000, location_id: 'repairs' },
    { countries: ['US'], regions: ['CA', 'NV'], location_id: 'reno' },
    { countries: ['US'], location_id: 'newark' },
    { skus: ['LAMP'], max_value: 500, location_id: 'charity' },
  ],
  default_location_id: 'berlin',
}
const units: Sendback = {
  ...{ line_id: 'lin_1', sku: 'SHIRT', quantity: 1, reason: 'too_small', value: 1_000 },
  sent_from: 'paris',
}

it.each([
  ['US', 'CA', {}, 'reno'],
  ['US', 'NY', {}, 'newark'],
  ['US', null, {}, 'newark'],
  // The first match wins, though a later one matches, too.
  ['US', 'CA', { reason: 'defective', value: 10_000 }, 'repairs'],
  ['US', 'CA', { reason: 'defective', value: 9_999 }, 'reno'],
  ['DE', null, { sku: 'LAMP', value: 500 }, 'charity'],
  ['DE', null, { sku: 'LAMP', value: 501 }, 'berlin'],
  [null, null, {}, 'berlin'],
])('from %s %s %j goes to %s', (country, region, change, location_id) => {
  expect(destinationOf(destinations, { country, region }, { ...units, ...change })).toBe(
    location_id,
  )
})

it('goes back to where it was sent from when the merchant names no default', () => {
  const none = { rules: [], default_location_id: null }
  expect(destinationOf(none, { country: 'DE', region: null }, units)).toBe('paris')
})

it('splits a return into one parcel per destination, and loses no unit', () => {
  const sendback = fc.record({
    line_id: fc.constantFrom('lin_1' as const, 'lin_2' as const, 'lin_3' as const),
    sku: fc.constantFrom('SHIRT', 'LAMP'),
    quantity: fc.integer({ min: 1, max: 4 }),
    reason: fc.constantFrom('too_small', 'defective'),
    value: fc.integer({ min: 0, max: 20_000 }),
    sent_from: fc.constant('paris'),
  })
  fc.assert(
    fc.property(fc.array(sendback), (sendbacks) => {
      const parcels = splitIntoParcels(destinations, { country: 'DE', region: null }, sendbacks)
      const places = parcels.map(({ location_id }) => location_id)
      expect(new Set(places).size).toBe(places.length)
      for (const line_id of ['lin_1', 'lin_2', 'lin_3']) {
        const count = (rows: readonly { line_id: string; quantity: number }[]) =>
          rows.reduce((all, row) => all + (row.line_id === line_id ? row.quantity : 0), 0)
        expect(count(parcels.flatMap(({ lines }) => lines))).toBe(count(sendbacks))
      }
    }),
  )
})
