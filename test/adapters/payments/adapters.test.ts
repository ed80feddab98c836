import { expect, it } from 'vitest'
import { open, seal } from '../../../api/adapters/payments/seal.ts'
import { signature, signed } from '../../../api/adapters/payments/signature.ts'
import { toStripeAmount } from '../../../api/adapters/payments/stripe/transform.ts'
import { readToken } from '../../../api/adapters/payments/test/token.ts'

it.each([
  ['EUR', 1999, 1999],
  ['JPY', 9899, 9899],
  ['KWD', 9890, 9890],
  ['KWD', 9899, undefined],
  ['ISK', 500, 50_000],
  ['UGX', 500, 50_000],
  ['MGA', 500, 5],
  ['MGA', 501, undefined],
  ['ISK', Number.MAX_SAFE_INTEGER, undefined],
])('counts %s %i as Stripe does: %s', (currency, amount, expected) => {
  expect(toStripeAmount(amount, currency)).toBe(expected)
})

it('opens a secret only for what it was sealed for, unchanged', async () => {
  const sealed = await seal('worker', 'mer_1/stripe', 'sk_live')

  expect(sealed).not.toContain('sk_live')
  expect(await seal('worker', 'mer_1/stripe', 'sk_live')).not.toBe(sealed)
  expect(await open('worker', 'mer_1/stripe', sealed)).toBe('sk_live')
  expect(await open('worker', 'mer_2/stripe', sealed)).toBeUndefined()
  expect(await open('other', 'mer_1/stripe', sealed)).toBeUndefined()
  expect(await open('worker', 'mer_1/stripe', `${sealed.slice(0, -4)}AAAA`)).toBeUndefined()
})

it('knows its own signatures for five minutes', () => {
  const now = 1_700_000_000_000
  const header = signature('secret', '{}', now)

  expect(signed('secret', '{}', header, now + 299_000)).toBe(true)
  expect(signed('secret', '{}', header, now + 301_000)).toBe(false)
  expect(signed('secret', '{ }', header, now)).toBe(false)
  expect(signed('other', '{}', header, now)).toBe(false)
  expect(signed('secret', '{}', 't=1', now)).toBe(false)
})

it('reads what a test token does, and what goes wrong with it', () => {
  expect(readToken('tok_ok+capture_lost+refund_refused')).toMatchObject({
    outcome: 'authorized',
    faults: [
      { type: 'capture', fault: 'lost' },
      { type: 'refund', fault: 'refused' },
    ],
  })
  expect(readToken('tok_timeout')?.faults).toEqual([{ type: 'authorize', fault: 'lost' }])
  for (const text of ['', 'tok_what', 'tok_ok+', 'tok_ok+capture_never', 'constructor']) {
    expect(readToken(text)).toBeUndefined()
  }
})
