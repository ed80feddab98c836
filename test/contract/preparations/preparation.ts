import type { Shop } from '../shop.ts'

/** What an operation's example needs that only a running shop can give: ids that were drawn. */
export type Preparation = (shop: Shop) => Promise<{
  parameters?: Record<string, string>
  body?: object
  query?: string
  /** Such as the cookie of a customer’s session. */
  headers?: Record<string, string>
  /** In place of JSON. */
  upload?: { type: string; bytes: Uint8Array<ArrayBuffer> }
  /** What is answered by a server that cannot do what has to be done first. */
  status?: number
  /** The body of an operation that takes no JSON. */
  text?: string
}>
