import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { currencyExponent, isCurrency } from '../../../api/domain/shared/currency'

const file = new URL('../../fixtures/iso4217/codes-all.csv', import.meta.url)

/** Entity,Currency,AlphabeticCode,NumericCode,MinorUnit,WithdrawalDate; only names are quoted. */
const rows = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => /([A-Z]{3}),\d*,([^,]*),([^,]*)$/.exec(line.trim()) ?? [])
  .map(([, code = '', minor_unit = '', withdrawn = '']) => ({ code, minor_unit, withdrawn }))
  .filter(({ code }) => code !== '')
const current = rows.filter(({ withdrawn }) => withdrawn === '')
const historic = rows.filter(({ code }) => !current.some((row) => row.code === code))

it('knows the exponent of every current currency', () => {
  expect(new Set(current.map(({ code }) => code)).size).toBe(178)
  for (const { code, minor_unit } of current) {
    const exponent = /\d/.test(minor_unit) ? Number(minor_unit) : undefined
    expect([code, currencyExponent(code)]).toEqual([code, exponent])
  }
})

it('knows no withdrawn currency but those kept for old orders', () => {
  const kept = new Set(historic.map(({ code }) => code).filter(isCurrency))
  expect([...kept].sort()).toEqual(['ANG', 'BGN', 'CUC'])
})

it.each(['', 'eur', 'EURO', 'XTS', 'XDR', 'XAU', 'toString'])('knows no currency %j', (code) => {
  expect(isCurrency(code)).toBe(false)
})

it.each([
  ['JPY', 0],
  ['EUR', 2],
  ['KWD', 3],
  ['CLF', 4],
])('counts %s in 10^-%i', (code, exponent) => {
  expect(currencyExponent(code)).toBe(exponent)
})
