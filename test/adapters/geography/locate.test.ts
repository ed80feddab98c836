import { expect, it } from 'vitest'
import { locate } from '../../../api/adapters/geography/locate'
import { distanceKm } from '../../../api/domain/routing/distance'

it.each([
  [
    'its own coordinates',
    { country: 'US', postal_code: '10001', latitude: 1, longitude: 2 },
    'coordinates',
    [1, 2],
    0,
  ],
  [
    'a ZIP code',
    { country: 'US', postal_code: '10001-1234', city: 'Paris' },
    'postal_area',
    [40.75, -73.99],
    5,
  ],
  [
    'a Canadian postal code',
    { country: 'CA', postal_code: 'm5v 2t6' },
    'postal_area',
    [43.64, -79.39],
    5,
  ],
  ['a city', { country: 'DE', postal_code: '10119', city: 'Berlin' }, 'city', [52.52, 13.4], 5],
  ['a city with accents', { country: 'CH', city: 'Zürich' }, 'city', [47.37, 8.54], 15],
  [
    'a region',
    { country: 'DE', city: 'Nowhere', region: 'Baden-Württemberg' },
    'region',
    [48.8, 9.0],
    60,
  ],
  ['a state by its letters', { country: 'US', region: 'CA' }, 'region', [35.4, -119.2], 150],
  [
    'a country',
    { country: 'AT', city: 'Nirgendwo', postal_code: '9999' },
    'country',
    [47.9, 15.3],
    120,
  ],
  ['a country on both sides of the date line', { country: 'FJ' }, 'country', [-17.8, 178.1], 100],
])('finds %s', (_, address, by, [latitude = 0, longitude = 0], within) => {
  const found = locate(address)

  expect(found?.by).toBe(by)
  const off = found && distanceKm(found.coordinates, { latitude, longitude })
  expect(off).toBeLessThanOrEqual(within)
})

it('does not take half of a pair, nor a city of another country', () => {
  expect(locate({ country: 'DE', latitude: 1 })?.by).toBe('country')
  expect(locate({ country: 'AT', city: 'Hamburg' })?.by).toBe('country')
})

it('says when nobody knows', () => {
  expect(locate({ country: 'PN', city: 'Adamstown' })).toBeUndefined()
})
