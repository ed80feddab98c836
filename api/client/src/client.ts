import { type OperationName, type Operations, operations } from './operations.ts'
import { HoldfastError, type ProblemDocument } from './problem.ts'

export interface ClientOptions {
  /** Where the server is: `https://oms.example.com`. */
  base_url: string
  /** A secret, restricted or publishable key. */
  key: string
  /** Tries of a request that may be repeated; 4 unless told. */
  tries?: number
  /** A try that has no answer by then is given up, and repeated. Milliseconds; 30,000 unless told. */
  timeout_ms?: number
  fetch?: typeof fetch
  /** How it waits between tries; given so that tests need not. */
  sleep?: (milliseconds: number) => Promise<void>
}

/** Beside what an operation takes: its Idempotency-Key, drawn when absent, and conditions. */
export interface CallOptions {
  idempotency_key?: string
  if_match?: string
  signal?: AbortSignal
}

type Input<Name extends OperationName> = Operations[Name]['input'] & CallOptions
type Output<Name extends OperationName> = Operations[Name]['output']
type Call<Name extends OperationName> =
  Record<never, never> extends Operations[Name]['input']
    ? (input?: Input<Name>) => Promise<Output<Name>>
    : (input: Input<Name>) => Promise<Output<Name>>

/** Operations that answer in pages. */
type PagedName = {
  [Name in OperationName]: Output<Name> extends { next_cursor: string | null; data: unknown[] }
    ? Name
    : never
}[OperationName]
type ItemOf<Name extends PagedName> = Output<Name>['data'][number]

export type Client = { [Name in OperationName]: Call<Name> } & {
  /** Every item of a list, page after page, in its order. */
  iterate: <Name extends PagedName>(name: Name, input?: Input<Name>) => AsyncGenerator<ItemOf<Name>>
}

/**
 * A method per operation of the API. A request is repeated when its answer was lost or the server
 * asks to wait; each repetition carries the same Idempotency-Key, so nothing is done twice.
 *
 * @throws HoldfastError for every problem the server answers
 */
export function createClient(options: ClientOptions): Client {
  const call =
    (name: OperationName) =>
    (input: Fields = {}) =>
      send(options, name, input)
  const methods = Object.fromEntries(
    Object.keys(operations).map((name) => [name, call(name as OperationName)]),
  )
  return { ...methods, iterate: pages(options) } as unknown as Client
}

type Fields = Record<string, unknown> & CallOptions

const pages = (options: ClientOptions) =>
  async function* iterate(name: OperationName, input: Fields = {}): AsyncGenerator<unknown> {
    for (let cursor: unknown; ; ) {
      const page = (await send(options, name, cursor ? { ...input, cursor } : input)) as {
        data: unknown[]
        next_cursor: string | null
      }
      yield* page.data
      if (page.next_cursor === null) return
      cursor = page.next_cursor
    }
  }

async function send(options: ClientOptions, name: OperationName, input: Fields): Promise<unknown> {
  const { tries = 4, sleep = wait } = options
  const request = toRequest(options, name, input)
  for (let tried = 1; ; tried++) {
    const answer = await attempt(options, request, input.signal)
    if (answer instanceof Response && answer.ok) return answer.json()
    const error = answer instanceof Response ? await toError(answer) : answer
    if (tried >= tries || !request.repeatable || !mayPass(error)) throw error
    await sleep(pause(tried, error))
  }
}

interface Prepared {
  url: string
  init: RequestInit
  /** Whether asking again is safe: reads, replacements, and what has an Idempotency-Key. */
  repeatable: boolean
}

function toRequest(
  { base_url, key }: ClientOptions,
  name: OperationName,
  { idempotency_key, if_match, signal: _, ...fields }: Fields,
): Prepared {
  const { method, path, query, idempotent, body: takes_body } = operations[name]
  const rest: Record<string, unknown> = { ...fields }
  const take = (field: string) => {
    const value = rest[field]
    delete rest[field]
    return value
  }
  const filled = path.replaceAll(/\{(\w+)\}/g, (_match, field: string) =>
    encodeURIComponent(String(take(field))),
  )
  const url = new URL(filled, base_url)
  for (const field of query as readonly string[]) {
    const value = take(field)
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each !== undefined) url.searchParams.append(field, String(each))
    }
  }
  const headers = new Headers({ authorization: `Bearer ${key}`, accept: 'application/json' })
  if (idempotent) headers.set('idempotency-key', idempotency_key ?? crypto.randomUUID())
  if (if_match !== undefined) headers.set('if-match', if_match)
  if (takes_body) headers.set('content-type', 'application/json')
  const init: RequestInit = { method, headers, ...(takes_body && { body: JSON.stringify(rest) }) }
  return { url: url.href, init, repeatable: idempotent || method !== 'POST' }
}

/** The answer, or why there is none. */
async function attempt(
  { fetch: ask = fetch, timeout_ms = 30_000 }: ClientOptions,
  { url, init }: Prepared,
  signal: AbortSignal | undefined,
): Promise<Response | Error> {
  const limits = [AbortSignal.timeout(timeout_ms), ...(signal ? [signal] : [])]
  try {
    return await ask(url, { ...init, signal: AbortSignal.any(limits) })
  } catch (error) {
    if (signal?.aborted) throw error
    return error instanceof Error ? error : new Error(String(error))
  }
}

async function toError(answer: Response): Promise<HoldfastError> {
  const text = await answer.text()
  const problem = answer.headers.get('content-type')?.startsWith('application/problem+json')
  const fallback = { code: 'unreadable_answer', status: answer.status, detail: text.slice(0, 200) }
  const document = (problem ? JSON.parse(text) : fallback) as ProblemDocument
  const seconds = Number(answer.headers.get('retry-after') ?? Number.NaN)
  return new HoldfastError(document, Number.isFinite(seconds) ? seconds * 1_000 : undefined)
}

/** What may be different the next time: a lost answer, a server in trouble, a request to wait. */
function mayPass(error: Error): boolean {
  if (!(error instanceof HoldfastError)) return true
  const { status, code } = error
  return status >= 500 || status === 429 || code.endsWith('_in_progress')
}

/** As long as the server asks, else longer and longer, with jitter so that clients spread out. */
function pause(tried: number, error: Error): number {
  if (error instanceof HoldfastError && error.retry_after_ms !== undefined) {
    return error.retry_after_ms
  }
  const longest = Math.min(10_000, 250 * 2 ** tried)
  return longest / 2 + (Math.random() * longest) / 2
}

const wait = (milliseconds: number) =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, milliseconds)
  })
