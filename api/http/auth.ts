import { createHash, timingSafeEqual } from 'node:crypto'
import type { Context } from 'hono'
import { type KeyKind, type RateClass, readKeyKind, type Scope } from '../domain/access/api-key'
import type { MerchantId } from '../domain/shared/ids'
import { type Instant, MS_PER_SECOND } from '../domain/shared/time'
import { corsHeaders } from './cors'
import { authenticateCustomer, type Customer } from './customer'
import { findKey, isUseStale, noteUse } from './keys'
import { Problem } from './problem'
import type { HonoEnv } from './router'

/** Who may call: a `publishable` operation takes a secret key, too. */
export type Access =
  | { key: 'none' }
  | { key: 'operator' }
  /** A customer's session, for one order. */
  | { key: 'customer' }
  | { key: 'secret' | 'publishable'; scope: Scope }

export type Principal =
  | { kind: 'public' }
  | { kind: 'operator' }
  | Customer
  | {
      kind: KeyKind
      key_id: string
      merchant: { id: MerchantId; currency: string; time_zone: string }
      scopes: readonly string[]
      origins: readonly string[]
      rate_class: RateClass
    }

/** Revocation is seen everywhere within this time; the contract allows 60 s. */
const KEY_CACHE_MS = 30 * MS_PER_SECOND
const KEY_CACHE_SIZE = 1_000
/** By `Authorization` header, in memory only. */
let known = new Map<string, { holder: Keyholder; until: number }>()

/**
 * Forgets keys this isolate has seen, so that a change through it is effective at once; also for
 * a key that is being read just now.
 */
export function forgetKeys(): void {
  known = new Map()
}

/**
 * The caller, allowed to do this; or the 401 or 403 that says what is wrong with the key. Without
 * waiting for a key that was seen lately.
 */
export function authenticate(c: Context<HonoEnv>, access: Access): Principal | Promise<Principal> {
  if (access.key === 'none') return { kind: 'public' }
  if (access.key === 'customer') return authenticateCustomer(c)
  const header = c.req.raw.headers.get('authorization') ?? ''
  const holder = heldBy(header, c.get('services').now())
  if (holder) return authorize(c, holder, access)
  const token = /^Bearer +(\S+)$/i.exec(header)?.[1]
  if (!token) throw new Problem('key_missing', challenge)
  if (isOperator(c, token)) {
    if (access.key === 'operator') return { kind: 'operator' }
    throw new Problem('wrong_key_kind', { detail: 'This operation needs a key of a merchant.' })
  }
  return lookUp(c, header, token).then((holder) => authorize(c, holder, access))
}

export type Keyholder = Extract<Principal, { key_id: string }>

/** Who holds the key of this header, where that was seen lately; the very same object each time. */
export function heldBy(authorization: string, now: Instant): Keyholder | undefined {
  const cached = known.get(authorization)
  return cached && cached.until > now ? cached.holder : undefined
}

/** The customer's side of a principal. */
export function customer(principal: Principal): Customer {
  if (principal.kind === 'customer') return principal
  throw new Problem('session_missing')
}

/** The merchant's side of a principal; an operation that needs it is never open to others. */
export function keyholder(principal: Principal): Keyholder {
  if (principal.kind === 'secret' || principal.kind === 'publishable') return principal
  throw new Problem('wrong_key_kind', { detail: 'This operation needs a key of a merchant.' })
}

async function lookUp(c: Context<HonoEnv>, header: string, token: string): Promise<Keyholder> {
  if (!readKeyKind(token)) throw new Problem('key_invalid', challenge)
  const { directory, now: clock } = c.get('services')
  const now = clock()
  const cache = known
  cache.delete(header)
  const holder = await findKey(directory, hashKey(token), now)
  if (!holder) throw new Problem('key_invalid', challenge)
  if (cache.size >= KEY_CACHE_SIZE) cache.clear()
  const until = Math.min(now + KEY_CACHE_MS, holder.expires_at ?? Number.POSITIVE_INFINITY)
  cache.set(header, { holder, until })
  // Nobody waits for it, and a failure is made up for by the next use.
  if (isUseStale(holder, now)) {
    c.executionCtx.waitUntil(noteUse(directory, holder, now).catch(() => undefined))
  }
  return holder
}

function authorize(c: Context<HonoEnv>, principal: Keyholder, access: Access): Keyholder {
  if (access.key === 'operator') {
    throw new Problem('wrong_key_kind', { detail: 'This operation needs the operator’s token.' })
  }
  if (access.key === 'secret' && principal.kind !== 'secret') {
    throw new Problem('wrong_key_kind', { detail: 'This operation needs a secret key.' })
  }
  const origin = c.req.raw.headers.get('origin')
  if (principal.kind === 'publishable' && origin !== null) {
    if (!principal.origins.includes(origin)) throw new Problem('origin_not_allowed')
    c.set('headers', { ...c.get('headers'), ...corsHeaders(origin) })
  }
  if ('scope' in access && !principal.scopes.includes(access.scope)) {
    throw new Problem('scope_missing', { detail: `The key lacks the scope ${access.scope}.` })
  }
  return principal
}

/** Keys are 178 random bits: a plain hash keeps them, and can be looked up. */
export const hashKey = (key: string) => createHash('sha256').update(key).digest('hex')

function isOperator(c: Context<HonoEnv>, token: string): boolean {
  const expected = c.env.ADMIN_TOKEN
  if (!expected || token.startsWith('hf_')) return false
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(token), digest(expected))
}

const challenge = { headers: { 'www-authenticate': 'Bearer realm="holdfast"' } }
