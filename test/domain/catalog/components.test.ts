import { expect, it } from 'vitest'
import { checkComponents } from '../../../api/domain/catalog/components'

const part = (sku: string) => ({ sku, quantity: 1 })
const known = new Map([
  ['A', false],
  ['B', false],
  ['SET', true],
])

it.each([
  [
    'a SKU that does not exist',
    'KIT',
    [part('A'), part('X')],
    false,
    'unknown_sku',
    '/components/1/sku',
  ],
  ['itself', 'A', [part('B'), part('A')], false, 'invalid_components', '/components/1/sku'],
  [
    'a component twice',
    'KIT',
    [part('A'), part('A')],
    false,
    'invalid_components',
    '/components/1/sku',
  ],
  ['a kit', 'KIT', [part('SET')], false, 'invalid_components', '/components/0/sku'],
  ['anything, when a kit contains it', 'A', [part('B')], true, 'invalid_components', '/components'],
])('refuses a kit of %s', (_, sku, components, is_component, code, pointer) => {
  const checked = checkComponents(sku, components, { known, is_component })

  expect(checked).toMatchObject({ ok: false, error: { code, errors: [{ pointer }] } })
})

it.each([
  ['existing SKUs', [part('A'), part('B')], false],
  ['nothing, also when kits contain it', [], true],
])('accepts a SKU made of %s', (_, components, is_component) => {
  expect(checkComponents('KIT', components, { known, is_component })).toMatchObject({ ok: true })
})
