import type { z } from '@hono/zod-openapi'
import type { Database } from '../../db/database'
import type { MerchantId } from '../domain/shared/ids'
import { keyholder } from './auth'
import { readCursor, toPage } from './pagination'
import { type Definition, type Endpoint, endpoint, type Input } from './router'

type Schema = z.ZodType
type PageQuery = z.ZodType<{ limit: number; cursor?: string | undefined }>
/** What a cursor carries: enough to tell which rows come after. */
type CursorKey = string | number | readonly [string | number, ...(string | number)[]]
type Page<Item> = { data: Item[]; next_cursor: string | null }

interface ListDefinition<Params extends Schema, Query extends Schema, Item>
  extends Omit<Definition<Params, Query, Schema, { 200: z.ZodType<Page<Item>> }>, 'method'> {
  query: Query
}

/** What is asked of a list, for the merchant whose key it is. */
interface Asked<Params extends Schema, Query extends Schema>
  extends Pick<Input<Params, Query, Schema>, 'services' | 'params' | 'query'> {
  merchant_id: MerchantId
  /** The merchant's shard. */
  db: Database
  limit: number
}

interface List<Params extends Schema, Query extends Schema, Key, Row, Item> {
  /** The rows behind the one with the cursor's key: one more than the limit, if there are more. */
  rows: (asked: Asked<Params, Query>, after: Key | undefined) => Promise<readonly Row[]>
  key: (row: Row) => Key
  wire: (row: Row, asked: Asked<Params, Query>) => Item
}

/** An `endpoint()` that answers a merchant's rows page by page, each page beginning behind the last. */
export const listEndpoint = <
  Params extends Schema,
  Query extends PageQuery,
  Item,
  Key extends CursorKey,
  Row,
>(
  definition: ListDefinition<Params, Query, Item>,
  { rows, key, wire }: List<Params, Query, Key, Row, Item>,
): Endpoint =>
  endpoint({ ...definition, method: 'get' }, async (input) => {
    const { c, services, principal, params, query } = input
    const merchant_id = keyholder(principal).merchant.id
    const { limit, cursor } = query
    const list = { c, principal, limit }
    const asked = {
      services,
      params,
      query,
      merchant_id,
      limit,
      db: services.shardFor(merchant_id),
    }
    const found = await rows(asked, readCursor<Key>(list, cursor))
    return { status: 200, body: toPage(list, found, key, (row) => wire(row, asked)) }
  })
