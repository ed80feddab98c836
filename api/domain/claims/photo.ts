import { err, ok, type Result } from '../shared/result'

/** A claim's photos are told by what is in them; the name and type they come with are ignored. */

export const PHOTO_MAX_BYTES = 5 * 1024 * 1024
export const PHOTOS_MAX = 5

export const photoTypes = ['image/jpeg', 'image/png', 'image/webp', 'image/heic'] as const
export type PhotoType = (typeof photoTypes)[number]

export type PhotoRejection = { code: 'photo_too_large' } | { code: 'photo_not_an_image' }

/**
 * The type of an image whose structure is whole from its first byte to its last. A file that goes
 * on after its end, or that hides something else in front, is refused: it may be a page, a script
 * or an archive to another reader. So is SVG, which is a program.
 */
export function readPhotoType(bytes: Uint8Array): Result<PhotoType, PhotoRejection> {
  if (bytes.length > PHOTO_MAX_BYTES) return err({ code: 'photo_too_large' })
  if (speaksToOthers(bytes)) return err({ code: 'photo_not_an_image' })
  for (const [type, isWhole] of readers) {
    if (isWhole(bytes)) return ok(type)
  }
  return err({ code: 'photo_not_an_image' })
}

/** What makes a browser, a server or an archiver see more than an image; in any letter case. */
const foreign = ['<script', '<svg', '<html', '<body', '<iframe', '<!doctype', '<?php']
const longest = Math.max(...foreign.map((word) => word.length))
/** A ZIP is read from its end, where its directory is announced. */
const ARCHIVE_END_WITHIN = 65_557

function speaksToOthers(bytes: Uint8Array): boolean {
  for (let at = bytes.indexOf(LESS_THAN); at >= 0; at = bytes.indexOf(LESS_THAN, at + 1)) {
    const tag = ascii(bytes, at, longest).toLowerCase()
    if (foreign.some((word) => tag.startsWith(word))) return true
  }
  const tail = bytes.subarray(-ARCHIVE_END_WITHIN)
  for (let at = tail.indexOf(LETTER_P); at >= 0; at = tail.indexOf(LETTER_P, at + 1)) {
    if (startsWith(tail.subarray(at), LETTER_P, 0x4b, 0x05, 0x06)) return true
  }
  return false
}
const LESS_THAN = 0x3c
const LETTER_P = 0x50

const view = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
const ascii = (bytes: Uint8Array, start: number, length: number) =>
  String.fromCharCode(...bytes.subarray(start, start + length))
const startsWith = (bytes: Uint8Array, ...magic: readonly number[]) =>
  magic.every((byte, index) => bytes[index] === byte)

/** Signature, then chunks with their lengths, IHDR first, IEND last and at the very end. */
function isWholePng(bytes: Uint8Array): boolean {
  if (!startsWith(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return false
  const data = view(bytes)
  let seen_data = false
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = data.getUint32(at)
    const type = ascii(bytes, at + 4, 4)
    if (at === 8 && (type !== 'IHDR' || length !== 13)) return false
    if (!/^[A-Za-z]{4}$/.test(type)) return false
    if (type === 'IDAT') seen_data = true
    const next = at + 12 + length
    if (type === 'IEND') return length === 0 && next === bytes.length && seen_data
    at = next
  }
  return false
}

/** One image, or several in a row: phones append previews and gain maps as images of their own. */
function isWholeJpeg(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; ) {
    const length = jpegLength(bytes.subarray(at))
    if (length === undefined) return false
    at += length
  }
  return bytes.length > 0
}

/** Segments with their lengths up to the scan; then entropy-coded data to the end-of-image marker. */
function jpegLength(bytes: Uint8Array): number | undefined {
  if (!startsWith(bytes, 0xff, 0xd8, 0xff)) return undefined
  const data = view(bytes)
  let at = 2
  let scanned = false
  while (at + 2 <= bytes.length) {
    if (bytes[at] !== 0xff) return undefined
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === 0xd9) return scanned ? at + 2 : undefined
    if (marker < 0xc0 || marker === 0xd8 || (marker >= 0xd0 && marker <= 0xd7)) return undefined
    if (at + 4 > bytes.length) return undefined
    const length = data.getUint16(at + 2)
    if (length < 2) return undefined
    at += 2 + length
    if (marker === 0xda) {
      scanned = true
      at = endOfScan(bytes, at)
    }
  }
  return undefined
}

/** The next marker that is neither a stuffed byte nor a restart. */
function endOfScan(bytes: Uint8Array, start: number): number {
  for (let at = start; at + 1 < bytes.length; at++) {
    if (bytes[at] !== 0xff) continue
    const next = bytes[at + 1] ?? 0
    if (next !== 0x00 && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  return bytes.length
}

/** RIFF whose length is the file's, and whose chunks fill it. */
function isWholeWebp(bytes: Uint8Array): boolean {
  if (bytes.length < 20 || ascii(bytes, 0, 4) !== 'RIFF') return false
  if (ascii(bytes, 8, 4) !== 'WEBP' || !/^VP8[ LX]$/.test(ascii(bytes, 12, 4))) return false
  const data = view(bytes)
  if (data.getUint32(4, true) + 8 !== bytes.length) return false
  let at = 12
  while (at + 8 <= bytes.length) {
    const length = data.getUint32(at + 4, true)
    at += 8 + length + (length % 2)
  }
  return at === bytes.length
}

const heifBrands = ['heic', 'heix', 'mif1', 'heim', 'heis']
const heifBoxes = new Set(['ftyp', 'meta', 'mdat', 'idat', 'free', 'skip', 'moov'])

/** ISO boxes that fill the file, `ftyp` with a brand of HEIF first, then only those an image has. */
function isWholeHeic(bytes: Uint8Array): boolean {
  if (bytes.length < 16 || ascii(bytes, 4, 4) !== 'ftyp') return false
  if (!heifBrands.includes(ascii(bytes, 8, 4))) return false
  const data = view(bytes)
  const seen = new Set<string>()
  let at = 0
  while (at + 8 <= bytes.length) {
    const length = data.getUint32(at)
    const type = ascii(bytes, at + 4, 4)
    if (length < 8 || !heifBoxes.has(type)) return false
    seen.add(type)
    at += length
  }
  return at === bytes.length && seen.has('meta')
}

const readers: readonly (readonly [PhotoType, (bytes: Uint8Array) => boolean])[] = [
  ['image/jpeg', isWholeJpeg],
  ['image/png', isWholePng],
  ['image/webp', isWholeWebp],
  ['image/heic', isWholeHeic],
]
