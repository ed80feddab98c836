import { joinWork } from '../fulfillments/assign'
import { err, ok, type Result } from '../shared/result'
import { type Aggregate, type At, type Change, replaceById } from './aggregate'
import { orderEvent } from './events'
import type { OrderAddress, OrderLine } from './order'
import type { OrderRejection } from './rejection'
import { type LineUnits, removeUnits } from './remove-units'

export interface PriceChange {
  line_id: OrderLine['id']
  unit_price: number
  /** Minor units, of the whole line. */
  tax?: number | undefined
}

/** What is to be different. What it adds is composed and acquired before: `added`. */
export interface OrderEdit {
  remove: readonly LineUnits[]
  prices: readonly PriceChange[]
  shipping_address: OrderAddress | undefined
}

/** Lines that are new, with where their units come from. */
export type AddedLines = Pick<Aggregate, 'lines' | 'allocations'>

export const nothingAdded: AddedLines = { lines: [], allocations: [] }

/**
 * Edits what is not fulfilled yet. Amounts of lines that stay as they are stay as they are: units
 * that go are sliced off, units that come are lines of their own.
 */
export function editOrder(
  aggregate: Aggregate,
  edit: OrderEdit,
  added: AddedLines,
  at: At,
): Result<Change, OrderRejection> {
  const { status } = aggregate.order
  if (status === 'canceled' || status === 'closed') {
    return err({ code: 'not_editable', order_status: status })
  }
  const repriced = reprice(aggregate, edit.prices)
  if (!repriced.ok) return repriced
  const removed = removeUnits(repriced.value, edit.remove, at.now)
  if (!removed.ok) return removed
  const moved = readdress(removed.value.aggregate, edit.shipping_address)
  if (!moved.ok) return moved
  const whole = joinWork(withLines(moved.value, added), added.allocations, at)
  if (whole.lines.every(({ quantity, quantity_canceled }) => quantity === quantity_canceled)) {
    return err({ code: 'nothing_left' })
  }
  if (!Number.isSafeInteger(whole.order.total)) return err({ code: 'amount_too_large' })
  const changed = [
    edit.prices.length > 0 && 'prices',
    edit.remove.length > 0 && 'quantities',
    added.lines.length > 0 && 'lines',
    edit.shipping_address !== undefined && 'shipping_address',
  ].filter((name) => name !== false)
  const event = orderEvent('order.edited', whole.order, { changed })
  return ok({ aggregate: whole, events: [event], tasks: removed.value.tasks })
}

/** Only where nothing was fulfilled, canceled or refunded: no slice may lose its meaning. */
function reprice(
  aggregate: Aggregate,
  prices: readonly PriceChange[],
): Result<Aggregate, OrderRejection> {
  let { order, lines } = aggregate
  for (const { line_id, unit_price, tax } of prices) {
    const line = lines.find(({ id }) => id === line_id)
    if (!line) return err({ code: 'unknown_line', line_id })
    if (line.quantity_fulfilled + line.quantity_canceled + line.quantity_refunded > 0) {
      return err({ code: 'units_in_progress', line_id, quantity_editable: 0 })
    }
    const subtotal = unit_price * line.quantity
    if (line.discount > subtotal)
      return err({ code: 'discount_too_large', position: line.position })
    const priced = { ...line, unit_price, subtotal, tax: tax ?? line.tax }
    const total = priced.subtotal - priced.discount + priced.tax
    lines = replaceById(lines, { ...priced, total })
    order = {
      ...order,
      subtotal: order.subtotal + subtotal - line.subtotal,
      tax: order.tax + priced.tax - line.tax,
      total: order.total + total - line.total,
    }
  }
  return ok({ ...aggregate, order, lines })
}

/** Until somebody packs, the parcel can still go elsewhere. */
function readdress(
  aggregate: Aggregate,
  shipping_address: OrderAddress | undefined,
): Result<Aggregate, OrderRejection> {
  if (!shipping_address) return ok(aggregate)
  const { order, fulfillments } = aggregate
  const packed = fulfillments.find(({ status, held_from }) =>
    ['packed', 'shipped', 'delivered'].includes(held_from ?? status),
  )
  if (packed) return err({ code: 'already_packed', fulfillment_id: packed.id })
  return ok({ ...aggregate, order: { ...order, shipping_address } })
}

/** Lines beside those there are; the order comes to that much more. */
export function withLines(aggregate: Aggregate, added: AddedLines): Aggregate {
  if (added.lines.length === 0) return aggregate
  const sum = (amount: (line: OrderLine) => number) =>
    added.lines.reduce((all, line) => all + amount(line), 0)
  const { order } = aggregate
  return {
    ...aggregate,
    order: {
      ...order,
      subtotal: order.subtotal + sum(({ subtotal }) => subtotal),
      discount: order.discount + sum(({ discount }) => discount),
      tax: order.tax + sum(({ tax }) => tax),
      total: order.total + sum(({ total }) => total),
    },
    lines: [...aggregate.lines, ...added.lines],
    allocations: [...aggregate.allocations, ...added.allocations],
  }
}
