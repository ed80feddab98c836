import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  crc32,
  formatKey,
  keyKinds,
  publishableScopes,
  readKeyKind,
  scopes,
} from '../../../api/domain/access/api-key'

const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const kind = fc.constantFrom('secret' as const, 'publishable' as const)
const key = fc
  .record({ kind, bytes: fc.uint8Array({ minLength: 30, maxLength: 30, max: 247 }) })
  .map(({ kind, bytes }) => formatKey(kind, bytes) ?? '')

it.each([
  ['123456789', 0xcbf43926],
  ['', 0],
  ['a', 0xe8b7be43],
  ['The quick brown fox jumps over the lazy dog', 0x414fa339],
])('computes the CRC-32 of %j as everybody does', (text, sum) => {
  expect(crc32(text)).toBe(sum)
})

it('reads the kind of every key it makes', () => {
  const random = fc.uint8Array({ minLength: 30, maxLength: 40 })
  fc.assert(
    fc.property(kind, random, (kind, bytes) => {
      const key = formatKey(kind, bytes)
      fc.pre(key !== undefined)

      expect(key).toMatch(/^hf_[sp]k_[0-9A-Za-z]{36}$/)
      expect(key.startsWith(keyKinds[kind])).toBe(true)
      expect(readKeyKind(key)).toBe(kind)
    }),
  )
})

it('reads no key in which one character is another', () => {
  fc.assert(
    fc.property(key, (key) => {
      const changed = [...key].flatMap((character, at) =>
        [...base62, '_', '-', ' ', 'é']
          .filter((other) => other !== character)
          .map((other) => key.slice(0, at) + other + key.slice(at + 1)),
      )

      expect(changed.filter(readKeyKind)).toEqual([])
    }),
    { numRuns: 20 },
  )
})

it('reads no key in which two neighbors are swapped, or one is lost or said twice', () => {
  fc.assert(
    fc.property(key, (key) => {
      const changed = [...key].flatMap((character, at) => {
        const next = key[at + 1] ?? ''
        return [
          key.slice(0, at) + next + character + key.slice(at + 2),
          key.slice(0, at) + key.slice(at + 1),
          key.slice(0, at) + character + key.slice(at),
        ]
      })

      expect(changed.filter((each) => each !== key && readKeyKind(each))).toEqual([])
    }),
  )
})

it.each(['', 'hf_sk_', 'hf_xk_0', 'Bearer', `hf_sk_${'ä'.repeat(36)}`, `hf_sk_${'0'.repeat(36)}`])(
  'reads no key in %j',
  (key) => {
    expect(readKeyKind(key)).toBeUndefined()
  },
)

it('reads no key with something before or after it', () => {
  const key = formatKey('secret', new Uint8Array(30)) ?? ''

  expect(readKeyKind(key)).toBe('secret')
  expect([` ${key}`, `${key} `, `${key}\n`, `${key}0`].filter(readKeyKind)).toEqual([])
})

it('makes every character as likely as any other', () => {
  const counts = new Map<string, number>()
  for (let byte = 0; byte < 256; byte++) {
    const key = formatKey('secret', new Uint8Array(30).fill(byte))
    const character = key?.[keyKinds.secret.length] ?? ''
    counts.set(character, (counts.get(character) ?? 0) + 1)
  }

  // The 8 bytes that are left over make no key at all.
  expect(counts.get('')).toBe(8)
  counts.delete('')
  expect([...counts.keys()].sort().join('')).toBe(base62)
  expect(new Set(counts.values())).toEqual(new Set([4]))
})

it('goes on with the next byte where one makes no character', () => {
  const bytes = Array.from({ length: 30 }, (_, n) => n)
  const skipped = formatKey(
    'secret',
    Uint8Array.from([248, ...bytes.slice(0, 9), 255, ...bytes.slice(9)]),
  )

  expect(skipped).toBe(formatKey('secret', Uint8Array.from(bytes)))
})

it('makes no key from too few random bytes', () => {
  expect(formatKey('secret', new Uint8Array(29))).toBeUndefined()
  expect(formatKey('secret', new Uint8Array(40).fill(250))).toBeUndefined()
})

it('lets the key of a page see availability and hold, and no more', () => {
  expect(publishableScopes).toEqual(['inventory:read', 'reservations:read', 'reservations:write'])
  expect(publishableScopes.every((scope) => scopes.includes(scope))).toBe(true)
})
