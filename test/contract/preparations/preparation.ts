import type { Shop } from '../shop.ts'

/** What an operation's example needs that only a running shop can give: ids that were drawn. */
export type Preparation = (shop: Shop) => Promise<{
  parameters?: Record<string, string>
  body?: object
  query?: string
  /** The body of an operation that takes no JSON. */
  text?: string
  headers?: Record<string, string>
}>
