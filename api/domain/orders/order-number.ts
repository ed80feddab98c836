/** Crockford's base 32: no I, L, O or U, so that a number survives being read out. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
export const ORDER_NUMBER_BYTES = 5

/** `HF-7K3M-9QXT` from 40 random bits. */
export function formatOrderNumber(random: Uint8Array): string {
  const bits = random.subarray(0, ORDER_NUMBER_BYTES).reduce((all, byte) => all * 256 + byte, 0)
  let rest = bits
  let digits = ''
  for (let place = 0; place < 8; place++) {
    digits = alphabet[rest % 32] + digits
    rest = Math.floor(rest / 32)
  }
  return `HF-${digits.slice(0, 4)}-${digits.slice(4)}`
}
