import { allocateAmount } from '../shared/money'
import { err, ok, type Result } from '../shared/result'
import type { OrderRejection } from './rejection'

/** What the merchant charges; all amounts in integer minor units. */
export interface PricedLine {
  quantity: number
  unit_price: number
  discount: number
  tax: number
}

export interface LineAmounts {
  /** unit price × quantity */
  subtotal: number
  /** the line's own discount and its share of the order's */
  discount: number
  tax: number
  total: number
}

export interface OrderAmounts {
  lines: readonly LineAmounts[]
  subtotal: number
  discount: number
  tax: number
  total: number
}

/**
 * The amounts of an order, frozen at placement: the order's discount is split over its lines once,
 * by what each costs after its own discount, and never recomputed.
 */
export function priceOrder(
  lines: readonly PricedLine[],
  order_discount: number,
  shipping: { amount: number; tax: number },
): Result<OrderAmounts, OrderRejection> {
  const gross = lines.map(({ unit_price, quantity }) => unit_price * quantity)
  const net = lines.map(({ discount }, index) => (gross[index] ?? 0) - discount)
  const position = net.findIndex((amount) => amount < 0)
  if (position >= 0) return err({ code: 'discount_too_large', position })
  const all = sum(net)
  if (order_discount > all) return err({ code: 'discount_too_large', position: null })

  const shares = allocateAmount(order_discount, net)
  const amounts = lines.map((line, index): LineAmounts => {
    const subtotal = gross[index] ?? 0
    const discount = line.discount + (shares[index] ?? 0)
    return { subtotal, discount, tax: line.tax, total: subtotal - discount + line.tax }
  })
  const subtotal = sum(gross)
  const discount = sum(amounts.map((line) => line.discount))
  const tax = sum(lines.map((line) => line.tax)) + shipping.tax
  const total = subtotal - discount + tax + shipping.amount
  const largest = Math.max(...gross, subtotal, tax, total)
  if (!Number.isSafeInteger(largest)) return err({ code: 'amount_too_large' })
  return ok({ lines: amounts, subtotal, discount, tax, total })
}

const sum = (amounts: readonly number[]) => amounts.reduce((all, amount) => all + amount, 0)
