import { err, ok } from '../shared/result'
import {
  type Account,
  type Balances,
  type Bucket,
  type HeldAccount,
  type Movement,
  onHand,
  post,
} from './accounts'
import type { Decision } from './hold'
import {
  type AdjustedLevel,
  type AdjustRefusal,
  type AdjustResult,
  balancesAt,
  type Records,
  type Stock,
  unchanged,
} from './stock'

export type Adjustment = { location_id: string; bucket: Bucket } & (
  | { delta: number }
  | { set: number; expected: number | null }
)

/** Corrections of one SKU, all or none of them. */
export interface Adjust {
  type: 'adjust'
  adjustment_id: string
  reason: string
  reference?: string
  adjustments: readonly Adjustment[]
}

/** Which accounts a bucket gains from and loses to. */
export const exchange: Record<Bucket, { account: HeldAccount; from: Account; to: Account }> = {
  on_hand: { account: 'available', from: 'supplier', to: 'shrinkage' },
  damaged: { account: 'damaged', from: 'available', to: 'available' },
  quality_control: { account: 'quality_control', from: 'available', to: 'available' },
  safety_stock: { account: 'safety_stock', from: 'available', to: 'available' },
  incoming: { account: 'incoming', from: 'supplier', to: 'supplier' },
}

export const bucketQuantity = (balances: Balances, bucket: Bucket): number =>
  bucket === 'on_hand' ? onHand(balances) : balances[bucket]

/**
 * Facts win: a count may leave fewer units than are promised, and `available` goes below zero.
 * What cannot be is a negative count, or more damaged units than there are.
 */
export function decideAdjust(
  stock: Stock,
  records: Records,
  { adjustment_id, reason, reference, adjustments }: Adjust,
): Decision<readonly AdjustedLevel[], AdjustRefusal> {
  const done = records.adjustment(adjustment_id)
  if (done) return { result: done, changes: unchanged }
  const { result, movements } = correct(stock, adjustments, {
    operation: 'adjust',
    subject_id: adjustment_id,
    reason,
    ...(reference !== undefined && { reference }),
  })
  return {
    result,
    changes: { ...unchanged, movements, adjustments: [{ id: adjustment_id, result }] },
  }
}

function correct(
  stock: Stock,
  adjustments: readonly Adjustment[],
  about: Pick<Movement, 'operation' | 'subject_id' | 'reason' | 'reference'>,
): { result: AdjustResult; movements: readonly Movement[] } {
  const after = new Map<string, Balances>()
  const movements: Movement[] = []
  for (const adjustment of adjustments) {
    const { location_id, bucket } = adjustment
    const balances = after.get(location_id) ?? balancesAt(stock, location_id)
    const current = bucketQuantity(balances, bucket)
    if ('set' in adjustment && adjustment.expected !== null && adjustment.expected !== current) {
      return refused({ code: 'stale_quantity', location_id, bucket, current })
    }
    const delta = 'set' in adjustment ? adjustment.set - current : adjustment.delta
    if (delta === 0) {
      after.set(location_id, balances)
      continue
    }
    const { account, from, to } = exchange[bucket]
    const movement: Movement = {
      ...about,
      location_id,
      from_account: delta > 0 ? from : account,
      to_account: delta > 0 ? account : to,
      quantity: Math.abs(delta),
    }
    const next = post(balances, movement)
    if (!possible(next)) return refused({ code: 'negative_quantity', location_id, bucket, current })
    after.set(location_id, next)
    movements.push(movement)
  }
  const levels = [...after].map(([location_id, balances]) => ({ location_id, balances }))
  return { result: ok(levels), movements }
}

const refused = (error: AdjustRefusal) => ({ result: err(error), movements: [] })

/** Whether a shelf can look like this: counts are whole, and spoiled units are among those there. */
export const possible = (balances: Balances) =>
  onHand(balances) >= 0 &&
  balances.damaged >= 0 &&
  balances.quality_control >= 0 &&
  balances.safety_stock >= 0 &&
  balances.incoming >= 0 &&
  balances.damaged + balances.quality_control <= onHand(balances) &&
  [onHand(balances), ...Object.values(balances)].every(Number.isSafeInteger)
