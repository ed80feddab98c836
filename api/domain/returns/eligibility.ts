import type { OrderLineId } from '../shared/ids'
import { err, ok, type Result } from '../shared/result'
import type { Instant } from '../shared/time'
import { unitsByLine } from '../shared/units-by-line'
import type { ReturnPolicy } from './policy'
import { returnDeadline, type ShippedUnits } from './window'

export const ineligibleReasons = [
  'not_fulfilled',
  'final_sale',
  'non_returnable',
  'already_returned',
  'window_closed',
] as const
export type IneligibleReason = (typeof ineligibleReasons)[number]

/** An order line as the returns desk sees it. */
export interface LineFacts {
  line_id: OrderLineId
  sku: string
  /** As the SKU was marked when the order was placed. */
  returnable: boolean
  final_sale: boolean
  shipped: readonly ShippedUnits[]
  /** Units in returns and claims that are open or were honored. */
  taken: number
}

export interface Eligibility {
  line_id: OrderLineId
  sku: string
  /** Units that may be returned now. */
  returnable: number
  /** Why no more than that; null when nothing stands in the way of what was shipped. */
  reason: IneligibleReason | null
  /** Of the units that may be returned, the first to close; null: never, or none are left. */
  deadline: Instant | null
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0)

/** What may be returned of one line. Units that were taken count as the ones that close first. */
export function eligibilityOf(
  facts: LineFacts,
  policy: ReturnPolicy,
  time_zone: string,
  now: Instant,
): Eligibility {
  const { line_id, sku, shipped, taken } = facts
  const parcels = shipped.map((units) => ({
    quantity: units.quantity,
    deadline: returnDeadline(policy, units, time_zone),
  }))
  const all = sum(parcels.map(({ quantity }) => quantity))
  const open = parcels.filter(({ deadline }) => deadline === null || deadline >= now)
  const in_time = sum(open.map(({ quantity }) => quantity))
  const free = all - taken
  const refused = (reason: IneligibleReason): Eligibility => {
    return { line_id, sku, returnable: 0, reason, deadline: null }
  }
  if (all === 0) return refused('not_fulfilled')
  if (facts.final_sale) return refused('final_sale')
  if (!facts.returnable) return refused('non_returnable')
  if (free <= 0) return refused('already_returned')
  if (in_time === 0) return refused('window_closed')
  const deadlines = open.flatMap(({ deadline }) => deadline ?? [])
  return {
    line_id,
    sku,
    returnable: Math.min(in_time, free),
    reason: in_time < free ? 'window_closed' : taken > 0 ? 'already_returned' : null,
    deadline: deadlines.length > 0 ? Math.min(...deadlines) : null,
  }
}

/** Units somebody wants to send back. */
export interface WantedUnits {
  line_id: OrderLineId
  quantity: number
}

export type NotReturnable = {
  code: 'not_returnable'
  lines: { line_id: string; reason: IneligibleReason; returnable: number; requested: number }[]
}
export type EligibilityRejection = NotReturnable | { code: 'unknown_line'; line_id: string }

/**
 * Whether all that is wanted may come back. A line named twice counts as a whole.
 *
 * @returns the earliest deadline among the lines, or every line that is refused with its reason
 */
export function checkReturnable(
  eligibility: readonly Eligibility[],
  wanted: readonly WantedUnits[],
): Result<{ deadline: Instant | null }, EligibilityRejection> {
  const by_line = new Map(eligibility.map((each) => [each.line_id, each]))
  const lines: NotReturnable['lines'] = []
  const deadlines: Instant[] = []
  for (const [line_id, requested] of unitsByLine(wanted)) {
    const found = by_line.get(line_id)
    if (!found) return err({ code: 'unknown_line', line_id })
    if (requested > found.returnable) {
      const reason = found.reason ?? 'not_fulfilled'
      lines.push({ line_id, reason, returnable: found.returnable, requested })
    }
    if (found.deadline !== null) deadlines.push(found.deadline)
  }
  if (lines.length > 0) return err({ code: 'not_returnable', lines })
  return ok({ deadline: deadlines.length > 0 ? Math.min(...deadlines) : null })
}
