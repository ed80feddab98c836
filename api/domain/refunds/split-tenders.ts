import { allocateAmount } from '../shared/money'

/** Ways money came in, in the words of the refund order. */
export const tenderKinds = ['card', 'manual', 'gift_card', 'store_credit'] as const
export type TenderKind = (typeof tenderKinds)[number]

/** Which tender gets back first; or each its share of what it paid. */
export type RefundOrder = 'proportional' | readonly TenderKind[]

/** What a customer would expect: money first, then what can only be spent in the shop. */
export const defaultRefundOrder: RefundOrder = ['card', 'manual', 'gift_card', 'store_credit']

export interface Tender {
  payment_id: string
  kind: TenderKind
  /** Minor units: captured − refunded − being refunded. */
  refundable: number
}

export interface TenderShare {
  payment_id: string
  amount: number
}

/**
 * Splits a refund over the payments it goes back to; in an order, the youngest payment of a kind
 * first. The amount must not exceed what they can take together.
 *
 * @param tenders oldest first
 * @returns shares above zero, that add up to the amount
 */
export function splitOverTenders(
  amount: number,
  tenders: readonly Tender[],
  order: RefundOrder,
): TenderShare[] {
  const shares =
    order === 'proportional' ? byShare(amount, tenders) : byOrder(amount, tenders, order)
  return shares.filter((share) => share.amount > 0)
}

/** Largest remainder never gives a tender more than it has: its exact share is at most that. */
function byShare(amount: number, tenders: readonly Tender[]): TenderShare[] {
  if (tenders.length === 0) return []
  const shares = allocateAmount(
    amount,
    tenders.map(({ refundable }) => refundable),
  )
  return tenders.map(({ payment_id }, index) => ({ payment_id, amount: shares[index] ?? 0 }))
}

/** Kinds that the order does not name come last. */
function byOrder(
  amount: number,
  tenders: readonly Tender[],
  order: readonly TenderKind[],
): TenderShare[] {
  const rank = (kind: TenderKind) => {
    const place = order.indexOf(kind)
    return place < 0 ? order.length : place
  }
  const sorted = tenders
    .map((tender, age) => ({ ...tender, age }))
    .sort((a, b) => rank(a.kind) - rank(b.kind) || b.age - a.age)
  let left = amount
  return sorted.map(({ payment_id, refundable }) => {
    const share = Math.min(left, refundable)
    left -= share
    return { payment_id, amount: share }
  })
}
