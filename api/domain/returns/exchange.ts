import { err, ok, type Result } from '../shared/result'

/** A new item; amounts in minor units, tax as the merchant charges it. */
export interface ExchangeLine {
  sku: string
  quantity: number
  unit_price: number
  tax: number
}

export interface ExchangeBalance {
  /** New net and new tax. */
  new_total: number
  /** Refundable of the returned units, less fees. */
  credit: number
  /** new_total − credit. Above zero the customer owes it, below zero it goes back. */
  balance: number
}

/** What an exchange comes to; refused when an amount leaves what integers can hold. */
export function exchangeBalance(
  lines: readonly ExchangeLine[],
  credit: number,
): Result<ExchangeBalance, { code: 'amount_too_large' }> {
  const totals = lines.map(({ quantity, unit_price, tax }) => quantity * unit_price + tax)
  const new_total = totals.reduce((all, each) => all + each, 0)
  if (![...totals, new_total].every(Number.isSafeInteger)) return err({ code: 'amount_too_large' })
  return ok({ new_total, credit, balance: new_total - credit })
}
