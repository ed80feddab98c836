import {
  type Aggregate,
  type At,
  type Change,
  replaceById,
  reviseFulfillment,
} from '../orders/aggregate'
import { unitsWanted } from '../orders/derive'
import type { OrderRejection } from '../orders/rejection'
import { removeUnits } from '../orders/remove-units'
import { giveBack } from '../payments/give-back'
import type { RefundOrder } from '../refunds/split-tenders'
import { err, ok, type Result } from '../shared/result'
import { type ReturnChange, reviseReturn, withReturn } from './approve-return'
import { returnEvent } from './events'
import type { ReturnRejection } from './rejection'
import { moveReturn, type Return, type ReturnParcel } from './return'
import { bonusOf, creditOf, settle } from './settle'

type Decided = Result<ReturnChange, ReturnRejection>

export function decline(aggregate: Aggregate, ret: Return, reason: string, at: At): Decided {
  const moved = moveReturn(ret.status, 'declined')
  if (!moved.ok) return moved
  const declined = reviseReturn(ret, { status: 'declined', decline_reason: reason }, at)
  const told = returnEvent('return.declined', declined)
  return ok(withReturn({ aggregate, events: [], tasks: [] }, declined, [told]))
}

/**
 * Given up before anything arrived; what was reserved in exchange goes back to the shelf, and what
 * was paid for it to the customer.
 */
export function cancel(
  aggregate: Aggregate,
  ret: Return,
  refund_order: RefundOrder,
  at: At,
): Decided {
  const moved = moveReturn(ret.status, 'canceled')
  if (!moved.ok) return moved
  const paid = ret.lines.some(({ settled }) => settled.quantity > 0)
  const taken_back = takeBackExchange(aggregate, ret, at)
  // The money is with the customer, or a new item on its way: the goods have to come.
  if (paid || !taken_back.ok) {
    return err({
      code: 'illegal_transition',
      from: ret.status,
      to: 'canceled',
      allowed: ['received'],
    })
  }
  const { change, ret: freed } = taken_back.value
  const canceled = reviseReturn(freed, { status: 'canceled', expires_at: null }, at)
  const ended = withReturn(change, canceled, [returnEvent('return.canceled', canceled)])
  return withMoneyBack(aggregate, ended, refund_order, at)
}

/** The customer or a carrier says it is on its way; whose number is the parcel’s, if one is named. */
export function markInTransit(
  aggregate: Aggregate,
  ret: Return,
  { parcel_id, tracking }: { parcel_id: string | null; tracking: ReturnParcel['tracking'] },
  refund_order: RefundOrder,
  at: At,
): Decided {
  const moved =
    ret.status === 'in_transit' ? ok('in_transit' as const) : moveReturn(ret.status, 'in_transit')
  if (!moved.ok) return moved
  if (parcel_id !== null && !ret.parcels.some(({ id }) => id === parcel_id)) {
    return err({ code: 'unknown_parcel', parcel_id })
  }
  const parcels = ret.parcels.map((parcel): ReturnParcel => {
    if (parcel.status !== 'pending' || (parcel_id !== null && parcel.id !== parcel_id))
      return parcel
    return { ...parcel, status: 'in_transit', tracking }
  })
  const sent = reviseReturn(ret, { status: 'in_transit', parcels }, at)
  const unchanged = { aggregate, events: [], tasks: [] }
  if (ret.policy.refund_trigger !== 'on_carrier_scan' || ret.exchange) {
    return ok(withReturn(unchanged, sent, [returnEvent('return.in_transit', sent)]))
  }
  const settled = settle(aggregate, sent, { basis: 'authorized', refund_order }, at)
  if (!settled.ok) return settled
  const told = returnEvent('return.in_transit', settled.value.ret)
  return ok(withReturn(settled.value.change, settled.value.ret, [told]))
}

/** Pays for what has arrived and was not paid yet, and closes the return: nothing more is expected. */
export function complete(
  aggregate: Aggregate,
  ret: Return,
  refund_order: RefundOrder,
  at: At,
): Decided {
  const moved = moveReturn(ret.status, 'completed')
  if (!moved.ok) return moved
  if (ret.status === 'approved') {
    return err({
      code: 'illegal_transition',
      from: ret.status,
      to: 'completed',
      allowed: ['received'],
    })
  }
  const settled = settle(aggregate, ret, { basis: 'arrived', refund_order }, at)
  if (!settled.ok) return settled
  const { change, ret: paid } = settled.value
  const exchange = paid.exchange && { ...paid.exchange, credit_standing: creditOf(paid) }
  const closed = {
    status: 'completed',
    expires_at: null,
    bonus_due: bonusOf(paid),
    exchange,
  } as const
  const done = reviseReturn(paid, closed, at)
  return ok(withReturn(change, done, [returnEvent('return.completed', done)]))
}

/**
 * It did not arrive in time. What was promised in exchange is taken back while it has not left, if
 * the policy says so; else it is to be paid for, since the credit it counted on has lapsed.
 */
export function expire(
  aggregate: Aggregate,
  ret: Return,
  refund_order: RefundOrder,
  at: At,
): Decided {
  const moved = moveReturn(ret.status, 'expired')
  if (!moved.ok) return moved
  const cancels = ret.policy.exchange.never_arrives === 'cancel'
  const taken_back = cancels ? takeBackExchange(aggregate, ret, at) : undefined
  const { change, ret: after } = taken_back?.ok
    ? taken_back.value
    : { change: chargeInstead(aggregate, ret, at), ret: withoutCredit(ret) }
  const expired = reviseReturn(after, { status: 'expired', expires_at: null }, at)
  const exchange_taken_back = ret.exchange !== null && taken_back?.ok === true
  const told = returnEvent('return.expired', expired, { exchange_taken_back })
  return withMoneyBack(aggregate, withReturn(change, expired, [told]), refund_order, at)
}

/** What was paid for the new items of an exchange that does not come about. */
function withMoneyBack(
  before: Aggregate,
  ended: ReturnChange,
  refund_order: RefundOrder,
  at: At,
): Decided {
  if (!ended.ret.exchange) return ok(ended)
  const given = giveBack(before, ended, `return ${ended.ret.number}`, refund_order, at)
  return given.ok ? ok({ ...ended, ...given.value }) : given
}

const withoutCredit = (ret: Return): Return => ({
  ...ret,
  exchange: ret.exchange && { ...ret.exchange, credit_standing: 0 },
})

const workOf = ({ fulfillments }: Aggregate, { id }: Return) =>
  fulfillments.filter(({ details }) => details.return_id === id)

/** Nobody has to wait for the old items any more: the gate of the unpaid order is what is left. */
const chargeInstead = (aggregate: Aggregate, ret: Return, { now }: At) => ({
  aggregate: {
    ...aggregate,
    fulfillments: replaceById(
      aggregate.fulfillments,
      ...workOf(aggregate, ret)
        .filter(({ holds }) => holds.includes('awaiting_return_items'))
        .map((each) => reviseFulfillment(each, now, { holds: withoutWaiting(each.holds) })),
    ),
  },
  events: [],
  tasks: [],
})

const withoutWaiting = <Reason extends string>(holds: readonly Reason[]) =>
  holds.filter((hold) => hold !== 'awaiting_return_items')

/** Units back to the shelf, lines canceled: the exchange is as if it had not been approved. */
function takeBackExchange(
  aggregate: Aggregate,
  ret: Return,
  at: At,
): Result<{ change: Change; ret: Return }, OrderRejection> {
  const line_ids = ret.exchange?.line_ids ?? []
  const units = aggregate.lines
    .filter((line) => line_ids.includes(line.id) && unitsWanted(line) > 0)
    .map((line) => ({ line_id: line.id, quantity: unitsWanted(line) }))
  const removed = removeUnits(aggregate, units, at.now)
  if (!removed.ok) return removed
  const exchange = ret.exchange && { ...ret.exchange, line_ids: [], credit_standing: 0 }
  return ok({ change: { ...removed.value, events: [] }, ret: { ...ret, exchange } })
}

/** The old items are in: whatever waited for them alone may go. */
export const releaseExchange = chargeInstead
