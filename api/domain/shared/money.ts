/**
 * Splits an amount by weights without creating or losing a cent: largest remainder, ties to the
 * lowest index; all weights zero count as equal; a negative amount is minus the split of its size.
 *
 * @param total integer minor units
 * @param weights integers, 0 or more; at least one
 * @returns integers that add up to `total`
 */
export function allocateAmount(total: number, weights: readonly number[]): number[] {
  if (total < 0) return allocateAmount(-total, weights).map((share) => (share === 0 ? 0 : -share))
  const sum = weights.reduce((all, weight) => all + BigInt(weight), 0n)
  const parts = sum === 0n ? weights.map(() => 1n) : weights.map(BigInt)
  const whole = sum === 0n ? BigInt(weights.length) : sum
  // T × w can exceed 2^53: BigInt.
  const products = parts.map((part) => BigInt(total) * part)
  const shares = products.map((product) => Number(product / whole))
  const byRemainder = products
    .map((product, index) => ({ remainder: product % whole, index }))
    .sort((a, b) =>
      a.remainder === b.remainder ? a.index - b.index : a.remainder < b.remainder ? 1 : -1,
    )
  const left = total - shares.reduce((all, share) => all + share, 0)
  for (const { index } of byRemainder.slice(0, left)) shares[index] = (shares[index] ?? 0) + 1
  return shares
}
