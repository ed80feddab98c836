import fc from 'fast-check'
import { expect, it } from 'vitest'
import { formatGiftCardCode, GIFT_CARD_CODE_BYTES } from '../../../api/domain/store-credit/code'

it('writes 80 bits in four groups that can be read out', () => {
  const bytes = fc.uint8Array({ minLength: GIFT_CARD_CODE_BYTES, maxLength: GIFT_CARD_CODE_BYTES })
  fc.assert(
    fc.property(bytes, (random) => {
      expect(formatGiftCardCode(random)).toMatch(
        /^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/,
      )
    }),
  )
})

it('takes five bits of every byte', () => {
  const counting = Uint8Array.from({ length: GIFT_CARD_CODE_BYTES }, (_, index) => index * 2 + 1)

  expect(formatGiftCardCode(counting)).toBe('1357-9BDF-HKNQ-SVXZ')
})
