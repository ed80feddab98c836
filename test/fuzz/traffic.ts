// Two merchants who use the same server at once, and what must never cross between them.
import { idPrefixes } from '../../api/domain/shared/ids.ts'
import type { Shop } from '../contract/shop.ts'
import type { Draft } from './requests.ts'

const prefixes = Object.values(idPrefixes).join('|')
const idPattern = new RegExp(`\\b(?:${prefixes})_[\\w.-]{15,}[\\w-]`, 'g')
const numberPattern = /\bHF(?:-[0-9A-Z]{4}){2,}/g

export const namesIn = (text: string): string[] => [
  ...(text.match(idPattern) ?? []),
  ...(text.match(numberPattern) ?? []),
]

function asObject(text: string): { id?: unknown; data?: unknown } {
  try {
    return JSON.parse(text) ?? {}
  } catch {
    // A page, a file, or lines of JSON.
    return {}
  }
}

/** Of one kind, the newest are kept. */
const POOL_MAX = 300

export interface Keys {
  secret_key: string
  publishable_key: string
  slug: string
}

/** What a merchant was told of: ids and order numbers. */
export function createCaller({ secret_key, publishable_key, slug }: Keys) {
  const owned = new Set<string>()
  const pools = new Map<string, string[]>([['slg', [slug]]])
  /** By an object: what its answers name beside it, such as the lines of an order. */
  const kin = new Map<string, readonly string[]>()
  /** Never named in a path: without its keys a caller is out of the game. */
  const kept_back = new Set<string>()
  const learn = (id: string) => {
    if (owned.has(id)) return
    owned.add(id)
    if (kept_back.has(id)) return
    const prefix = id.slice(0, 3)
    const pool = pools.get(prefix) ?? []
    pool.push(id)
    if (pool.length > POOL_MAX) pool.shift()
    pools.set(prefix, pool)
  }
  /** Of a list, row by row. */
  const learnFrom = (text: string) => {
    for (const name of namesIn(text)) learn(name)
    const body = asObject(text)
    for (const row of Array.isArray(body.data) ? body.data : [body]) {
      if (typeof row?.id === 'string') kin.set(row.id, namesIn(JSON.stringify(row)))
    }
  }
  /** Sessions of its customers; the last one is there to be ended. */
  const cookies: string[] = []
  return {
    ...{ secret_key, publishable_key, owned, pools, kin, kept_back, cookies },
    ...{ learn, learnFrom },
  }
}
export type Caller = ReturnType<typeof createCaller>

export interface Exchange {
  caller: Caller
  rival: Caller
  draft: Draft
  /** As sent. */
  target: string
  sent: string
  status: number
  type: string
  text: string
  /** Whether the path names an object of the other merchant. */
  trespasses: boolean
}

/**
 * Ids in place of `‹ord:7›`: one of the caller's, of the rival's (`!`), or one of nobody (`?`).
 *
 * @param named what the request is about: of what belongs to it, names are taken first
 */
function fillIn(text: string, caller: Caller, rival: Caller, named: readonly string[]): string {
  const about = named.flatMap((name) => caller.kin.get(name) ?? [])
  const made_up = (prefix: string, index: string) =>
    `${prefix}_01k7nobody${index.padStart(16, '0')}`
  return text.replaceAll(/‹([!?]?)([A-Za-z-]{3}):(\d+)›/g, (_, whose, prefix, index) => {
    if (whose === '?') return made_up(prefix, index)
    const near = about.filter((name) => name.startsWith(prefix))
    const pool = whose === '' && near.length > 0 && Number(index) % 5 > 0 ? near : undefined
    const any = pool ?? (whose === '!' ? rival : caller).pools.get(prefix) ?? []
    const name = any[Number(index) % any.length] ?? made_up(prefix, index)
    about.push(...(caller.kin.get(name) ?? []))
    return name
  })
}

const keyOf = ({ key, operation }: Draft, caller: Caller, operator: string) => {
  if (operation.key === undefined || operation.key === 'customer' || key === 'none') {
    return undefined
  }
  if (key === 'broken') return `${caller.secret_key.slice(0, -1)}~`
  if (key === 'publishable') return caller.publishable_key
  return operation.key === 'operator' ? operator : caller.secret_key
}

function cookieOf({ key, operation, target }: Draft, { cookies }: Caller): Record<string, string> {
  if (operation.key !== 'customer' || key !== 'own') return {}
  const usual = cookies.slice(0, -1)
  const cookie =
    operation.name === 'endSession' ? cookies.at(-1) : usual[target.length % usual.length]
  return { cookie: cookie ?? '' }
}

export async function exchange(
  { server, ask }: Shop,
  draft: Draft,
  caller: Caller,
  rival: Caller,
): Promise<Exchange> {
  const encoded = draft.target.replaceAll(/%E2%80%B9.*?%E2%80%BA/g, decodeURIComponent)
  const target = fillIn(encoded, caller, rival, [])
  const { body: drafted } = draft
  const body =
    typeof drafted === 'string' ? fillIn(drafted, caller, rival, namesIn(target)) : drafted
  const answer = await ask(draft.operation.method, target, {
    key: keyOf(draft, caller, server.operator_token),
    headers: { ...draft.headers, ...cookieOf(draft, caller) },
    body,
  })
  const type = answer.headers.get('content-type') ?? ''
  const is_stream = type.startsWith('text/event-stream')
  if (is_stream) await answer.body?.cancel()
  const text = is_stream ? '' : await answer.text()
  const sent = `${target} ${typeof body === 'string' ? body : ''} ${JSON.stringify(draft.headers)}`
  const trespasses = namesIn(target.split('?')[0] ?? '').some((id) => rival.owned.has(id))
  return { caller, rival, draft, target, sent, status: answer.status, type, text, trespasses }
}

/** What is wrong with an answer, or nothing. */
export function complain({ judge }: Shop, told: Exchange): string | undefined {
  const { draft, status, type, text, sent, caller, rival, trespasses } = told
  const { operation } = draft
  if (status >= 500) return `answered ${status}: ${text}`
  const is_json = /[/+]json/.test(type)
  const wrong = judge(operation, status, type, is_json ? JSON.parse(text) : text)
  if (wrong) return wrong
  // An operator’s answer is neither’s; what a request named may be in its refusal.
  if (operation.key === undefined || operation.key === 'operator') return undefined
  if (trespasses && status < 400) return `did something to another merchant’s object: ${status}`
  const leaked = namesIn(text).find((name) => rival.owned.has(name) && !sent.includes(name))
  if (leaked) return `told ${leaked}, which is the other merchant’s`
  if (status < 400) caller.learnFrom(text)
  return undefined
}
