/** What the portal asks the API; every way it can end is a value. */
import type { z } from 'zod'
import type { LookUpOrderSchema, OrderView, ShopSchema } from '../api/features/portal/schemas'

export type { OrderView }
export type Asked = z.input<typeof LookUpOrderSchema>
export type Field = keyof Asked
export type Shop = z.output<typeof ShopSchema>

/** An answer that is neither a result nor a statement about it. */
export type Failure =
  | { type: 'busy' }
  | { type: 'unreachable' }
  | { type: 'failed'; reference: string | undefined }
export type Lookup =
  | { type: 'found'; order: OrderView }
  | { type: 'not_found' }
  | { type: 'refused'; fields: readonly Field[] }
  | Failure
export type ShopAnswer = { type: 'found'; shop: Shop } | { type: 'not_found' } | Failure

const PATIENCE_MS = 15_000

export interface Client {
  findShop: () => Promise<ShopAnswer>
  lookUpOrder: (asked: Asked) => Promise<Lookup>
}

/** @param slug the shop's, as it stands in the address */
export function createClient(slug: string): Client {
  const api = `/portal/${slug}/api`
  return {
    findShop: () =>
      call(`${api}/shop`, {}, (status, body) => {
        if (status === 200) return { type: 'found', shop: body as Shop }
        if (status === 404) return { type: 'not_found' }
      }),
    lookUpOrder: (asked) => {
      const headers = { 'content-type': 'application/json' }
      const request = { method: 'POST', headers, body: JSON.stringify(asked) }
      return call(`${api}/lookup`, request, (status, body) => {
        if (status === 200) return { type: 'found', order: body as OrderView }
        if (status === 404) return { type: 'not_found' }
        if (status === 422) return { type: 'refused', fields: refusedFields(body) }
      })
    },
  }
}

interface Problem {
  request_id?: string
  errors?: readonly { pointer: string }[]
}

/** @param read makes something of the answers it knows */
async function call<Answer>(
  path: string,
  request: RequestInit,
  read: (status: number, body: unknown) => Answer | undefined,
): Promise<Answer | Failure> {
  try {
    const response = await fetch(path, { ...request, signal: AbortSignal.timeout(PATIENCE_MS) })
    if (response.status === 429) return { type: 'busy' }
    const body = await response.json().catch(() => undefined)
    const answer = body && read(response.status, body)
    const { request_id: reference } = (body ?? {}) as Problem
    return answer ?? { type: 'failed', reference }
  } catch {
    return { type: 'unreachable' }
  }
}

/** The fields that the API complained about, in the order of the form. */
function refusedFields(body: unknown): Field[] {
  const pointers = (body as Problem).errors?.map(({ pointer }) => pointer) ?? []
  return (['number', 'email'] as const).filter((field) => pointers.includes(`/${field}`))
}
