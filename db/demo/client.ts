// Speaks to one Holdfast server: right key per call, retries that are safe, a stopwatch on each answer.
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Shop } from './options.ts'

export interface Call {
  /** What the stopwatch files it under. */
  readonly kind: string
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE'
  readonly path: string
  readonly key: 'secret' | 'publishable' | 'none'
  /** Of a customer who is signed in to the portal. */
  readonly cookie?: string
  readonly body?: object
  readonly idempotency_key?: string
}

export interface Refusal {
  readonly ok: false
  readonly status: number
  readonly code: string
  readonly summary: string
  readonly problem: { readonly shortages?: readonly { sku: string; available: number }[] }
}

/** With the cookie that came along, if one did. */
export interface Granted<T> {
  readonly ok: true
  readonly value: T
  readonly cookie?: string
}
export type Answer<T> = Granted<T> | Refusal

/** What `expect` throws: the server is there, and says no. */
export class Refused extends Error {}

export interface Client {
  call: <T>(call: Call) => Promise<Answer<T>>
  /** The value of an answer that has to be good. */
  expect: <T>(call: Call) => Promise<T>
  expectGranted: <T>(call: Call) => Promise<Granted<T>>
  /** Milliseconds of every answer, by kind. */
  readonly timings: ReadonlyMap<string, readonly number[]>
}

const ANSWER_TIMEOUT_MS = 30_000
/** A pin in doubt is resolved within 90 s: who waits a little longer always gets an answer. */
const PATIENCE_MS = 120_000
const MOST_FAILURES = 7
/** A server that was killed is back within half a minute. */
const LONGEST_OUTAGE_MS = 45_000
const PAUSES_MS = { shortest: 100, longest: 2_000 }
const STILL_RUNNING = ['idempotency_in_progress', 'external_id_in_progress']

const pauseAfter = (failures: number) =>
  Math.min(PAUSES_MS.longest, PAUSES_MS.shortest * 2 ** failures)

/** How long the server asks us to wait, when asking again with the same key may end better. */
function waitFor(response: Response, code: string, failures: number): number | undefined {
  const { status } = response
  const may_change = status === 429 || status >= 500 || STILL_RUNNING.includes(code)
  if (!may_change || (status >= 500 && failures >= MOST_FAILURES)) return undefined
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
  return Number.isFinite(seconds) ? seconds * 1_000 : pauseAfter(failures)
}

async function readJson(response: Response): Promise<Record<string, unknown>> {
  try {
    return (await response.json()) as Record<string, unknown>
  } catch {
    return {}
  }
}

function cookieOf(response: Response): { cookie?: string } {
  const [pair] = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0])
  return pair === undefined ? {} : { cookie: pair }
}

export function createClient(server: Shop): Client {
  const timings = new Map<string, number[]>()

  const send = async ({ kind, method, path, key, body, idempotency_key, cookie }: Call) => {
    const started = performance.now()
    const response = await fetch(server.url + path, {
      method,
      headers: {
        ...(key !== 'none' && { authorization: `Bearer ${server[`${key}_key`]}` }),
        ...(cookie && { cookie }),
        ...(body && { 'content-type': 'application/json' }),
        ...(idempotency_key && { 'idempotency-key': idempotency_key }),
      },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
    })
    const json = await readJson(response)
    const taken = timings.get(kind) ?? []
    taken.push(performance.now() - started)
    timings.set(kind, taken)
    return { response, json }
  }

  const call = async <T>(request: Call): Promise<Answer<T>> => {
    const name = `${request.method} ${request.path.split('?')[0]}`
    const give_up_at = Date.now() + PATIENCE_MS
    let unanswered_since: number | undefined
    for (let failures = 0; ; failures++) {
      const sent = await send(request).catch((error: unknown) => ({ error }))
      if ('error' in sent) {
        unanswered_since ??= Date.now()
        if (Date.now() - unanswered_since > LONGEST_OUTAGE_MS) {
          throw new Error(`No answer to ${name} any more.`, { cause: sent.error })
        }
        // Nobody knows what became of it: the same key makes asking again safe.
        await sleep(pauseAfter(failures))
        continue
      }
      unanswered_since = undefined
      const { response, json } = sent
      if (response.ok) return { ok: true, value: json as T, ...cookieOf(response) }
      const code = typeof json.code === 'string' ? json.code : 'no_code'
      const wait = waitFor(response, code, failures)
      if (wait !== undefined && Date.now() + wait < give_up_at) {
        await sleep(wait)
        continue
      }
      const request_id = response.headers.get('request-id') ?? 'no request id'
      const summary = `${name} answered ${response.status} ${code}: ${json.detail} (${request_id})`
      return { ok: false, status: response.status, code, summary, problem: json }
    }
  }

  const expectGranted = async <T>(request: Call) => {
    const answer = await call<T>(request)
    if (!answer.ok) throw new Refused(answer.summary)
    return answer
  }

  return {
    call,
    expectGranted,
    expect: async <T>(request: Call) => (await expectGranted<T>(request)).value,
    timings,
  }
}

/** Works on all items, `limit` at a time; an abort or a failure lets what has begun end, and throws. */
export async function inParallel<T, R>(
  items: readonly T[],
  limit: number,
  signal: AbortSignal,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = []
  const waiting = items.entries()
  let failed = false
  const worker = async () => {
    for (const [index, item] of waiting) {
      if (failed || signal.aborted) return
      results[index] = await work(item).catch((error: unknown) => {
        failed = true
        throw error
      })
    }
  }
  const ended = await Promise.allSettled(Array.from({ length: limit }, worker))
  for (const end of ended) if (end.status === 'rejected') throw end.reason
  signal.throwIfAborted()
  return results
}
