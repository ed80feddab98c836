/**
 * What each unit of a line is worth, so that any sequence of partial refunds adds up to the line:
 * unit k is cum(k) − cum(k−1), with cum(k) = round half up (total × k ÷ n).
 */

/** Of a line's amount, what its first units are worth. Integer minor units; 0 ≤ units ≤ quantity. */
export function cumulative(total: number, quantity: number, units: number): number {
  // Total × units can exceed 2^53: BigInt. Adding half of n before dividing rounds half up.
  const doubled = 2n * BigInt(total) * BigInt(units) + BigInt(quantity)
  return Number(doubled / (2n * BigInt(quantity)))
}

/** What units `from + 1` to `to` of a line are worth. */
export const slice = (total: number, quantity: number, from: number, to: number): number =>
  cumulative(total, quantity, to) - cumulative(total, quantity, from)
