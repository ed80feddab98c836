import type { Instant } from '../shared/time'

/**
 * API keys: `hf_sk_` or `hf_pk_`, 30 random base62 characters, and 6 of checksum, so that a typo
 * is refused without a database read.
 */
export const keyKinds = { secret: 'hf_sk_', publishable: 'hf_pk_' } as const
export type KeyKind = keyof typeof keyKinds

export const scopes = [
  'catalog:read',
  'catalog:write',
  'inventory:read',
  'inventory:write',
  'reservations:read',
  'reservations:write',
  'orders:read',
  'orders:write',
  'payments:read',
  'payments:write',
  'customers:read',
  'customers:write',
  'events:read',
  'webhooks:read',
  'webhooks:write',
  'settings:read',
  'settings:write',
  'notifications:read',
  'keys:read',
  'keys:write',
  'audit:read',
  'bulk:read',
  'bulk:write',
] as const
export type Scope = (typeof scopes)[number]

/** What a publishable key may do: it lives in pages that anyone can read. */
export const publishableScopes: readonly Scope[] = [
  'inventory:read',
  'reservations:read',
  'reservations:write',
]

/** How much a key may ask, from least to most: requests per minute, at each location of the network. */
export const rateClasses = { reduced: 60, standard: 600, raised: 6_000 } as const
export type RateClass = keyof typeof rateClasses

/** Whether a key of one class may create one of another. */
export const mayGrantRate = (own: RateClass, wanted: RateClass) =>
  rateClasses[wanted] <= rateClasses[own]

interface Lifetime {
  expires_at: Instant | null
  revoked_at: Instant | null
}

/** A key works until its expiry, that instant excluded, unless it is revoked before. */
export const isLive = ({ expires_at, revoked_at }: Lifetime, now: Instant) =>
  revoked_at === null && (expires_at === null || now < expires_at)

/** When a key that is rolled ends: never later than it would have anyway. */
export const overlapEnd = ({ expires_at }: Lifetime, now: Instant, overlap_ms: number): Instant =>
  Math.min(expires_at ?? Number.POSITIVE_INFINITY, now + overlap_ms)

const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
export const KEY_RANDOM_LENGTH = 30
const CHECKSUM_LENGTH = 6

/** A key from random bytes. Bytes of 248 and more are skipped: they would favor some characters. */
export function formatKey(kind: KeyKind, random: Uint8Array): string | undefined {
  const characters = [...random].filter((byte) => byte < 248).map((byte) => base62[byte % 62])
  if (characters.length < KEY_RANDOM_LENGTH) return undefined
  const body = characters.slice(0, KEY_RANDOM_LENGTH).join('')
  return keyKinds[kind] + body + checksum(keyKinds[kind] + body)
}

/** The kind of a well-formed key, or undefined when its shape or its checksum is wrong. */
export function readKeyKind(key: string): KeyKind | undefined {
  const [, prefix, body, sum] = /^(hf_[sp]k_)([0-9A-Za-z]{30})([0-9A-Za-z]{6})$/.exec(key) ?? []
  if (!prefix || !body || sum !== checksum(prefix + body)) return undefined
  return prefix === keyKinds.secret ? 'secret' : 'publishable'
}

function checksum(text: string): string {
  let rest = crc32(text)
  let digits = ''
  for (let place = 0; place < CHECKSUM_LENGTH; place++) {
    digits = base62[rest % 62] + digits
    rest = Math.floor(rest / 62)
  }
  return digits
}

/** CRC-32 of ASCII text, polynomial 0xEDB88320 (ISO 3309, as in zip and PNG). */
export function crc32(text: string): number {
  let crc = 0xffffffff
  for (let index = 0; index < text.length; index++) {
    crc ^= text.charCodeAt(index)
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}
