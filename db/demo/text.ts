// Reads the amounts, weights and names that the catalogue file has as text. Pure.

/** `'8.990'` → 899 without ever being a float; a digit too many is rounded half up. */
export function toMinorUnits(amount: string, exponent = 2): number {
  const [, units, fraction = ''] = /^(\d+)(?:\.(\d+))?$/.exec(amount) ?? []
  if (units === undefined) throw new Error(`${JSON.stringify(amount)} is not an amount.`)
  const digits = fraction.padEnd(exponent + 1, '0')
  const up = Number(digits[exponent]) >= 5 ? 1 : 0
  return Number(units + digits.slice(0, exponent)) + up
}

/** `'1.5:kg'` → 1500. Zero and units we do not know say nothing about the weight. */
export function toGrams(weight: string | null): number | undefined {
  const [, amount, unit] = /^(\d+(?:\.\d+)?):(g|kg)$/.exec(weight ?? '') ?? []
  if (amount === undefined) return undefined
  return toMinorUnits(amount, unit === 'kg' ? 3 : 0) || undefined
}

// Letters that no Unicode decomposition takes apart.
const LETTERS: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
}

export const toSlug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[łøđßæœ]/g, (letter) => LETTERS[letter] ?? '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9._]+/g, '-')
    .replace(/^-+|-+$/g, '')
