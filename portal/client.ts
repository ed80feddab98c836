/** What the portal asks the API; every way it can end is a value. */
import type { z } from 'zod'
import type {
  CancelByCustomerSchema,
  ChangeAddressSchema,
  CustomerOrder,
  OrderView,
} from '../api/features/portal/order-schemas'
import type { LookUpOrderSchema } from '../api/features/portal/schemas'

export type { CustomerOrder, OrderView }
export type Asked = z.input<typeof LookUpOrderSchema>
export type Address = z.input<typeof ChangeAddressSchema>

/** An answer that is neither a result nor a statement about it. */
export type Failure =
  | { type: 'busy' }
  | { type: 'unreachable' }
  | { type: 'signed_out' }
  | { type: 'failed'; reference: string | undefined }
/** The request was understood and is not done: `code` says why, as the API names it. */
export interface Refusal {
  type: 'refused'
  code: string
  /** The fields that were complained about, as JSON pointers. */
  fields: readonly string[]
  /** All that the problem says. */
  problem: Readonly<Record<string, unknown>>
}
export type Answer<Body> = { type: 'done'; body: Body } | Refusal | Failure

const PATIENCE_MS = 20_000

export interface Call {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  path: string
  body?: unknown
  /** The same for every try of one intent. */
  key?: string
}

export interface Client {
  lookUp: (asked: Asked) => Promise<Answer<OrderView>>
  sendLink: (asked: Asked) => Promise<Answer<unknown>>
  signIn: (token: string) => Promise<Answer<unknown>>
  signOut: () => Promise<Answer<unknown>>
  readOrder: () => Promise<Answer<CustomerOrder>>
  cancel: (
    body: z.input<typeof CancelByCustomerSchema>,
    key: string,
  ) => Promise<Answer<CustomerOrder>>
  changeAddress: (address: Address) => Promise<Answer<CustomerOrder>>
}

/** @param slug the shop's, as it stands in the address */
export function createClient(slug: string, language: string): Client {
  const call = <Body>(given: Call): Promise<Answer<Body>> =>
    ask(`/portal/${slug}/api/${given.path}`, given, language)
  return {
    lookUp: (body) => call({ method: 'POST', path: 'lookup', body }),
    sendLink: (body) => call({ method: 'POST', path: 'links', body }),
    signIn: (token) => call({ method: 'POST', path: 'sessions', body: { token } }),
    signOut: () => call({ method: 'DELETE', path: 'session' }),
    readOrder: () => call({ method: 'GET', path: 'order' }),
    cancel: (body, key) => call({ method: 'POST', path: 'order/cancel', body, key }),
    changeAddress: (body) => call({ method: 'PATCH', path: 'order/address', body }),
  }
}

/** A name for an intent: its repetition is not a second one. */
export const newKey = () => crypto.randomUUID()

async function ask<Body>(path: string, given: Call, language: string): Promise<Answer<Body>> {
  try {
    const response = await fetch(path, {
      method: given.method,
      // Mails that follow speak the language of the page.
      headers: {
        'accept-language': language,
        ...(given.body !== undefined && { 'content-type': 'application/json' }),
        ...(given.key !== undefined && { 'idempotency-key': given.key }),
      },
      ...(given.body !== undefined && { body: JSON.stringify(given.body) }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    return read(response.status, await response.json().catch(() => undefined))
  } catch {
    return { type: 'unreachable' }
  }
}

interface Problem {
  code?: string
  request_id?: string
  errors?: readonly { pointer: string }[]
}

function read<Body>(status: number, body: unknown): Answer<Body> {
  const problem = (body ?? {}) as Problem
  if (status >= 200 && status < 300 && body) return { type: 'done', body: body as Body }
  if (status === 401) return { type: 'signed_out' }
  if (status === 429 && problem.code !== 'lookup_locked') return { type: 'busy' }
  if (status >= 400 && status < 500 && problem.code) {
    const fields = problem.errors?.map(({ pointer }) => pointer) ?? []
    return { type: 'refused', code: problem.code, fields, problem: { ...problem } }
  }
  return { type: 'failed', reference: problem.request_id }
}
