import { paidLine } from '../claims/claim'
import type { Aggregate } from '../orders/aggregate'
import { travelOf } from '../returns/facts'
import type { ReturnTerms } from '../returns/open-return'
import type { OrderLineId } from '../shared/ids'
import type { Instant } from '../shared/time'
import { checkWithdrawal, type WithdrawalRejection, withdrawalDeadline } from './right'

export interface WantedUnits {
  line_id: OrderLineId
  sku: string
  sent: number
  unsent: number
}

/** Whether the right is there, line by line: each by the parcels of the contract it came with. */
export function coveredByRight(
  aggregate: Aggregate,
  units: readonly WantedUnits[],
  { frozen, time_zone }: ReturnTerms,
  now: Instant,
) {
  const { order } = aggregate
  const terms = frozen.policy.withdrawal
  const country = order.placed_country ?? order.shipping_address?.country ?? null
  return units.map((unit) => {
    const contract = contractOf(aggregate, unit.line_id)
    const arrivals = arrivalsOf(aggregate, contract)
    const unsent = units.some(
      ({ line_id, unsent }) =>
        unsent > 0 &&
        !isReplacement(aggregate, line_id) &&
        contractOf(aggregate, line_id) === contract,
    )
    const parcels = {
      outstanding: arrivals.includes(null) || unsent,
      last_delivered_at: arrivals.length > 0 ? Math.max(...arrivals.map(Number)) : null,
    }
    const deadline = withdrawalDeadline(terms, parcels, time_zone)
    return {
      ...unit,
      deadline,
      checked: checkWithdrawal(terms, country, [unit.sku], deadline, now),
    }
  })
}

type Covered = ReturnType<typeof coveredByRight>

/** Why not all of it is covered: first what is true of all, then the items that are exempt. */
export function refusalOf(covered: Covered): WithdrawalRejection | undefined {
  const refused = covered.flatMap(({ checked }) => (checked.ok ? [] : [checked.error]))
  const exempt = refused.flatMap((each) => (each.code === 'withdrawal_exempt' ? each.skus : []))
  const other = refused.find(({ code }) => code !== 'withdrawal_exempt')
  return other ?? (exempt.length > 0 ? { code: 'withdrawal_exempt', skus: exempt } : undefined)
}

/** Null: the order as it was sold; else the return in exchange for which a line was agreed later. */
const contractOf = ({ returns }: Aggregate, line_id: OrderLineId): string | null =>
  returns.find(({ exchange }) => exchange?.line_ids.includes(line_id))?.id ?? null

const isReplacement = ({ claims }: Aggregate, line_id: OrderLineId): boolean =>
  paidLine(claims, line_id) !== line_id

/** When its parcels arrived. What replaces a broken thing begins no time anew. */
const arrivalsOf = ({ fulfillments }: Aggregate, contract: string | null): (Instant | null)[] =>
  fulfillments
    .filter(({ status }) => status !== 'canceled' && status !== 'rejected')
    .filter(
      ({ details }) =>
        (details.return_id ?? null) === contract && (details.claim_id ?? null) === null,
    )
    .map((each) => travelOf(each)?.delivered_at ?? null)
