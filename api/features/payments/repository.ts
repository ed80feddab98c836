import { and, eq, lte, sql } from 'drizzle-orm'
import type { Database } from '../../../db/database'
import { orders, payment_settings, payments } from '../../../db/schema'
import type { LatePaymentPolicy } from '../../domain/payments/late-money'
import { defaultRefundOrder, type RefundOrder } from '../../domain/refunds/split-tenders'
import type { Id, MerchantId } from '../../domain/shared/ids'
import type { Instant } from '../../domain/shared/time'

export interface PaymentSettings {
  refund_order: RefundOrder
  unpaid_expires_after_minutes: number
  late_payment: LatePaymentPolicy
  /** 0: nobody has changed the defaults. */
  version: number
}

const defaults: PaymentSettings = {
  refund_order: defaultRefundOrder,
  unpaid_expires_after_minutes: 60,
  late_payment: 'refund',
  version: 0,
}

export async function findPaymentSettings(
  db: Database,
  merchant_id: MerchantId,
): Promise<PaymentSettings> {
  const [row] = await db
    .select({
      refund_order: payment_settings.refund_order,
      unpaid_expires_after_minutes: payment_settings.unpaid_expires_after_minutes,
      late_payment: payment_settings.late_payment,
      version: payment_settings.version,
    })
    .from(payment_settings)
    .where(eq(payment_settings.merchant_id, merchant_id))
  return row ?? defaults
}

/** The order that a payment belongs to. */
export async function findOrderOfPayment(db: Database, merchant_id: MerchantId, id: string) {
  const [row] = await db
    .select({ order_id: payments.order_id })
    .from(payments)
    .where(and(eq(payments.merchant_id, merchant_id), eq(payments.id, id as Id<'payment'>)))
  return row?.order_id
}

/** Payments a job has to look at, the longest waiting first. */
export const findWaitingPayments = (db: Database, now: Instant, limit: number) =>
  db
    .select({ merchant_id: payments.merchant_id, order_id: payments.order_id })
    .from(payments)
    .where(sql`${payments.attention_at} IS NOT NULL AND ${payments.attention_at} <= ${now}`)
    .orderBy(payments.attention_at)
    .limit(limit)

/** Unpaid orders whose time is over, the oldest first. */
export const findExpiredOrders = (db: Database, now: Instant, limit: number) =>
  db
    .select({ merchant_id: orders.merchant_id, order_id: orders.id })
    .from(orders)
    .where(and(sql`${orders.expires_at} IS NOT NULL`, lte(orders.expires_at, now)))
    .orderBy(orders.expires_at)
    .limit(limit)
