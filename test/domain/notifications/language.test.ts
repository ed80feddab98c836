import { expect, it } from 'vitest'
import {
  acceptedLanguage,
  directionOf,
  readLanguage,
} from '../../../api/domain/notifications/language'

it.each([
  ['de-AT,de;q=0.9,en;q=0.8', 'de'],
  ['pt-BR,pt;q=0.9,es;q=0.5,en;q=0.7', 'en'],
  ['ja', 'ja'],
  ['AR-eg', 'ar'],
  ['de;q=0,fr;q=0.1', 'fr'],
  ['pt, zh;q=0.9', undefined],
  ['', undefined],
  ['*', undefined],
  [';;,,q=1', undefined],
  [null, undefined],
])('takes the best of %j that is ours', (header, language) => {
  expect(acceptedLanguage(header)).toBe(language)
})

it('reads a tag, and knows which way it is written', () => {
  expect([readLanguage('nl_NL'), readLanguage('toString')]).toEqual(['nl', undefined])
  expect([directionOf('ar'), directionOf('ja')]).toEqual(['rtl', 'ltr'])
})
