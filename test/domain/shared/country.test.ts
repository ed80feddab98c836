import { expect, it } from 'vitest'
import { isCountry } from '../../../api/domain/shared/country'

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
const pairs = letters.flatMap((first) => letters.map((second) => first + second))

it('knows the 249 assigned codes', () => {
  expect(pairs.filter(isCountry)).toHaveLength(249)
})

it.each(['DE', 'US', 'GB', 'AX', 'SS', 'ZW'])('knows %s', (code) => {
  expect(isCountry(code)).toBe(true)
})

it.each(['', 'de', 'UK', 'EU', 'XK', 'AN', 'DD', 'DEU'])('knows no country %j', (code) => {
  expect(isCountry(code)).toBe(false)
})
