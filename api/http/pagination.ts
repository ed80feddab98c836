import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Context } from 'hono'
import { keyholder, type Principal } from './auth'
import { Problem } from './problem'
import type { HonoEnv } from './router'

/**
 * Cursors carry the last row's key, signed for the merchant, the path and the filters they were
 * made with: one that was changed or comes from elsewhere is refused instead of answering nonsense.
 */
interface List {
  c: Context<HonoEnv>
  principal: Principal
}

const SIGNATURE_LENGTH = 22

export function readCursor<Key>({ c, principal }: List, cursor: unknown): Key | undefined {
  if (cursor === undefined) return undefined
  if (typeof cursor !== 'string') throw new Problem('cursor_invalid')
  const [payload = '', signature = '', ...rest] = cursor.split('.')
  const expected = Buffer.from(sign(c, principal, payload))
  const given = Buffer.from(signature)
  const equal = given.length === expected.length && timingSafeEqual(given, expected)
  if (!equal || rest.length > 0) throw new Problem('cursor_invalid')
  return JSON.parse(Buffer.from(payload, 'base64url').toString()) as Key
}

/** A page out of `limit + 1` rows: the one too many says whether there is another page. */
export function toPage<Row, Wire>(
  list: List & { limit: number },
  rows: readonly Row[],
  keyOf: (row: Row) => unknown,
  toWire: (row: Row) => Wire,
): { data: Wire[]; next_cursor: string | null } {
  const shown = rows.slice(0, list.limit)
  const last = shown.at(-1)
  const more = rows.length > list.limit && last !== undefined
  return { data: shown.map(toWire), next_cursor: more ? encode(list, keyOf(last)) : null }
}

function encode({ c, principal }: List, key: unknown): string {
  const payload = Buffer.from(JSON.stringify(key)).toString('base64url')
  return `${payload}.${sign(c, principal, payload)}`
}

function sign(c: Context<HonoEnv>, principal: Principal, payload: string): string {
  const url = new URL(c.req.url)
  url.searchParams.delete('cursor')
  url.searchParams.delete('limit')
  url.searchParams.sort()
  const scope = [keyholder(principal).merchant.id, url.pathname, url.search, payload]
  return createHmac('sha256', c.env.SIGNING_SECRET)
    .update(JSON.stringify(scope))
    .digest('base64url')
    .slice(0, SIGNATURE_LENGTH)
}
