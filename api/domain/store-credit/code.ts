/** Crockford's base 32: no I, L, O or U, so that a code survives being read out. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** 16 characters of 5 bits each: 80 random bits, that nobody guesses. */
export const GIFT_CARD_CODE_BYTES = 16

/** `7K3M-9QXT-4R8V-0ABC` from random bytes, of which the low five bits count. */
export function formatGiftCardCode(random: Uint8Array): string {
  const characters = [...random.subarray(0, GIFT_CARD_CODE_BYTES)].map(
    (byte) => alphabet[byte % 32],
  )
  const groups = [0, 4, 8, 12].map((start) => characters.slice(start, start + 4).join(''))
  return groups.join('-')
}
