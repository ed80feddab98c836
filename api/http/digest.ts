import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** Hashes are synchronous: on the hot path a promise each would cost more than the hash. */
export const digest = (text: string, length = 22) =>
  createHash('sha256').update(text).digest('base64url').slice(0, length)

export const sign = (secret: string, text: string, length = 22) =>
  createHmac('sha256', secret).update(text).digest('base64url').slice(0, length)

export function verify(secret: string, text: string, signature: string): boolean {
  const expected = Buffer.from(sign(secret, text, signature.length))
  const given = Buffer.from(signature)
  return given.length >= 22 && given.length === expected.length && timingSafeEqual(given, expected)
}

/** The same for the same content, whatever the order of its fields. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  const fields = Object.entries(value).filter(([, field]) => field !== undefined)
  fields.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join(',')}}`
}
