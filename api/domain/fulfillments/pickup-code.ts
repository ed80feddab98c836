/** Crockford's base 32: nothing in it is taken for something else when it is read out. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 8

/** `7K3M-9QXT` from 40 bits or more. */
export function formatPickupCode(bytes: Uint8Array): string {
  const digits = [...bytes.subarray(0, LENGTH)].map((byte) => alphabet[byte % 32]).join('')
  return `${digits.slice(0, LENGTH / 2)}-${digits.slice(LENGTH / 2)}`
}

/** A code as somebody typed it: without dashes, in any case, with letters for the digits they look like. */
export const normalizePickupCode = (typed: string) =>
  typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1')
