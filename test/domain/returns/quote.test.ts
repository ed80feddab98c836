import { expect, it } from 'vitest'
import { exchangeBalance } from '../../../api/domain/returns/exchange'
import { defaultPolicy, type ReturnPolicy } from '../../../api/domain/returns/policy'
import { approvesItself, quoteUnits } from '../../../api/domain/returns/quote'

const of = (goods: number, reason = 'too_small') => ({ goods, reason })
const quote = (
  change: Partial<ReturnPolicy>,
  units: { goods: number; reason: string }[],
  store_credit = false,
) => quoteUnits({ ...defaultPolicy, ...change }, units, { currency: 'EUR', store_credit })

it.each([
  ['no fee', {}, [of(1958)], { restocking_fee: 0, return_shipping: 0, refund: 1958 }],
  ['15 %', { restocking_fee_bps: 1500 }, [of(1958)], { restocking_fee: 294, refund: 1664 }],
  ['half up', { restocking_fee_bps: 1250 }, [of(1004)], { restocking_fee: 126, refund: 878 }],
  ['all of it', { restocking_fee_bps: 10_000 }, [of(1958)], { restocking_fee: 1958, refund: 0 }],
  [
    ...(['our fault', { restocking_fee_bps: 1500 }, [of(1000), of(500, 'damaged')]] as const),
    { restocking_fee: 150, refund: 1350 },
  ],
  [
    ...(['a label', { return_shipping: { payer: 'flat', amount: 490 } }, [of(1000)]] as const),
    { return_shipping: 490, fee: 490, refund: 510 },
  ],
  [
    ...(['a label for our fault', { return_shipping: { payer: 'flat', amount: 490 } }] as const),
    ...([[of(1000, 'damaged')], { return_shipping: 0, refund: 1000 }] as const),
  ],
  [
    ...(['a label that costs more', { return_shipping: { payer: 'flat', amount: 490 } }] as const),
    ...([[of(300)], { return_shipping: 300, fee: 300, refund: 0 }] as const),
  ],
  [
    'kept below',
    { keep_below: 1000, restocking_fee_bps: 1500 },
    [of(999)],
    { keep_items: true, fee: 0, refund: 999 },
  ],
  ['not kept at', { keep_below: 1000 }, [of(1000)], { keep_items: false }],
  [
    'an amount near 2^53',
    { restocking_fee_bps: 9_999 },
    [of(9_007_199_254_740_991)],
    { restocking_fee: 9_006_298_534_815_517 },
  ],
] as [string, Partial<ReturnPolicy>, { goods: number; reason: string }[], object][])(
  'charges %s',
  (_, change, units, expected) => {
    expect(quote(change, units)).toMatchObject(expected)
  },
)

it('gives the bonus on store credit alone', () => {
  expect(quote({ store_credit_bonus_bps: 1000 }, [of(1958)], true).bonus).toBe(196)
  expect(quote({ store_credit_bonus_bps: 1000 }, [of(1958)], false).bonus).toBe(0)
})

it.each([
  ['a person decides', { automatic: false }, [of(1)], false],
  ['anything', {}, [of(1)], true],
  ['up to a value', { max_value: 100 }, [of(60), of(40)], true],
  ['beyond it', { max_value: 100 }, [of(60), of(41)], false],
  ['a listed reason', { reasons: ['too_small'] }, [of(1)], true],
  ['one that is not', { reasons: ['too_small'] }, [of(1), of(1, 'unwanted')], false],
])('approves by itself: %s', (_, rule, units, expected) => {
  const approval = { automatic: true, max_value: null, reasons: null, ...rule }
  expect(approvesItself({ approval }, units)).toBe(expected)
})

it.each([
  [2500, 206, 748],
  [1500, 124, -334],
  [1809, 149, 0],
])('an exchange for %i and %i of tax leaves %i', (unit_price, tax, balance) => {
  const lines = [{ sku: 'B', quantity: 1, unit_price, tax }]
  expect(exchangeBalance(lines, 1958)).toEqual({
    ok: true,
    value: { new_total: unit_price + tax, credit: 1958, balance },
  })
})

it('refuses an exchange beyond what integers hold', () => {
  const lines = [{ sku: 'B', quantity: 3, unit_price: 2 ** 53 - 1, tax: 0 }]
  expect(exchangeBalance(lines, 0)).toEqual({ ok: false, error: { code: 'amount_too_large' } })
})
