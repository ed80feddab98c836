import { and, asc, eq, gt, sql } from 'drizzle-orm'
import type { Database } from '../../../db/database'
import {
  customer_emails,
  customer_totals,
  customers,
  deployment_facts,
  merchants,
} from '../../../db/schema'
import type { MerchantId } from '../../domain/shared/ids'
import type { CustomerId } from '../customers/repository'

/** Merchants who forget customers by themselves, after an id, and after how many days. */
export const listForgetting = (db: Database, after: string, limit: number) =>
  db
    .select({ id: merchants.id, days: sql<number>`${merchants.retention} ->> '$.customers_days'` })
    .from(merchants)
    .where(
      and(
        gt(merchants.id, after as MerchantId),
        // As the index has it.
        sql`retention ->> '$.customers_days' IS NOT NULL`,
      ),
    )
    .orderBy(asc(merchants.id))
    .limit(limit)

/** Customers of a merchant after an id, each with the time of the last order. */
export const listLastOrders = (
  db: Database,
  merchant_id: MerchantId,
  after: string,
  limit: number,
) =>
  db
    .select({
      id: customers.id,
      erased_at: customers.erased_at,
      last_order_at: sql<number | null>`(SELECT max(last_order_at) FROM ${customer_totals}
        WHERE ${customer_totals.merchant_id} = ${merchant_id} AND ${customer_totals.email} IN (
          SELECT ${customer_emails.email} FROM ${customer_emails}
          WHERE ${customer_emails.merchant_id} = ${merchant_id}
            AND ${customer_emails.customer_id} = customers.id))`,
    })
    .from(customers)
    .where(and(eq(customers.merchant_id, merchant_id), gt(customers.id, after as CustomerId)))
    .orderBy(asc(customers.id))
    .limit(limit)

/** Merchants after an id, with how long they keep things and how old the oldest of them are. */
export const listOldest = (db: Database, after: string, limit: number) => {
  const oldest = (table: string, at: string, from: string) =>
    sql<number | null>`(SELECT ${sql.raw(at)} FROM ${sql.raw(table)} AS kept
      WHERE kept.merchant_id = merchants.id AND kept.id > ${from} ORDER BY kept.id LIMIT 1)`
  return db
    .select({
      id: merchants.id,
      retention: merchants.retention,
      mail_at: oldest('notifications', 'created_at', 'ntf_'),
      export_at: oldest('bulk_jobs', 'created_at', 'exp_'),
      import_at: oldest('bulk_jobs', 'created_at', 'imp_'),
    })
    .from(merchants)
    .where(gt(merchants.id, after as MerchantId))
    .orderBy(asc(merchants.id))
    .limit(limit)
}

/** How far a job got; nothing yet is ''. */
export const readPosition = (db: Database, name: string) =>
  db
    .select({ value: deployment_facts.value })
    .from(deployment_facts)
    .where(eq(deployment_facts.name, name))
    .then(([row]) => row?.value ?? '')

export async function writePosition(db: Database, name: string, value: string): Promise<void> {
  await db
    .insert(deployment_facts)
    .values({ name, value })
    .onConflictDoUpdate({ target: deployment_facts.name, set: { value } })
}
