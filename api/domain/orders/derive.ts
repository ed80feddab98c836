import { backorderedUnits } from '../backorders/missing'
import type { Fulfillment, WaitingState } from '../fulfillments/fulfillment'
import { waitingStates } from '../fulfillments/fulfillment'
import type { Payment } from '../payments/payment'
import { overpaymentReturned } from '../refunds/refundable'
import { creditedInExchange, owedForExchanges } from '../returns/exchange-due'
import type { Instant } from '../shared/time'
import { type Aggregate, reviseFulfillment } from './aggregate'
import type { HoldReason, OrderAllocation, OrderLine } from './order'
import type { FulfillmentStatus, OrderStatus, PaymentStatus } from './status'

/**
 * Everything about an order that follows from the rest: its three statuses, whole units fulfilled
 * and waiting for stock per line, and which fulfillments wait behind the gate. Decisions change facts and never these.
 */
export function derive(aggregate: Aggregate, now: Instant): Aggregate {
  const lines = aggregate.lines.map((line) => withUnits(line, aggregate.allocations))
  const payment_status = paymentStatus(aggregate)
  const status = orderStatus(
    { ...aggregate, lines },
    payment_status,
    fulfillmentStatus(lines, aggregate),
  )
  const incomplete = lines.some(({ quantity_backordered }) => quantity_backordered > 0)
  const waits_for_rest = aggregate.order.ship_complete && incomplete
  const fulfillments = aggregate.fulfillments.map((each) =>
    throughGate(
      withRest(each, waits_for_rest, now),
      gateHolds(aggregate, status, payment_status, each),
      now,
    ),
  )
  const { captured, refunded } = paidAmounts(aggregate)
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

/** Of a kit, a unit is fulfilled when all its components are, and waits while one of them does. */
function withUnits(line: OrderLine, allocations: readonly OrderAllocation[]): OrderLine {
  const dispatched = new Map<string, number>()
  for (const { position, sku, quantity_dispatched } of allocations) {
    if (position !== line.position) continue
    dispatched.set(sku, (dispatched.get(sku) ?? 0) + quantity_dispatched)
  }
  const parts = line.components.length > 0 ? line.components : [{ sku: line.sku, quantity: 1 }]
  const whole = parts.map(({ sku, quantity }) => Math.floor((dispatched.get(sku) ?? 0) / quantity))
  const quantity_fulfilled = Math.min(unitsWanted(line), ...whole)
  const quantity_backordered = backorderedUnits(line, allocations)
  const same =
    quantity_fulfilled === line.quantity_fulfilled &&
    quantity_backordered === line.quantity_backordered
  return same ? line : { ...line, quantity_fulfilled, quantity_backordered }
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0)

/** Money of an order, over all its payments. `kept` is what was captured towards what is owed. */
export function paidAmounts({ payments, refunds }: Pick<Aggregate, 'payments' | 'refunds'>) {
  const captured = sum(payments.map((payment) => payment.captured))
  return {
    authorized: sum(payments.map((each) => Math.max(0, each.authorized - each.captured))),
    captured,
    refunded: sum(payments.map(({ refunded }) => refunded)),
    kept: captured - overpaymentReturned(refunds),
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

function paymentStatus(aggregate: Aggregate): PaymentStatus {
  const { order } = aggregate
  const { authorized, captured, refunded, kept } = paidAmounts(aggregate)
  const owed = payable(aggregate)
  const owes_again = kept < Math.min(captured, owed)
  if (refunded > 0 && refunded >= captured && !owes_again) return 'refunded'
  if (captured > 0 && kept < owed) return 'partially_paid'
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
  { order, lines, payments }: Aggregate,
  payment_status: PaymentStatus,
  fulfillment_status: FulfillmentStatus,
): OrderStatus {
  if (order.status === 'canceled') return 'canceled'
  if (order.holds.length > 0) return 'on_hold'
  if (payment_status === 'pending' && payments.some(awaitsGateway)) return 'pending'
  // What came back in part may have a rest that has not left yet.
  const is_sent = lines.every((line) => line.quantity_fulfilled >= unitsWanted(line))
  const is_over = is_sent && arrived.includes(fulfillment_status)
  if (is_over && settled.includes(payment_status)) return 'closed'
  return 'open'
}

/**
 * Why a fulfillment of the order may not proceed; none: the gate is open. What an exchange costs
 * on top of the order holds up the exchange alone.
 */
export function gateHolds(
  aggregate: Pick<Aggregate, 'order' | 'lines' | 'payments' | 'refunds' | 'returns'>,
  status: OrderStatus,
  payment_status: PaymentStatus,
  { details }: Pick<Fulfillment, 'details'>,
): readonly HoldReason[] {
  const { order, returns } = aggregate
  const { authorized, kept } = paidAmounts(aggregate)
  const owed = payable(aggregate)
  const due = 'return_id' in details ? owed : owed - owedForExchanges(returns)
  const covered =
    order.terms === 'on_account' || payment_status === 'authorized' || authorized + kept >= due
  const reasons = order.holds.map(({ reason }) => reason)
  const unpaid: HoldReason[] = covered && status !== 'pending' ? [] : ['awaiting_payment']
  return [...new Set([...unpaid, ...reasons])]
}

const isWaiting = (status: string): status is WaitingState =>
  (waitingStates as readonly string[]).includes(status)

/** What ships only whole waits while anything is missing, for a reason of its own. */
function withRest(fulfillment: Fulfillment, waits: boolean, now: Instant): Fulfillment {
  const { status, holds } = fulfillment
  const marked = holds.includes('inventory_out_of_stock')
  if (waits === marked || !(isWaiting(status) || status === 'on_hold')) return fulfillment
  const others = holds.filter((reason) => reason !== 'inventory_out_of_stock')
  return reviseFulfillment(fulfillment, now, {
    holds: waits ? [...others, 'inventory_out_of_stock'] : others,
  })
}

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
