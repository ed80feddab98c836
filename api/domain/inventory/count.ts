/**
 * What another system says is at a location. It counted at `as_of`, and does not know what happened
 * since: units that were dispatched after that are not there any more, units that came back are.
 * So the count is moved on by the object's own ledger before it becomes `on_hand`.
 */
import { err, ok, type Result } from '../shared/result'
import type { Instant } from '../shared/time'
import { isOnShelf, type Movement, onHand, post } from './accounts'
import { exchange, possible } from './adjust'
import type { Decision } from './hold'
import { type AppliedCount, balancesAt, type Records, type Stock, unchanged } from './stock'

/** An absolute count of one SKU at one location. */
export interface Count {
  type: 'count'
  snapshot_id: string
  /** Who counts: versions and instants of different sources are not compared. */
  source: string
  /** Grows with every snapshot of the source for the location. */
  source_version: number
  as_of: Instant
  location_id: string
  /** Units that were physically there at `as_of`. */
  on_hand: number
}

export type CountRefusal =
  /** A newer count of the source stands; this one changes nothing. */
  | { code: 'snapshot_stale'; source_version: number; as_of: Instant }
  /** The object has let go of entries that are younger than `as_of`. */
  | { code: 'snapshot_too_old' }
  /** More units left since than were counted, or more are damaged than would be there. */
  | { code: 'negative_quantity'; current: number }

export type CountResult = Result<AppliedCount, CountRefusal>

/** The reason of the entries a count makes. */
const REASON = 'snapshot'
const idPrefix = 'snp_'

/**
 * on_hand = count + what moved on or off the shelf after `as_of`, but for the corrections of earlier
 * counts of the same source. Promises stay: a count that leaves too few units is a shortage.
 */
export function decideCount(
  stock: Stock,
  records: Records,
  count: Count,
): Decision<AppliedCount, CountRefusal> {
  const { source, source_version, as_of, location_id, snapshot_id } = count
  const last = records.count(source, location_id)
  if (last?.snapshot_id === snapshot_id) return { result: ok(last), changes: unchanged }
  if (last && (source_version <= last.source_version || as_of < last.as_of)) {
    const { source_version, as_of } = last
    return refused({ code: 'snapshot_stale', source_version, as_of })
  }
  const entries = records.entriesSince(location_id, as_of)
  if (!entries) return refused({ code: 'snapshot_too_old' })
  const moved_since = entries
    .filter((entry) => !isCountOf(entry, source))
    .reduce((sum, entry) => sum + unitsOnShelf(entry), 0)

  const before = balancesAt(stock, location_id)
  const current = onHand(before)
  const movement = correction(count, count.on_hand + moved_since - current)
  const balances = movement ? post(before, movement) : before
  if (!possible(balances)) return refused({ code: 'negative_quantity', current })
  const applied = {
    ...{ source, location_id, source_version, as_of, snapshot_id },
    ...{ moved_since, balances },
  }
  const movements = movement ? [movement] : []
  return { result: ok(applied), changes: { ...unchanged, movements, counts: [applied] } }
}

const refused = (error: CountRefusal): Decision<AppliedCount, CountRefusal> => ({
  result: err(error),
  changes: unchanged,
})

const isCountOf = ({ subject_id, reference }: Movement, source: string) =>
  subject_id.startsWith(idPrefix) && reference === source

/** By how much an entry changed what is physically there. */
const unitsOnShelf = ({ from_account, to_account, quantity }: Movement) =>
  quantity * (Number(isOnShelf(to_account)) - Number(isOnShelf(from_account)))

function correction(
  { location_id, snapshot_id, source }: Count,
  delta: number,
): Movement | undefined {
  if (delta === 0) return undefined
  const { account, from, to } = exchange.on_hand
  return {
    operation: 'adjust',
    location_id,
    from_account: delta > 0 ? from : account,
    to_account: delta > 0 ? account : to,
    quantity: Math.abs(delta),
    subject_id: snapshot_id,
    reason: REASON,
    reference: source,
  }
}
