import type { Claim } from '../claims/claim'
import type { returnEvents } from '../events/return-events'
import type { EventDraft } from '../orders/aggregate'
import type { Withdrawal } from '../withdrawals/withdrawal'
import type { Return } from './return'

export type ReturnEvent = keyof typeof returnEvents

export const returnEvent = (
  type: ReturnEvent,
  { id, order_id, number, status, origin, resolution, lines, quote }: Return,
  more: Record<string, unknown> = {},
): EventDraft => ({
  type,
  object_type: 'return',
  object_id: id,
  data: {
    ...{ return_id: id, order_id, number, status, origin, resolution },
    // Reasons and notes are what somebody wrote: they stay with the return.
    lines: lines.map(({ line_id, sku, quantity, counts }) => {
      return { line_id, sku, quantity, ...counts }
    }),
    ...{ currency: quote.currency, refund: quote.refund, fee: quote.fee },
    ...more,
  },
})

export const claimEvent = (
  type: ReturnEvent,
  { id, order_id, status, type: claim_type, lines, resolution, photos }: Claim,
): EventDraft => ({
  type,
  object_type: 'claim',
  object_id: id,
  data: {
    ...{ claim_id: id, order_id, status, claim_type, lines, resolution },
    photos: photos.length,
  },
})

export const withdrawalEvent = ({
  id,
  order_id,
  lines,
  unsent,
  return_id,
}: Withdrawal): EventDraft => ({
  type: 'withdrawal.confirmed' satisfies ReturnEvent,
  object_type: 'withdrawal',
  object_id: id,
  data: { withdrawal_id: id, order_id, lines, unsent, return_id },
})
