import { sql } from 'drizzle-orm'
import type { Database } from '../../../db/database'
import { jsonEach } from '../../../db/json-rows'
import { credit_entries, events, idempotency_keys, payments } from '../../../db/schema'
import { ERASED } from '../../domain/customers/pseudonym'
import type { MerchantId, OrderId } from '../../domain/shared/ids'

/**
 * Forgets what requests were answered about these orders. Their keys stay taken: sent again, they
 * are refused as another request's, and nothing is done twice. A hold does not name its order, nor
 * does a gift card that paid for it.
 */
export const forgetAnswers = (db: Database, merchant_id: MerchantId, ids: readonly OrderId[]) =>
  forget(
    db,
    merchant_id,
    sql`EXISTS (SELECT 1 FROM ${jsonEach(ids)} AS named
      WHERE instr(${idempotency_keys.body}, named.value) > 0)
    OR ${idempotency_keys.body} ->> '$.id' IN (
      SELECT ${events.data} ->> '$.hold_id' FROM ${events}
      WHERE ${events.merchant_id} = ${merchant_id} AND ${events.type} = 'order.hold_placed'
        AND ${events.order_id} IN (SELECT value FROM ${jsonEach(ids)})
      UNION ALL
      SELECT ${credit_entries.account_id} FROM ${credit_entries}
      WHERE ${credit_entries.merchant_id} = ${merchant_id} AND ${credit_entries.payment_id} IN (
        SELECT ${payments.id} FROM ${payments}
        WHERE ${payments.merchant_id} = ${merchant_id}
          AND ${payments.order_id} IN (SELECT value FROM ${jsonEach(ids)})))`,
  )

/** And what names one of these texts: an address, an account. */
export const forgetAnswersNaming = (
  db: Database,
  merchant_id: MerchantId,
  names: readonly string[],
) =>
  forget(
    db,
    merchant_id,
    sql`EXISTS (SELECT 1 FROM ${jsonEach(names)} AS named
      WHERE instr(lower(${idempotency_keys.body}), named.value) > 0)`,
  )

const forget = (db: Database, merchant_id: MerchantId, condition: ReturnType<typeof sql>) =>
  db
    .update(idempotency_keys)
    .set({ request_hash: ERASED, body: null })
    .where(sql`${idempotency_keys.merchant_id} = ${merchant_id} AND (${condition})`)
