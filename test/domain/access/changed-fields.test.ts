import { expect, it } from 'vitest'
import { changedFields, toPointers } from '../../../api/domain/access/changed-fields'

it('names what differs, without its values', () => {
  const before = { title: 'Mug', price: 1, tags: ['a'], version: 1, updated_at: 'then' }
  const after = { title: 'Mug', price: 2, tags: ['b'], version: 2, updated_at: 'now' }

  expect(changedFields(before, after)).toEqual(['/price', '/tags'])
})

it('names what came and what went', () => {
  expect(changedFields({ gone: 1 }, { came: 1 })).toEqual(['/came', '/gone'])
  expect(changedFields({ gone: null }, { came: undefined })).toEqual([])
})

it('of something new, names all that is set', () => {
  expect(changedFields(undefined, { sku: 'A', title: 'Mug', barcode: null, version: 1 })).toEqual([
    '/sku',
    '/title',
  ])
})

it('does not look below the first level, where others choose the names', () => {
  const before = { metadata: { 'ada@example.com': 'x' } }

  expect(changedFields(before, { metadata: {} })).toEqual(['/metadata'])
})

it('takes the same content in another order for the same', () => {
  const before = { address: { city: 'Berlin', line1: 'x' } }

  expect(changedFields(before, { address: { line1: 'x', city: 'Berlin' } })).toEqual([])
  expect(changedFields({ list: [1, 2] }, { list: [2, 1] })).toEqual(['/list'])
})

it('writes pointers as RFC 6901 does, each once and in order', () => {
  expect(toPointers([['b'], ['a/b', 'c~d'], ['b']])).toEqual(['/a~1b/c~0d', '/b'])
})

it('stays small: beyond a hundred it says that there is more', () => {
  const paths = Array.from({ length: 250 }, (_, index) => [String(index)])
  const pointers = toPointers(paths)

  expect(pointers).toHaveLength(101)
  expect(pointers.at(-1)).toBe('/*')
})
