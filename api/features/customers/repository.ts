import { and, eq, gt, inArray, type SQL, sql } from 'drizzle-orm'
import { appendEvent, type NewEvent } from '../../../db/append-event'
import type { Database } from '../../../db/database'
import { jsonEach } from '../../../db/json-rows'
import { customer_emails, customer_totals, customers } from '../../../db/schema'
import type { Id, MerchantId } from '../../domain/shared/ids'

export type CustomerId = Id<'customer'>
export type CustomerRow = typeof customers.$inferSelect
type TotalsRow = typeof customer_totals.$inferSelect

/** A customer with all addresses and what was ordered under them. */
export interface StoredCustomer {
  customer: CustomerRow
  emails: readonly string[]
  totals: readonly TotalsRow[]
}

export async function findCustomer(
  db: Database,
  merchant_id: MerchantId,
  id: CustomerId,
): Promise<StoredCustomer | undefined> {
  const rows = await db
    .select()
    .from(customers)
    .where(and(eq(customers.merchant_id, merchant_id), eq(customers.id, id)))
  return (await withTotals(db, merchant_id, rows))[0]
}

/** By id, or by name where a name is looked for; above the last key of the page before. */
export async function listCustomers(
  db: Database,
  merchant_id: MerchantId,
  { email, name }: { email?: string | undefined; name?: string | undefined },
  after: readonly [name: string, id: string] | undefined,
  limit: number,
): Promise<StoredCustomer[]> {
  const lowered = sql`lower(${customers.name})`
  const conditions: (SQL | undefined)[] = [eq(customers.merchant_id, merchant_id)]
  if (email !== undefined) {
    conditions.push(sql`${customers.id} = (SELECT customer_id FROM ${customer_emails}
      WHERE ${customer_emails.merchant_id} = ${merchant_id}
        AND ${customer_emails.email} = ${email.trim().toLowerCase()})`)
  }
  if (name === undefined) {
    if (after) conditions.push(gt(customers.id, after[1] as CustomerId))
  } else {
    const from = name.toLowerCase()
    conditions.push(sql`${lowered} >= ${from} AND ${lowered} < ${`${from}\u{10FFFF}`}`)
    if (after) conditions.push(sql`(${lowered}, ${customers.id}) > (${after[0]}, ${after[1]})`)
  }
  const rows = await db
    .select()
    .from(customers)
    .where(and(...conditions))
    .orderBy(...(name === undefined ? [customers.id] : [lowered, customers.id]))
    .limit(limit + 1)
  return withTotals(db, merchant_id, rows)
}

async function withTotals(
  db: Database,
  merchant_id: MerchantId,
  rows: readonly CustomerRow[],
): Promise<StoredCustomer[]> {
  if (rows.length === 0) return []
  const ids = sql`(SELECT value FROM ${jsonEach(rows.map(({ id }) => id))})`
  const [emails, totals] = await db.batch([
    db
      .select()
      .from(customer_emails)
      .where(
        and(
          eq(customer_emails.merchant_id, merchant_id),
          sql`${customer_emails.customer_id} IN ${ids}`,
        ),
      )
      .orderBy(customer_emails.email),
    db
      .select()
      .from(customer_totals)
      .where(
        and(
          eq(customer_totals.merchant_id, merchant_id),
          sql`${customer_totals.email} IN (SELECT email FROM ${customer_emails}
            WHERE ${customer_emails.merchant_id} = ${merchant_id}
              AND ${customer_emails.customer_id} IN ${ids})`,
        ),
      )
      .orderBy(customer_totals.currency),
  ])
  return rows.map((customer) => {
    const own = emails.filter(({ customer_id }) => customer_id === customer.id)
    const addresses = own.map(({ email }) => email)
    return {
      customer,
      emails: addresses,
      totals: totals.filter(({ email }) => addresses.includes(email)),
    }
  })
}

export const updateCustomer = (db: Database, customer: CustomerRow, event: NewEvent) =>
  db.batch([
    appendEvent(db, event),
    db
      .update(customers)
      .set(customer)
      .where(and(eq(customers.merchant_id, customer.merchant_id), eq(customers.id, customer.id))),
  ])

/** Gives one customer's addresses to another, and ends the one: its orders follow their address. */
export const mergeInto = (
  db: Database,
  into: CustomerRow,
  from: CustomerRow,
  events: readonly [NewEvent, NewEvent],
) =>
  db.batch([
    appendEvent(db, events[0]),
    appendEvent(db, events[1]),
    db
      .update(customers)
      .set(into)
      .where(and(eq(customers.merchant_id, into.merchant_id), eq(customers.id, into.id))),
    db
      .update(customer_emails)
      .set({ customer_id: into.id })
      .where(
        and(
          eq(customer_emails.merchant_id, from.merchant_id),
          eq(customer_emails.customer_id, from.id),
        ),
      ),
    db
      .delete(customers)
      .where(and(eq(customers.merchant_id, from.merchant_id), inArray(customers.id, [from.id]))),
  ])
