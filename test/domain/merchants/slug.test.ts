import fc from 'fast-check'
import { expect, it } from 'vitest'
import { deriveSlug, distinguishSlug, slugPattern } from '../../../api/domain/merchants/slug'

it.each([
  ['Bakery', 'bakery'],
  ['Bücher & Mehr', 'bucher-mehr'],
  ['  --Ålesund 24/7-- ', 'alesund-24-7'],
  ['本屋', 'shop'],
  ['x'.repeat(200), 'x'.repeat(50)],
])('derives from %j the slug %s', (name, slug) => {
  expect(deriveSlug(name)).toBe(slug)
})

it('derives a slug from any name, with or without a suffix', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200, size: 'max' }), (name) => {
      const slug = deriveSlug(name)
      expect(slug).toMatch(slugPattern)
      expect(distinguishSlug(slug, 'mer_01kas6y3w2m8')).toMatch(slugPattern)
    }),
  )
})
