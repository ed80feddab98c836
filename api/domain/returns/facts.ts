import { unitsClaimed } from '../claims/claim'
import type { Fulfillment } from '../fulfillments/fulfillment'
import type { Aggregate } from '../orders/aggregate'
import type { OrderLine } from '../orders/order'
import { err, ok, type Result } from '../shared/result'
import type { Instant } from '../shared/time'
import type { LineFacts, NotReturnable } from './eligibility'
import { type Return, unitsArrived, unitsTaken, unitsUnsettled } from './return'
import type { ShippedUnits } from './window'

const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0)

/** When a fulfillment left, and when it arrived; undefined while it is there. */
export function travelOf({ milestones, tracking, status }: Fulfillment) {
  const handed_over = milestones.picked_up
  if (status === 'picked_up' && handed_over !== undefined) {
    return { shipped_at: handed_over, delivered_at: handed_over }
  }
  if (status !== 'shipped' && status !== 'delivered') return undefined
  const scan = tracking?.events.find((event) => event.status === 'delivered')?.occurred_at
  const delivered_at = scan ?? milestones.delivered ?? null
  const shipped_at = milestones.shipped ?? delivered_at
  return shipped_at === null ? undefined : { shipped_at, delivered_at }
}

interface Travel {
  shipped_at: Instant
  delivered_at: Instant | null
}

const lastOf = (travels: readonly Travel[]): Travel => {
  const arrivals = travels.map(({ delivered_at }) => delivered_at)
  return {
    shipped_at: Math.max(...travels.map(({ shipped_at }) => shipped_at)),
    delivered_at: arrivals.includes(null) ? null : Math.max(...arrivals.map(Number)),
  }
}

/** Parcel by parcel; a kit is there when the last of its parts is. */
export function shippedUnits(
  line: OrderLine,
  fulfillments: readonly Fulfillment[],
): ShippedUnits[] {
  const parcels = fulfillments.flatMap((each) => {
    const travel = travelOf(each)
    const own = each.lines.filter(({ line_id }) => line_id === line.id)
    const quantity = sum(own.map((row) => row.quantity))
    return travel && quantity > 0 ? [{ ...travel, quantity }] : []
  })
  if (line.components.length === 0 || parcels.length === 0) return parcels
  if (line.quantity_fulfilled === 0) return []
  return [{ ...lastOf(parcels), quantity: line.quantity_fulfilled }]
}

/** An order's lines as the returns desk sees them. */
export function lineFacts(aggregate: Aggregate): LineFacts[] {
  return aggregate.lines.map((line) => {
    const shipped = shippedUnits(line, aggregate.fulfillments)
    return {
      line_id: line.id,
      sku: line.sku,
      returnable: line.returnable,
      final_sale: line.final_sale,
      shipped,
      taken: takenUnits(aggregate, line, sum(shipped.map(({ quantity }) => quantity))),
    }
  })
}

/**
 * Spoken for by returns and claims, or refunded or put back by hand: no unit is given money for
 * twice, or comes back twice.
 */
function takenUnits({ returns, claims }: Aggregate, line: OrderLine, shipped: number): number {
  const unsettled = sum(returns.map((each) => unitsUnsettled(each, line.id)))
  const open_claims = claims.filter(({ status }) => status === 'open')
  const unresolved = sum(open_claims.map((each) => unitsClaimed(each, line.id)))
  const payable = line.quantity - line.quantity_refunded - unsettled - unresolved
  return Math.max(unitsSpokenFor({ returns, claims }, line), shipped - payable)
}

/** By returns and claims, or put back by hand. */
function unitsSpokenFor(
  { returns, claims }: Pick<Aggregate, 'returns' | 'claims'>,
  line: OrderLine,
) {
  const returned = sum(returns.map((each) => unitsTaken(each, line.id)))
  const claimed = sum(claims.map((each) => unitsClaimed(each, line.id)))
  const arrived = returns.flatMap(({ lines }) =>
    lines.filter(({ line_id }) => line_id === line.id).map(unitsArrived),
  )
  const put_back = line.quantity_returned - sum(arrived)
  return returned + Math.max(claimed, put_back)
}

/** Units of a return that expired and of whose lines others have been spoken for since. */
export function checkStillFree(
  { lines, fulfillments, returns, claims }: Aggregate,
  ret: Return,
): Result<void, NotReturnable> {
  const others = returns.filter(({ id }) => id !== ret.id)
  const refused = lines.flatMap((line) => {
    const own = ret.lines.filter(({ line_id }) => line_id === line.id)
    const requested = sum(own.map(({ quantity }) => quantity))
    const shipped = sum(shippedUnits(line, fulfillments).map(({ quantity }) => quantity))
    const free = shipped - unitsSpokenFor({ returns: others, claims }, line)
    const returnable = Math.max(0, free)
    if (requested <= returnable) return []
    return [{ line_id: line.id, reason: 'already_returned' as const, returnable, requested }]
  })
  return refused.length > 0 ? err({ code: 'not_returnable', lines: refused }) : ok(undefined)
}

/** Where units of a line were sent from; the first place when there were several. */
export const sentFrom = (
  { fulfillments }: Pick<Aggregate, 'fulfillments'>,
  line_id: string,
): string =>
  fulfillments.find((each) => travelOf(each) && each.lines.some((line) => line.line_id === line_id))
    ?.location_id ?? ''
