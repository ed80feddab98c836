// Two merchants who use the same server at once, and what must never cross between them.
import { idPrefixes } from '../../api/domain/shared/ids.ts'
import type { Shop } from '../contract/shop.ts'
import type { Draft } from './requests.ts'

const prefixes = Object.values(idPrefixes).join('|')
const idPattern = new RegExp(`\\b(?:${prefixes})_[\\w.-]{15,}[\\w-]`, 'g')
const numberPattern = /\bHF(?:-[0-9A-Z]{4}){2,}/g

/** What a merchant was told of: ids and order numbers. */
export function createCaller(secret_key: string, publishable_key: string) {
  const owned = new Set<string>()
  const pools = new Map<string, string[]>()
  /** Never named in a path: without its keys a caller is out of the game. */
  const kept_back = new Set<string>()
  const learn = (id: string) => {
    if (owned.has(id)) return
    owned.add(id)
    if (kept_back.has(id)) return
    const prefix = id.slice(0, 3)
    const pool = pools.get(prefix) ?? []
    pool.push(id)
    if (pool.length > 300) pool.shift()
    pools.set(prefix, pool)
  }
  return { secret_key, publishable_key, owned, pools, kept_back, learn }
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

/** Ids in place of `‹ord:7›`: one of the caller's, of the rival's (`!`), or one of nobody (`?`). */
function fillIn(text: string, caller: Caller, rival: Caller): string {
  const made_up = (prefix: string, index: string) =>
    `${prefix}_01k7nobody${index.padStart(16, '0')}`
  return text.replaceAll(/‹([!?]?)([a-z]{3}):(\d+)›/g, (_, whose, prefix, index) => {
    if (whose === '?') return made_up(prefix, index)
    const pool = (whose === '!' ? rival : caller).pools.get(prefix) ?? []
    return pool[Number(index) % pool.length] ?? made_up(prefix, index)
  })
}

const keyOf = ({ key, operation }: Draft, caller: Caller, operator: string) => {
  if (operation.key === undefined || key === 'none') return undefined
  if (key === 'broken') return `${caller.secret_key.slice(0, -1)}~`
  if (key === 'publishable') return caller.publishable_key
  return operation.key === 'operator' ? operator : caller.secret_key
}

export async function exchange(
  { server, ask }: Shop,
  draft: Draft,
  caller: Caller,
  rival: Caller,
): Promise<Exchange> {
  const encoded = draft.target.replaceAll(/%E2%80%B9.*?%E2%80%BA/g, decodeURIComponent)
  const target = fillIn(encoded, caller, rival)
  const body = typeof draft.body === 'string' ? fillIn(draft.body, caller, rival) : draft.body
  const answer = await ask(draft.operation.method, target, {
    key: keyOf(draft, caller, server.operator_token),
    headers: draft.headers,
    body: body as string,
  })
  const type = answer.headers.get('content-type') ?? ''
  const is_stream = type.startsWith('text/event-stream')
  if (is_stream) await answer.body?.cancel()
  const text = is_stream ? '' : await answer.text()
  const sent = `${target} ${typeof body === 'string' ? body : ''} ${JSON.stringify(draft.headers)}`
  const trespasses = namesIn(target.split('?')[0] ?? '').some((id) => rival.owned.has(id))
  return { caller, rival, draft, target, sent, status: answer.status, type, text, trespasses }
}

export const namesIn = (text: string): string[] => [
  ...(text.match(idPattern) ?? []),
  ...(text.match(numberPattern) ?? []),
]

/** What is wrong with an answer, or nothing. */
export function complain({ judge }: Shop, told: Exchange): string | undefined {
  const { draft, status, type, text, sent, caller, rival, trespasses } = told
  const { operation } = draft
  if (status >= 500) return `answered ${status}: ${text}`
  const is_json = /json/.test(type)
  const wrong = judge(operation, status, type, is_json ? JSON.parse(text) : text)
  if (wrong) return wrong
  // An operator’s answer is neither’s; what a request named may be in its refusal.
  if (operation.key !== 'secret' && operation.key !== 'publishable') return undefined
  if (trespasses && status < 400) return `did something to another merchant’s object: ${status}`
  const news = namesIn(text).filter((name) => !sent.includes(name))
  const leaked = news.find((name) => rival.owned.has(name))
  if (leaked) return `told ${leaked}, which is the other merchant’s`
  for (const name of news) caller.learn(name)
  return undefined
}
