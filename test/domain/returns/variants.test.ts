import { expect, it } from 'vitest'
import { productStem } from '../../../api/domain/returns/variants'

it.each([
  ['TSHIRT-M', 'TSHIRT-'],
  ['TSHIRT-BLUE-XL', 'TSHIRT-BLUE-'],
  ['mug.enamel_red', 'mug.enamel_'],
  ['4711', undefined],
  ['-M', undefined],
  ['TSHIRT-', undefined],
  ['', undefined],
])('tells the product of %s: %s', (sku, stem) => {
  expect(productStem(sku)).toBe(stem)
})
