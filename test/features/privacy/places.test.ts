// Every column of D1 that can hold text is judged: it is erased, or it holds nothing personal.
import { env } from 'cloudflare:workers'
import { getTableName } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { erasedOtherwise, erasers } from '../../../api/features/privacy/erasers'

/**
 * Columns that hold nothing personal: ids, codes, figures, words of ours, and what merchants say of
 * themselves and of what they sell. A new column is put here, or into an eraser, by whoever adds it.
 */
const impersonal: Readonly<Record<string, string>> = {
  allocations: 'merchant_id order_id sku location_id attempt_id',
  api_keys: 'id merchant_id kind hash hint name scopes origins rate_class replaced_by',
  attempt_outcomes: 'attempt_id outcome order_id',
  // The network of a request, never an address; names of fields, never values.
  audit_log:
    'merchant_id actor_kind actor_id request_id address operation object_type object_id changed hash',
  audit_heads: 'merchant_id hash',
  backorders: 'merchant_id sku order_id',
  backorder_counts: 'merchant_id sku',
  // Where the next page begins: an id.
  bulk_jobs: 'merchant_id id kind status actor_id content_key failure cursor',
  channels: 'merchant_id channel_id name kind location_ids metadata',
  claims: 'merchant_id order_id id status type lines resolution refund_id line_ids',
  // Four characters of a code that nobody can be found by.
  credit_accounts: 'merchant_id id kind currency code_hash hint',
  credit_entries: 'merchant_id account_id type operation_key order_id payment_id',
  credit_notes: 'merchant_id id order_id refund_id currency',
  customers: 'merchant_id id',
  customer_emails: 'merchant_id customer_id',
  customer_totals: 'merchant_id currency',
  deployment_facts: 'name value',
  erasures: 'merchant_id customer_id',
  // By their catalogue: the test with the canaries looks for what should not be there.
  events: 'merchant_id id type object_type object_id data order_id',
  events_to_mail: 'merchant_id',
  event_archives: 'merchant_id file types',
  // A parcel’s number, in `tracking`, leads to a parcel; the carrier knows to whom, for as long as it must.
  fulfillments:
    'merchant_id id order_id location_id method status held_from holds lines packages pick_list_id milestones',
  gateway_settings: 'merchant_id gateway publishable_key secrets hints',
  idempotency_keys: 'merchant_id route key',
  kit_components: 'merchant_id component_sku kit_sku',
  locations: 'merchant_id location_id name kind address time_zone cutoff metadata holidays',
  location_days: 'merchant_id location_id day',
  merchants: 'id slug name currency country time_zone contact_email retention',
  notifications: 'merchant_id id cause_id template order_id language status',
  // What the order is called elsewhere.
  orders:
    'merchant_id id number status payment_status fulfillment_status channel channel_kind external_id reservation_id attempt_id currency shipping_service placed_country delivery terms promise',
  order_lines: 'merchant_id order_id id sku title components',
  order_routings: 'merchant_id order_id',
  order_reroutings: 'merchant_id order_id cause',
  // What the gateway calls it, and codes of its errors.
  payments: 'merchant_id id order_id gateway status currency reference operations',
  payment_settings: 'merchant_id refund_order late_payment',
  pick_lists: 'merchant_id id location_id status',
  pick_list_scans: 'merchant_id pick_list_id fulfillment_id line_id sku',
  portal_links: 'merchant_id order_id',
  portal_sessions: 'merchant_id order_id',
  portal_themes: 'merchant_id accent_color logo logo_type language',
  refunds: 'merchant_id id order_id status currency lines restock tenders',
  return_exceptions: 'merchant_id id order_id return_id line_id location_id disposition status',
  return_policies: 'merchant_id market countries policy',
  returns: 'merchant_id order_id id number status origin resolution market policy quote exchange',
  routing_settings: 'merchant_id rules transit carrier_holidays',
  // Figures over many orders.
  routing_simulations: 'merchant_id id settings figures',
  skus: 'merchant_id sku title currency barcode hs_code country_of_origin image_url components backorder metadata',
  stock_levels: 'merchant_id sku location_id',
  stock_movements:
    'merchant_id sku location_id operation from_account to_account subject_id reason reference',
  stock_tasks: 'merchant_id sku operation_id task',
  test_gateway_calls: 'merchant_id idempotency_key answer',
  test_gateway_charges: 'merchant_id payment_id reference currency status',
  webhook_endpoints:
    'merchant_id id url events description payload status disabled_reason secrets metadata',
  withdrawals: 'merchant_id order_id id status lines unsent return_id',
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
