import type { Id, MerchantId, OrderId, OrderLineId } from '../shared/ids'
import type { Instant } from '../shared/time'
import { type Transitions, transition } from '../shared/transitions'
import type { Photo } from './keep-photo'

export const claimTypes = ['damaged', 'missing', 'wrong_item', 'other'] as const
export type ClaimType = (typeof claimTypes)[number]

export const claimStates = ['open', 'approved', 'declined', 'canceled'] as const
export type ClaimState = (typeof claimStates)[number]

const claimTransitions: Transitions<ClaimState> = {
  open: ['approved', 'declined', 'canceled'],
  approved: [],
  declined: [],
  canceled: [],
}
export const moveClaim = transition(claimTransitions)

/** What a customer gets without sending anything back. */
export const claimResolutions = ['refund', 'store_credit', 'replacement'] as const
export type ClaimResolution = (typeof claimResolutions)[number]

/** Something was wrong with what arrived, or it never did. */
export interface Claim {
  merchant_id: MerchantId
  id: Id<'claim'>
  order_id: OrderId
  status: ClaimState
  type: ClaimType
  lines: readonly { line_id: OrderLineId; quantity: number }[]
  description: string
  photos: readonly Photo[]
  /** As decided; null before. */
  resolution: ClaimResolution | null
  refund_id: Id<'refund'> | null
  /** Of a replacement: the order's new lines. */
  line_ids: readonly OrderLineId[]
  decline_reason: string | null
  version: number
  created_at: Instant
  updated_at: Instant
}

/** Units of an order line that a claim speaks for: nobody can return or claim them again. */
export const unitsClaimed = ({ status, lines }: Claim, line_id: OrderLineId): number =>
  status === 'declined' || status === 'canceled'
    ? 0
    : lines
        .filter((line) => line.line_id === line_id)
        .reduce((all, { quantity }) => all + quantity, 0)

/** The line that was paid for: itself, unless it replaces another, which it then stands for. */
export function paidLine(claims: readonly Claim[], line_id: OrderLineId): OrderLineId {
  for (const { line_ids, lines } of claims) {
    const replaced = lines[line_ids.indexOf(line_id)]
    if (replaced) return paidLine(claims, replaced.line_id)
  }
  return line_id
}

export const paidRows = <Row extends { line_id: string }>(
  claims: readonly Claim[],
  rows: readonly Row[],
): Row[] => rows.map((row) => ({ ...row, line_id: paidLine(claims, row.line_id as OrderLineId) }))
