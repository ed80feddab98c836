import fc from 'fast-check'
import { expect, it } from 'vitest'
import { accentFor, CONTRAST_MIN, contrast } from '../../../api/domain/portal/theme'

const pages = { light: '#f6f6f3', dark: '#121513' } as const
const color = fc
  .tuple(...Array.from({ length: 3 }, () => fc.integer({ min: 0, max: 255 })))
  .map((parts) => `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`)

it.each([
  ['#000000', '#ffffff', 21],
  ['#777777', '#ffffff', 4.48],
  ['#ff0000', '#ffffff', 4],
  ['#123456', '#123456', 1],
])('knows the contrast of %s on %s', (one, other, ratio) => {
  expect(contrast(one, other)).toBeCloseTo(ratio, 2)
})

it('makes any color legible, on light and on dark pages, and text on it, too', () => {
  fc.assert(
    fc.property(color, fc.constantFrom('light' as const, 'dark' as const), (wanted, scheme) => {
      const { accent, on_accent } = accentFor(wanted, scheme)

      expect(contrast(accent, pages[scheme])).toBeGreaterThanOrEqual(CONTRAST_MIN)
      expect(contrast(accent, on_accent)).toBeGreaterThanOrEqual(CONTRAST_MIN)
      expect(accent).toMatch(/^#[0-9a-f]{6}$/)
    }),
  )
})

it('leaves a color alone that can be read as it is', () => {
  expect(accentFor('#1d5c4d', 'light')).toEqual({ accent: '#1d5c4d', on_accent: '#ffffff' })
})
