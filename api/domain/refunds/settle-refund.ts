import type { EventDraft } from '../orders/aggregate'
import { refundEvent } from '../payments/events'
import type { PaymentOperation } from '../payments/payment'
import type { Instant } from '../shared/time'
import type { Refund, RefundTender } from './refund'

/** What an operation came to, noted at the refund it is a part of; its last part ends the refund. */
export function settleRefund(
  refund: Refund,
  { id, status }: PaymentOperation,
  now: Instant,
): { refund: Refund; events: EventDraft[] } {
  const tender = refund.tenders.find(({ operation_id }) => operation_id === id)
  if (!tender || tender.status === status) return { refund, events: [] }
  const tenders = refund.tenders.map((each) => (each === tender ? { ...each, status } : each))
  const settled: Refund = {
    ...{ ...refund, tenders, status: statusOf(tenders) },
    ...{ version: refund.version + 1, updated_at: now },
  }
  if (settled.status === 'pending') return { refund: settled, events: [] }
  const type = settled.status === 'succeeded' ? 'refund.succeeded' : 'refund.failed'
  return { refund: settled, events: [refundEvent(type, settled)] }
}

function statusOf(tenders: readonly RefundTender[]): Refund['status'] {
  if (tenders.some(({ status }) => status === 'pending')) return 'pending'
  return tenders.some(({ status }) => status === 'failed') ? 'failed' : 'succeeded'
}
