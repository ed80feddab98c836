import {
  type Aggregate,
  type At,
  type Change,
  type EventDraft,
  replaceById,
} from '../orders/aggregate'
import type { HoldReason } from '../orders/order'
import type { RefundOrder } from '../refunds/split-tenders'
import { addDays, endOfLocalDay, localDay } from '../shared/local-day'
import { err, ok, type Result } from '../shared/result'
import { type AddedLine, addLines, type PinnedUnits } from './added-lines'
import { returnEvent } from './events'
import type { ReturnRejection } from './rejection'
import { moveReturn, type ParcelLabel, type Return, type ReturnParcel } from './return'
import { bonusOf, settle } from './settle'

export type ReturnChange = Change & { ret: Return }

/** What an approval needs from outside the order. */
export interface ApprovalContext {
  time_zone: string
  refund_order: RefundOrder
  /** What is known of an SKU that is given in exchange. */
  catalog: ReadonlyMap<
    string,
    Pick<AddedLine, 'title' | 'components' | 'returnable' | 'final_sale'>
  >
  /** The label of a parcel, from a carrier that needs to ask nobody; else null, to be bought. */
  label: (ret: Return, parcel: ReturnParcel, index: number) => ParcelLabel | null
}

export function findReturn(
  { returns }: Pick<Aggregate, 'returns'>,
  return_id: string,
): Result<Return, ReturnRejection> {
  const found = returns.find(({ id }) => id === return_id)
  return found ? ok(found) : err({ code: 'unknown_return', return_id })
}

/** The return in another state, its version one up. */
export const reviseReturn = (ret: Return, changes: Partial<Return>, { now }: At): Return => ({
  ...ret,
  ...changes,
  version: ret.version + 1,
  updated_at: now,
})

/** The change with the return in it: the one place where it is put back into its order. */
export function withReturn(
  change: Change,
  ret: Return,
  events: readonly EventDraft[],
): ReturnChange {
  const { aggregate } = change
  const known = aggregate.returns.some(({ id }) => id === ret.id)
  const returns = known ? replaceById(aggregate.returns, ret) : [...aggregate.returns, ret]
  return {
    ...change,
    aggregate: { ...aggregate, returns },
    events: [...change.events, ...events],
    ret,
  }
}

/**
 * Lets a return be sent in: labels, the deadline of its arrival, the new items of an exchange, and
 * the money at once where the policy says so or nothing has to come back.
 */
export function approve(
  aggregate: Aggregate,
  ret: Return,
  context: ApprovalContext,
  units: PinnedUnits,
  at: At,
): Result<ReturnChange, ReturnRejection> {
  const moved = moveReturn(ret.status, 'approved')
  if (!moved.ok) return moved
  const { policy, quote } = ret
  const due = addDays(localDay(at.now, context.time_zone), policy.arrival_days)
  const approved = reviseReturn(
    ret,
    {
      status: 'approved',
      parcels: ret.parcels.map((parcel, index) => {
        return { ...parcel, label: parcel.label ?? context.label(ret, parcel, index) }
      }),
      expires_at: quote.keep_items ? null : endOfLocalDay(due, context.time_zone),
    },
    at,
  )
  const exchanged = exchange(aggregate, approved, context, units, at)
  if (!exchanged.ok) return exchanged
  const { change, ret: with_new } = exchanged.value
  if (!quote.keep_items && policy.refund_trigger !== 'on_request') {
    return ok(withReturn(change, with_new, [returnEvent('return.approved', with_new)]))
  }
  if (ret.exchange && !quote.keep_items) {
    return ok(withReturn(change, with_new, [returnEvent('return.approved', with_new)]))
  }
  const { refund_order } = context
  const terms = { basis: 'authorized', refund_order } as const
  const settled = settle(change.aggregate, with_new, terms, at)
  if (!settled.ok) return settled
  const events = [...change.events, ...settled.value.change.events]
  const paid = { ...settled.value.change, events }
  const told = returnEvent('return.approved', settled.value.ret)
  if (!quote.keep_items) return ok(withReturn(paid, settled.value.ret, [told]))
  const kept = settled.value.ret
  const done: Return = { ...kept, status: 'completed', bonus_due: bonusOf(kept) }
  return ok(withReturn(paid, done, [told, returnEvent('return.completed', done)]))
}

/** The new items: promised now, sent now or when the old ones are in. */
function exchange(
  aggregate: Aggregate,
  ret: Return,
  { catalog }: ApprovalContext,
  units: PinnedUnits,
  at: At,
): Result<{ change: Change; ret: Return }, ReturnRejection> {
  const nothing = { change: { aggregate, events: [], tasks: [] }, ret }
  if (!ret.exchange) return ok(nothing)
  const added: AddedLine[] = []
  for (const line of ret.exchange.lines) {
    const known = catalog.get(line.sku)
    if (!known) return err({ code: 'unknown_sku', sku: line.sku })
    added.push({ ...line, ...known })
  }
  const waits = ret.policy.exchange.ship === 'on_receipt' && !ret.quote.keep_items
  const holds: HoldReason[] = waits ? ['awaiting_return_items'] : []
  const addition = { holds, details: { return_id: ret.id } }
  const { aggregate: changed, line_ids } = addLines(aggregate, added, units, addition, at)
  return ok({
    change: { aggregate: changed, events: [], tasks: [] },
    ret: {
      ...ret,
      exchange: { ...ret.exchange, line_ids, credit_standing: ret.exchange.credit },
    },
  })
}
