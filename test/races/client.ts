// One key over HTTP, as a storefront or a back office holds it.
import type { Refusal } from './wire.ts'

export interface Answer<Body> {
  status: number
  headers: Headers
  /** Of a refusal, the problem document. */
  body: Body & Partial<Refusal>
}

/** Far above what an answer takes under the load of these tests: beyond it, the request hangs. */
const ANSWER_TIMEOUT_MS = 60_000

export interface Client {
  get: <Body>(path: string) => Promise<Answer<Body>>
  put: <Body>(path: string, body: object) => Promise<Answer<Body>>
  /** With an Idempotency-Key of its own, unless one is given. */
  post: <Body>(path: string, body: object, idempotency_key?: string) => Promise<Answer<Body>>
  delete: <Body>(path: string) => Promise<Answer<Body>>
}

/** `origin` is asked anew for every request: after a restart the server may be somewhere else. */
export function createClient(origin: () => string, key: string): Client {
  async function send<Body>(method: string, path: string, body?: object, idempotency_key?: string) {
    const response = await fetch(origin() + path, {
      method,
      signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
      headers: {
        authorization: `Bearer ${key}`,
        ...(body && { 'content-type': 'application/json' }),
        ...(idempotency_key !== undefined && { 'idempotency-key': idempotency_key }),
      },
      ...(body && { body: JSON.stringify(body) }),
    })
    const answered = (await response.json()) as Answer<Body>['body']
    return { status: response.status, headers: response.headers, body: answered }
  }
  return {
    get: (path) => send('GET', path),
    put: (path, body) => send('PUT', path, body),
    post: (path, body, idempotency_key = crypto.randomUUID()) =>
      send('POST', path, body, idempotency_key),
    delete: (path) => send('DELETE', path),
  }
}

/** How often each status came, refusals with their code. */
export function tally(answers: readonly Answer<unknown>[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { status, body } of answers) {
    const name = body.code ? `${status} ${body.code}` : String(status)
    counts[name] = (counts[name] ?? 0) + 1
  }
  return counts
}
