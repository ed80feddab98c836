import type { Fulfillment, WaitingState } from '../fulfillments/fulfillment'
import { waitingStates } from '../fulfillments/fulfillment'
import type { Payment } from '../payments/payment'
import { creditedInExchange, owedForExchanges } from '../returns/exchange-due'
import type { Instant } from '../shared/time'
import { type Aggregate, reviseFulfillment } from './aggregate'
import type { HoldReason, OrderAllocation, OrderLine } from './order'
import type { FulfillmentStatus, OrderStatus, PaymentStatus } from './status'

/**
 * Everything about an order that follows from the rest: its three statuses, whole units fulfilled
 * per line, and which fulfillments wait behind the gate. Decisions change facts and never these.
 */
export function derive(aggregate: Aggregate, now: Instant): Aggregate {
  const lines = aggregate.lines.map((line) => withFulfilled(line, aggregate.allocations))
  const payment_status = paymentStatus(aggregate)
  const status = orderStatus(aggregate, payment_status, fulfillmentStatus(lines, aggregate))
  const fulfillments = aggregate.fulfillments.map((each) =>
    throughGate(each, gateHolds(aggregate, status, payment_status, each), now),
  )
  const { captured, refunded } = paidAmounts(aggregate.payments)
  const order = {
    ...aggregate.order,
    status,
    payment_status,
    fulfillment_status: fulfillmentStatus(lines, { ...aggregate, fulfillments }),
    amount_payable: payable({ ...aggregate, order: { ...aggregate.order, status }, lines }),
    amount_captured: captured,
    amount_refunded: refunded,
  }
  return { ...aggregate, order, lines, fulfillments }
}

/** Units of a line that are still wanted. */
export const unitsWanted = ({ quantity, quantity_canceled }: OrderLine) =>
  quantity - quantity_canceled

/** Of a kit, a unit is fulfilled when all its components are. */
function withFulfilled(line: OrderLine, allocations: readonly OrderAllocation[]): OrderLine {
  const dispatched = new Map<string, number>()
  for (const { position, sku, quantity_dispatched } of allocations) {
    if (position !== line.position) continue
    dispatched.set(sku, (dispatched.get(sku) ?? 0) + quantity_dispatched)
  }
  const parts = line.components.length > 0 ? line.components : [{ sku: line.sku, quantity: 1 }]
  const whole = parts.map(({ sku, quantity }) => Math.floor((dispatched.get(sku) ?? 0) / quantity))
  const quantity_fulfilled = Math.min(unitsWanted(line), ...whole)
  return quantity_fulfilled === line.quantity_fulfilled ? line : { ...line, quantity_fulfilled }
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0)

/** Money of an order, over all its payments. */
export function paidAmounts(payments: readonly Payment[]) {
  return {
    authorized: sum(payments.map(({ authorized, captured }) => Math.max(0, authorized - captured))),
    captured: sum(payments.map(({ captured }) => captured)),
    refunded: sum(payments.map(({ refunded }) => refunded)),
  }
}

const awaitsGateway = ({ status }: Payment) => status === 'pending' || status === 'requires_action'

/**
 * What the customer owes for the order as it is now, paid or not: what was canceled is not owed,
 * and returned goods stand for a part of what they were exchanged for. Minor units.
 */
export function payable({
  order,
  lines,
  returns,
}: Pick<Aggregate, 'order' | 'lines' | 'returns'>): number {
  if (order.status === 'canceled') return 0
  const canceled = sum(lines.map(({ amount_canceled }) => amount_canceled))
  return order.total - canceled - creditedInExchange(returns)
}

function paymentStatus({ order, lines, payments, returns }: Aggregate): PaymentStatus {
  const { authorized, captured, refunded } = paidAmounts(payments)
  const owed = payable({ order, lines, returns })
  if (refunded > 0 && refunded >= captured) return 'refunded'
  if (captured > 0 && captured < owed) return 'partially_paid'
  if (refunded > 0) return 'partially_refunded'
  if (captured > 0) return 'paid'
  if (order.status === 'canceled') return 'voided'
  if (owed === 0) return 'paid'
  return authorized >= owed ? 'authorized' : 'pending'
}

function fulfillmentStatus(
  lines: readonly OrderLine[],
  { fulfillments }: Pick<Aggregate, 'fulfillments'>,
): FulfillmentStatus {
  const wanted = sum(lines.map(unitsWanted))
  const fulfilled = sum(lines.map(({ quantity_fulfilled }) => quantity_fulfilled))
  const returned = sum(lines.map(({ quantity_returned }) => quantity_returned))
  if (returned > 0) return returned >= wanted ? 'returned' : 'partially_returned'
  if (fulfilled === 0) {
    const sent = fulfillments.some(({ status }) => status === 'shipped' || status === 'delivered')
    return sent ? 'partially_fulfilled' : 'unfulfilled'
  }
  if (fulfilled < wanted) return 'partially_fulfilled'
  return fulfillments.some(({ status }) => status === 'shipped') ? 'fulfilled' : 'delivered'
}

const settled: readonly PaymentStatus[] = ['paid', 'partially_refunded', 'refunded']
const arrived: readonly FulfillmentStatus[] = ['delivered', 'partially_returned', 'returned']

function orderStatus(
  { order, payments }: Aggregate,
  payment_status: PaymentStatus,
  fulfillment_status: FulfillmentStatus,
): OrderStatus {
  if (order.status === 'canceled') return 'canceled'
  if (order.holds.length > 0) return 'on_hold'
  if (payment_status === 'pending' && payments.some(awaitsGateway)) return 'pending'
  if (arrived.includes(fulfillment_status) && settled.includes(payment_status)) return 'closed'
  return 'open'
}

/**
 * Why a fulfillment of the order may not proceed; none: the gate is open. What an exchange costs
 * on top of the order holds up the exchange alone.
 */
export function gateHolds(
  aggregate: Pick<Aggregate, 'order' | 'lines' | 'payments' | 'returns'>,
  status: OrderStatus,
  payment_status: PaymentStatus,
  { details }: Pick<Fulfillment, 'details'>,
): readonly HoldReason[] {
  const { order, payments, returns } = aggregate
  const { authorized, captured } = paidAmounts(payments)
  const owed = payable(aggregate)
  const due = 'return_id' in details ? owed : owed - owedForExchanges(returns)
  const covered =
    order.terms === 'on_account' || payment_status === 'authorized' || authorized + captured >= due
  const reasons = order.holds.map(({ reason }) => reason)
  const unpaid: HoldReason[] = covered && status !== 'pending' ? [] : ['awaiting_payment']
  return [...new Set([...unpaid, ...reasons])]
}

const isWaiting = (status: string): status is WaitingState =>
  (waitingStates as readonly string[]).includes(status)

/** A held fulfillment is in nobody's work list; freed, it goes on where it stood. */
function throughGate(
  fulfillment: Fulfillment,
  gate: readonly HoldReason[],
  now: Instant,
): Fulfillment {
  const { status, held_from, holds } = fulfillment
  const held = gate.length > 0 || holds.length > 0
  if (held && isWaiting(status)) {
    return reviseFulfillment(fulfillment, now, { status: 'on_hold', held_from: status })
  }
  if (!held && status === 'on_hold') {
    return reviseFulfillment(fulfillment, now, { status: held_from ?? 'open' })
  }
  return fulfillment
}
