import type { Claim } from '../claims/claim'
import type { EventDraft } from '../orders/aggregate'
import type { Withdrawal } from '../withdrawals/withdrawal'
import type { Return } from './return'

/** Everything the feed says about what comes after delivery, and when. */
export const returnEvents = {
  'return.requested': 'A return was asked for; a person has to decide on it.',
  'return.approved': 'A return may be sent in; its labels are there.',
  'return.declined': 'A return was declined.',
  'return.canceled': 'A return was given up before anything arrived.',
  'return.in_transit': 'A return is on its way.',
  'return.received': 'Units of a return arrived and were inspected.',
  'return.surplus_received': 'More arrived than a return allows; a person has to look at it.',
  'return.completed': 'A return is done with.',
  'return.expired': 'A return did not arrive in time.',
  'claim.opened': 'A customer says that something is wrong with what arrived.',
  'claim.photo_added': 'A photo was added to a claim.',
  'claim.approved': 'A claim was approved: it is replaced or refunded.',
  'claim.declined': 'A claim was declined.',
  'claim.canceled': 'A claim was given up.',
  'withdrawal.confirmed': 'A consumer withdrew from the contract; an acknowledgement is due.',
  'credit_note.issued': 'A credit note was issued for a refund.',
  'return_policy.updated': 'A market has a new version of its return policy.',
} as const
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
    lines: lines.map(({ line_id, sku, quantity, reason, counts }) => {
      return { line_id, sku, quantity, reason, ...counts }
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
