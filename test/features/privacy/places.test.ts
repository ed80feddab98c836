// Every column of D1 that can hold text is judged: it is erased, or it holds nothing personal.
import { env } from 'cloudflare:workers'
import { getTableName } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { erasedOtherwise, erasers } from '../../../api/features/privacy/erasers'

/** Columns that hold nothing personal: ids, codes, words of ours, and what merchants say of themselves. */
const impersonal: Readonly<Record<string, string>> = {
  allocations: 'merchant_id order_id sku location_id attempt_id',
  api_keys: 'id merchant_id kind hash hint name scopes origins rate_class replaced_by',
  attempt_outcomes: 'attempt_id outcome order_id',
  // The network of a request, never an address; names of fields, never values.
  audit_log:
    'merchant_id actor_kind actor_id request_id address operation object_type object_id changed hash',
  audit_heads: 'merchant_id hash',
  channels: 'merchant_id channel_id name kind location_ids metadata',
  customers: 'merchant_id id',
  customer_emails: 'merchant_id customer_id',
  customer_totals: 'merchant_id currency',
  deployment_facts: 'name value',
  erasures: 'merchant_id customer_id',
  // By their catalogue: a test of erasure looks for what should not be there.
  events: 'merchant_id id type object_type object_id data order_id',
  event_archives: 'merchant_id file types',
  // A parcel’s number leads to a parcel; the carrier knows to whom.
  fulfillments:
    'merchant_id id order_id location_id method status held_from lines packages tracking milestones',
  idempotency_keys: 'merchant_id route key',
  kit_components: 'merchant_id component_sku kit_sku',
  locations: 'merchant_id location_id name kind address time_zone cutoff metadata holidays',
  location_days: 'merchant_id location_id day',
  merchants: 'id slug name currency country time_zone retention',
  // What the order is called elsewhere; reasons are for statistics, notes are for people.
  orders:
    'merchant_id id number status payment_status fulfillment_status channel channel_kind external_id reservation_id attempt_id currency shipping_service delivery cancel_reason terms promise',
  order_lines: 'merchant_id order_id id sku title components',
  order_routings: 'merchant_id order_id',
  payments: 'merchant_id id order_id gateway status currency reference operations',
  refunds: 'merchant_id id order_id status currency lines reason restock tenders',
  routing_settings: 'merchant_id rules transit carrier_holidays',
  routing_simulations: 'merchant_id id settings figures',
  skus: 'merchant_id sku title currency barcode hs_code country_of_origin image_url components backorder metadata',
  stock_levels: 'merchant_id sku location_id',
  stock_movements:
    'merchant_id sku location_id operation from_account to_account subject_id reason reference',
  stock_tasks: 'merchant_id sku operation_id task',
  webhook_endpoints:
    'merchant_id id url events description payload status disabled_reason secrets metadata',
}

it('knows every column that can hold text', async () => {
  const { results } = await env.DB.prepare(
    `SELECT schema.name AS name, column.name AS column_name
     FROM sqlite_master AS schema, pragma_table_info(schema.name) AS column
     WHERE schema.type = 'table' AND schema.name NOT LIKE 'sqlite_%' AND schema.name NOT LIKE 'd1_%'
       AND schema.name NOT LIKE '_cf_%' AND column.type NOT IN ('INTEGER', 'REAL')`,
  ).all<{ name: string; column_name: string }>()
  const there = results.map(({ name, column_name }) => `${name}.${column_name}`)
  const judged = [
    ...erasers.flatMap(({ table, personal }) =>
      Object.keys(personal('')).map((column) => `${getTableName(table)}.${column}`),
    ),
    ...columnsOf(erasedOtherwise),
    ...columnsOf(
      Object.fromEntries(
        Object.entries(impersonal).map(([table, columns]) => [table, columns.split(' ')]),
      ),
    ),
  ]

  expect(there.length).toBeGreaterThan(150)
  expect(there.filter((column) => !judged.includes(column))).toEqual([])
  expect(judged.filter((column) => !there.includes(column))).toEqual([])
  expect(judged.filter((column, index) => judged.indexOf(column) !== index)).toEqual([])
})

const columnsOf = (tables: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(tables).flatMap(([table, columns]) =>
    columns.map((column) => `${table}.${column}`),
  )
