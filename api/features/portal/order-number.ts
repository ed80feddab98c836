const PREFIX = 'HF'
const DIGITS = 8

/**
 * An order number as it is stored, from what a person typed: `hf 7k3m9qxt` is `HF-7K3M-9QXT`.
 * Numbers are in Crockford's base 32, which reads O as 0, and I and L as 1. Text that is no number
 * gives one that no order has.
 */
export function normalizeOrderNumber(typed: string): string {
  const letters = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
  const prefixed = letters.length !== DIGITS && letters.startsWith(PREFIX)
  const digits = (prefixed ? letters.slice(PREFIX.length) : letters)
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  return `${PREFIX}-${digits.slice(0, DIGITS / 2)}-${digits.slice(DIGITS / 2)}`
}
