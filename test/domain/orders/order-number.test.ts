import fc from 'fast-check'
import { expect, it } from 'vitest'
import { formatOrderNumber, ORDER_NUMBER_BYTES } from '../../../api/domain/orders/order-number'

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const random = fc.uint8Array({ minLength: ORDER_NUMBER_BYTES, maxLength: ORDER_NUMBER_BYTES })

/** The bytes that a number was made from. */
const bytesOf = (number: string) => {
  const bits = [...number.replace(/^HF-|-/g, '')]
    .map((digit) => alphabet.indexOf(digit).toString(2).padStart(5, '0'))
    .join('')
  return (bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2))
}

it.each([
  [[0, 0, 0, 0, 0], 'HF-0000-0000'],
  [[255, 255, 255, 255, 255], 'HF-ZZZZ-ZZZZ'],
  [[0, 0, 0, 0, 1], 'HF-0000-0001'],
  [[128, 0, 0, 0, 0], 'HF-G000-0000'],
  [[0, 68, 50, 20, 199], 'HF-0123-4567'],
])('writes %j as %s', (bytes, number) => {
  expect(formatOrderNumber(Uint8Array.from(bytes))).toBe(number)
})

it('has 40 bits in two groups of four, none of them lost', () => {
  expect(ORDER_NUMBER_BYTES * 8).toBeGreaterThanOrEqual(40)
  fc.assert(
    fc.property(random, (bytes) => {
      const number = formatOrderNumber(bytes)

      expect(number).toMatch(/^HF-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
      expect(bytesOf(number)).toEqual([...bytes])
    }),
  )
})

it('uses no more random bytes than it needs', () => {
  expect(formatOrderNumber(Uint8Array.from([0, 0, 0, 0, 1, 9]))).toBe('HF-0000-0001')
})
