import type { Aggregate, Change } from '../../domain/orders/aggregate'
import type { Rejection } from '../../domain/rejection'
import type { Result } from '../../domain/shared/result'
import type { Services } from '../../services'
import {
  newOperations,
  type OrderKey,
  type Pending,
  settleOperations,
} from '../payments/settle-operations'

/**
 * Refunds that a decision makes are written down with it and sent afterwards. What is not sent,
 * because this run died, is taken up by the job of payments.
 */
export function sendMoney(services: Services, order: OrderKey) {
  let pending: readonly Pending[] = []
  return {
    /** Remembers what a decision leaves to be sent; the last one counts. */
    note<Decided extends Change>(
      { payments }: Aggregate,
      decided: Result<Decided, Rejection>,
    ): Result<Decided, Rejection> {
      pending = decided.ok ? newOperations(payments, decided.value.aggregate.payments) : []
      return decided
    },
    async send(): Promise<void> {
      if (pending.length > 0) await settleOperations(services, order, pending, 'send')
    },
  }
}
