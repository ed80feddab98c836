/** What the portal asks the API; every way it can end is a value. */
import type { z } from 'zod'
import type { ClaimWishSchema } from '../api/features/claims/schemas'
import type {
  CancelByCustomerSchema,
  ChangeAddressSchema,
  CustomerClaimSchema,
  CustomerOrder,
  OrderView,
  OwnReturn,
} from '../api/features/portal/order-schemas'
import type {
  CustomerQuoteSchema,
  CustomerReturnSchema,
  ExchangeItemsSchema,
} from '../api/features/portal/return-schemas'
import type { LookUpOrderSchema } from '../api/features/portal/schemas'
import type { QuotedReturnSchema } from '../api/features/returns/schemas'
import type { WithdrawalSchema, WithdrawalWishSchema } from '../api/features/withdrawals/schemas'

export type { CustomerOrder, OrderView }
export type Asked = z.input<typeof LookUpOrderSchema>
export type ReturnWish = z.input<typeof CustomerReturnSchema>
export type QuoteWish = z.input<typeof CustomerQuoteSchema>
export type Quoted = z.output<typeof QuotedReturnSchema>
export type Return = OwnReturn
export type ExchangeItems = z.output<typeof ExchangeItemsSchema>
export type ClaimWish = z.input<typeof ClaimWishSchema>
export type Claim = z.output<typeof CustomerClaimSchema>
export type WithdrawalWish = z.input<typeof WithdrawalWishSchema>
export type Withdrawal = z.output<typeof WithdrawalSchema>
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
  /** In place of a body. */
  photo?: Blob
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
  quote: (wish: QuoteWish) => Promise<Answer<Quoted>>
  exchangeItems: (line_ids: readonly string[], search: string) => Promise<Answer<ExchangeItems>>
  openReturn: (wish: ReturnWish, key: string) => Promise<Answer<Return>>
  addReturnPhoto: (return_id: string, photo: Blob) => Promise<Answer<Return>>
  cancelReturn: (id: string, key: string) => Promise<Answer<Return>>
  openClaim: (wish: ClaimWish, key: string) => Promise<Answer<Claim>>
  addPhoto: (claim_id: string, photo: Blob) => Promise<Answer<Claim>>
  withdraw: (wish: WithdrawalWish, key: string) => Promise<Answer<Withdrawal>>
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
    quote: (body) => call({ method: 'POST', path: 'returns/quote', body }),
    exchangeItems: (line_ids, search) => {
      const asked = new URLSearchParams(line_ids.map((id) => ['line_id', id]))
      if (search !== '') asked.set('search', search)
      return call({ method: 'GET', path: `exchange_items?${asked}` })
    },
    openReturn: (body, key) => call({ method: 'POST', path: 'returns', body, key }),
    addReturnPhoto: (id, photo) => call({ method: 'POST', path: `returns/${id}/photos`, photo }),
    cancelReturn: (id, key) =>
      call({ method: 'POST', path: `returns/${id}/cancel`, body: {}, key }),
    openClaim: (body, key) => call({ method: 'POST', path: 'claims', body, key }),
    addPhoto: (id, photo) => call({ method: 'POST', path: `claims/${id}/photos`, photo }),
    withdraw: (body, key) => call({ method: 'POST', path: 'withdrawals', body, key }),
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
        ...(given.photo && { 'content-type': given.photo.type }),
        ...(given.key !== undefined && { 'idempotency-key': given.key }),
      },
      ...(given.body !== undefined && { body: JSON.stringify(given.body) }),
      ...(given.photo && { body: given.photo }),
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
