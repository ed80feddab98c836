import { expect, it } from 'vitest'
import { normalizeOrderNumber } from '../../api/features/portal/order-number'

it.each([
  ['as it is', 'HF-7K3M-9QXT'],
  ['in lower case', 'hf-7k3m-9qxt'],
  ['without dashes', 'HF7K3M9QXT'],
  ['without its prefix', '7K3M-9QXT'],
  ['without prefix and dashes', '7k3m9qxt'],
  ['with spaces around and in it', '  HF 7K3M 9QXT '],
  ['with dashes of another kind', 'HF–7K3M—9QXT'],
  ['with a number sign', '#HF-7K3M-9QXT'],
  ['in full-width letters', 'ＨＦ－７Ｋ３Ｍ－９ＱＸＴ'],
])('reads a number %s', (_, typed) => {
  expect(normalizeOrderNumber(typed)).toBe('HF-7K3M-9QXT')
})

it.each([
  ['HF-OO11-9QXT', 'HF-0011-9QXT'],
  ['hf-oiIl-9qxt', 'HF-0111-9QXT'],
])('reads letters that are no digits as those they look like: %s', (typed, number) => {
  expect(normalizeOrderNumber(typed)).toBe(number)
})

it('keeps a number that begins like the prefix', () => {
  expect(normalizeOrderNumber('HF-HF3M-9QXT')).toBe('HF-HF3M-9QXT')
  expect(normalizeOrderNumber('HF3M9QXT')).toBe('HF-HF3M-9QXT')
})

it.each(['', 'HF', 'HF-7K3M-9QX', 'HF-7K3M-9QXT-1', '7K3M9QXT0', '12345', 'ord_01k7', 'ü'])(
  'makes no number of what is none: %s',
  (typed) => {
    expect(normalizeOrderNumber(typed)).not.toMatch(
      /^HF-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/,
    )
  },
)
