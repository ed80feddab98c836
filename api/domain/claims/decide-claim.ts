import { type Aggregate, type At, type Change, replaceById } from '../orders/aggregate'
import type { OrderLine } from '../orders/order'
import { refundOrder } from '../refunds/refund-order'
import type { RefundOrder } from '../refunds/split-tenders'
import { type AddedLine, addLines, type PinnedUnits } from '../returns/added-lines'
import { claimEvent } from '../returns/events'
import { lineFacts } from '../returns/facts'
import type { FrozenPolicy } from '../returns/policy'
import type { ReturnRejection } from '../returns/rejection'
import type { OrderLineId } from '../shared/ids'
import { addDays, endOfLocalDay, localDay } from '../shared/local-day'
import { err, ok, type Result } from '../shared/result'
import type { Instant } from '../shared/time'
import { unitsByLine } from '../shared/units-by-line'
import { type Claim, type ClaimResolution, type ClaimType, moveClaim, paidRows } from './claim'

export type ClaimChange = Change & { claim: Claim }
type Decided = Result<ClaimChange, ReturnRejection>

export interface ClaimWish {
  type: ClaimType
  lines: readonly { line_id: string; quantity: number }[]
  description: string
}

export function findClaim({ claims }: Aggregate, claim_id: string): Result<Claim, ReturnRejection> {
  const found = claims.find(({ id }) => id === claim_id)
  return found ? ok(found) : err({ code: 'unknown_claim', claim_id })
}

/** Until when something may be said about a line: from its last delivery; null: none yet. */
function claimDeadline(
  shipped: readonly { delivered_at: Instant | null }[],
  days: number,
  time_zone: string,
): Instant | null {
  const arrivals = shipped.map(({ delivered_at }) => delivered_at)
  if (arrivals.length === 0 || arrivals.includes(null)) return null
  const last = Math.max(...arrivals.map(Number))
  return endOfLocalDay(addDays(localDay(last, time_zone), days), time_zone)
}

/**
 * A customer says that something is wrong with units that left. Final sales can be claimed, too;
 * units that are in a return or another claim cannot.
 */
export function openClaim(
  aggregate: Aggregate,
  wish: ClaimWish,
  { frozen, time_zone }: { frozen: FrozenPolicy; time_zone: string },
  at: At,
): Decided {
  const facts = new Map(lineFacts(aggregate).map((each) => [each.line_id as string, each]))
  const short: { line_id: string; claimable: number }[] = []
  for (const [line_id, wanted] of unitsByLine(wish.lines)) {
    const known = facts.get(line_id)
    if (!known) return err({ code: 'unknown_line', line_id })
    const deadline = claimDeadline(known.shipped, frozen.policy.claim_days, time_zone)
    if (deadline !== null && at.now > deadline)
      return err({ code: 'claim_window_closed', deadline })
    const sent = known.shipped.reduce((all, { quantity }) => all + quantity, 0)
    const claimable = Math.max(0, sent - known.taken)
    if (wanted > claimable) short.push({ line_id, claimable })
  }
  if (short.length > 0) return err({ code: 'not_claimable', lines: short })
  const { merchant_id, id: order_id } = aggregate.order
  const claim: Claim = {
    ...{ merchant_id, id: at.newId('claim'), order_id, status: 'open', type: wish.type },
    lines: wish.lines.map(({ line_id, quantity }) => ({
      line_id: line_id as OrderLineId,
      quantity,
    })),
    ...{ description: wish.description, photos: [], resolution: null, refund_id: null },
    ...{ line_ids: [], decline_reason: null },
    ...{ version: 1, created_at: at.now, updated_at: at.now },
  }
  return ok(withClaim({ aggregate, events: [], tasks: [] }, claim, 'claim.opened'))
}

export const reviseClaim = (claim: Claim, changes: Partial<Claim>, { now }: At): Claim => ({
  ...claim,
  ...changes,
  version: claim.version + 1,
  updated_at: now,
})

export function withClaim(
  change: Change,
  claim: Claim,
  event: Parameters<typeof claimEvent>[0],
): ClaimChange {
  const { aggregate } = change
  const known = aggregate.claims.some(({ id }) => id === claim.id)
  const claims = known ? replaceById(aggregate.claims, claim) : [...aggregate.claims, claim]
  const events = [...change.events, claimEvent(event, claim)]
  return { ...change, aggregate: { ...aggregate, claims }, events, claim }
}

/** What is known now of the SKUs that are replaced. */
type Catalog = ReadonlyMap<
  string,
  Pick<AddedLine, 'title' | 'components' | 'returnable' | 'final_sale'>
>

/** New units for the ones that were wrong, for nothing; what is sold no more cannot be replaced. */
const replacementsOf = (claim: Claim, lines: readonly OrderLine[], catalog: Catalog): AddedLine[] =>
  claim.lines.flatMap(({ line_id, quantity }) => {
    const line = lines.find(({ id }) => id === line_id)
    const known = line && catalog.get(line.sku)
    if (!line || !known) return []
    const { sku, title, returnable, final_sale } = line
    const { components } = known
    return [{ sku, title, quantity, unit_price: 0, tax: 0, components, returnable, final_sale }]
  })

export interface ClaimContext {
  refund_order: RefundOrder
  units: PinnedUnits
  catalog: Catalog
}

const missing = ({ lines }: Aggregate, claim: Claim, catalog: Catalog) =>
  lines.find(
    ({ id, sku }) => claim.lines.some(({ line_id }) => line_id === id) && !catalog.has(sku),
  )?.sku ?? ''

/** Replaces or refunds without anything coming back. */
export function approveClaim(
  aggregate: Aggregate,
  claim: Claim,
  resolution: ClaimResolution,
  { refund_order, units, catalog }: ClaimContext,
  at: At,
): Decided {
  const moved = moveClaim(claim.status, 'approved')
  if (!moved.ok) return moved
  if (resolution === 'replacement') {
    const added = replacementsOf(claim, aggregate.lines, catalog)
    if (added.length < claim.lines.length)
      return err({ code: 'unknown_sku', sku: missing(aggregate, claim, catalog) })
    const addition = { holds: [], details: { claim_id: claim.id } }
    const { aggregate: changed, line_ids } = addLines(aggregate, added, units, addition, at)
    const approved = reviseClaim(claim, { status: 'approved', resolution, line_ids }, at)
    const change = { aggregate: changed, events: [], tasks: [] }
    return ok(withClaim(change, approved, 'claim.approved'))
  }
  const wish = {
    ...{
      lines: paidRows(aggregate.claims, claim.lines),
      shipping: 0,
      amount: 0,
      reason: `claim: ${claim.type}`,
      restock: [],
    },
    destination: resolution === 'store_credit' ? 'store_credit' : 'original',
  } as const
  const refunded = refundOrder(aggregate, wish, refund_order, at)
  if (!refunded.ok) return refunded
  const refund_id = refunded.value.refund.id
  const approved = reviseClaim(claim, { status: 'approved', resolution, refund_id }, at)
  return ok(withClaim(refunded.value, approved, 'claim.approved'))
}

export function closeClaim(
  aggregate: Aggregate,
  claim: Claim,
  status: 'declined' | 'canceled',
  decline_reason: string | null,
  at: At,
): Decided {
  const moved = moveClaim(claim.status, status)
  if (!moved.ok) return moved
  const closed = reviseClaim(claim, { status, decline_reason }, at)
  return ok(withClaim({ aggregate, events: [], tasks: [] }, closed, `claim.${status}`))
}
