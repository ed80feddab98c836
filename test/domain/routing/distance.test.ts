import { expect, it } from 'vitest'
import { distanceKm } from '../../../api/domain/routing/distance'

const at = (latitude: number, longitude: number) => ({ latitude, longitude })

it.each([
  ['Nashville to Los Angeles', at(36.12, -86.67), at(33.94, -118.4), 2886.44843, 6],
  ['Chicago to New York', at(41.8781, -87.6298), at(40.7128, -74.006), 1144.293, 3],
  ['a place to itself', at(52.5, 13.4), at(52.5, 13.4), 0, 9],
  ['pole to pole', at(90, 0), at(-90, 0), 20_015.114_442, 5],
  ['across the date line', at(0, 179), at(0, -179), 222.390_16, 4],
])('measures %s', (_, from, to, km, digits) => {
  expect(distanceKm(from, to)).toBeCloseTo(km, digits)
  expect(distanceKm(to, from)).toBe(distanceKm(from, to))
})
