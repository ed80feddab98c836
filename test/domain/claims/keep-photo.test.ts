import { expect, it } from 'vitest'
import { addPhoto, type Photo } from '../../../api/domain/claims/keep-photo'

const photo = (digest: string): Photo => ({
  ...{ digest, content_type: 'image/png', size: 1, created_at: 0 },
})
const some = ['a', 'b', 'c', 'd'].map(photo)
const five = [...some, photo('e')]

it.each([
  ['one more', some, photo('e'), true, { ok: true, value: five }],
  ['the same again', some, photo('a'), true, { ok: true, value: undefined }],
  ['the same again, of what is closed', some, photo('a'), false, { ok: true, value: undefined }],
  ['one too many', five, photo('f'), true, { ok: false, error: { code: 'photo_limit' } }],
  ['one of what is closed', [], photo('a'), false, { ok: false, error: { code: 'photo_limit' } }],
] as const)('decides on %s', (_, photos, added, is_open, decided) => {
  expect(addPhoto(photos, added, is_open)).toEqual(decided)
})
