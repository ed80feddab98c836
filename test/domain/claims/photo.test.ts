import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { PHOTO_MAX_BYTES, readPhotoType } from '../../../api/domain/claims/photo'

// One pixel each.
const photos = {
  'image/png':
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'image/jpeg':
    '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8QEBEQCgwSExIQEw8QEBD/yQALCAABAAEBAREA/8wABgAQEAX/2gAIAQEAAD8A0s8g/9k=',
  'image/webp': 'UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAgA0JaQAA3AA/vuUAAA=',
} as const
const bytesOf = (type: keyof typeof photos) => new Uint8Array(Buffer.from(photos[type], 'base64'))
const text = (value: string) => new TextEncoder().encode(value)
const join = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts))
const box = (type: string, content: Uint8Array) => {
  const header = Buffer.alloc(8)
  header.writeUInt32BE(content.length + 8)
  header.write(type, 4, 'latin1')
  return join(header, content)
}
const heic = join(
  box('ftyp', text('heic\0\0\0\0mif1heic')),
  box('meta', new Uint8Array(32)),
  box('mdat', new Uint8Array(64)),
)
const types = Object.keys(photos) as (keyof typeof photos)[]

it.each(types)('knows %s by its content', (type) => {
  expect(readPhotoType(bytesOf(type))).toEqual({ ok: true, value: type })
})

it('knows HEIC, and a photo with a second one behind it, as phones write it', () => {
  expect(readPhotoType(heic)).toEqual({ ok: true, value: 'image/heic' })
  const jpeg = bytesOf('image/jpeg')
  expect(readPhotoType(join(jpeg, jpeg))).toEqual({ ok: true, value: 'image/jpeg' })
})

const zip = join(text('PK\x03\x04'), new Uint8Array(40), text('PK\x05\x06'), new Uint8Array(18))
const refused: [string, Uint8Array][] = [
  ['nothing', new Uint8Array()],
  ['SVG', text('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
  ['SVG after a declaration', text('<?xml version="1.0"?>\n<svg/>')],
  ['a page', text('<!doctype html><title>x</title>')],
  ['GIF', text('GIF89a=1;alert(1)')],
  ['PDF', text('%PDF-1.7')],
  ['a ZIP', zip],
  ['the first bytes of a PNG', bytesOf('image/png').slice(0, 40)],
  ['the magic bytes alone', new Uint8Array([0xff, 0xd8, 0xff])],
  ['a script in front of a PNG', join(text('//'), bytesOf('image/png'))],
  ['a page inside a box of HEIC', join(heic, box('free', text('<script>alert(1)</script>')))],
  ['a box that no image has', join(heic, box('evil', new Uint8Array(8)))],
  ...[...types.map((type) => [type, bytesOf(type)] as const), ['HEIC', heic] as const].flatMap(
    ([type, bytes]): [string, Uint8Array][] => [
      [`${type} with a ZIP behind it`, join(bytes, zip)],
      [`${type} with a page behind it`, join(bytes, text('<html><script>1</script></html>'))],
      [`${type} with a byte behind it`, join(bytes, new Uint8Array(1))],
    ],
  ),
]
it.each(refused)('refuses %s', (_, bytes) => {
  expect(readPhotoType(bytes)).toEqual({ ok: false, error: { code: 'photo_not_an_image' } })
})

it('refuses a script in a comment of a JPEG', () => {
  const comment = text('<SCRIPT>alert(1)</SCRIPT>')
  const header = new Uint8Array([0xff, 0xfe, 0, comment.length + 2])
  const jpeg = bytesOf('image/jpeg')
  const polyglot = join(jpeg.slice(0, 2), header, comment, jpeg.slice(2))
  expect(readPhotoType(polyglot)).toMatchObject({ ok: false })
})

it('refuses more than 5 MiB before it looks', () => {
  const bytes = new Uint8Array(PHOTO_MAX_BYTES + 1)
  expect(readPhotoType(bytes)).toEqual({ ok: false, error: { code: 'photo_too_large' } })
})

it('refuses every prefix and takes any bytes without breaking', () => {
  fc.assert(
    fc.property(fc.constantFrom(...types), fc.nat(200), (type, cut) => {
      const bytes = bytesOf(type)
      expect(readPhotoType(bytes.slice(0, Math.min(cut, bytes.length - 1))).ok).toBe(false)
    }),
  )
  fc.assert(
    fc.property(
      fc.constantFrom(...types, 'none' as const),
      fc.uint8Array({ maxLength: 64 }),
      (type, tail) => {
        const start = type === 'none' ? new Uint8Array() : bytesOf(type).slice(0, 16)
        expect(readPhotoType(join(start, tail)).ok).toBe(false)
      },
    ),
  )
})
