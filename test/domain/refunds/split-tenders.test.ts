import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  defaultRefundOrder,
  splitOverTenders,
  type Tender,
  tenderKinds,
} from '../../../api/domain/refunds/split-tenders'

const card: Tender = { payment_id: 'pay_card', kind: 'card', refundable: 700 }
const gift: Tender = { payment_id: 'pay_gift', kind: 'gift_card', refundable: 200 }
const credit: Tender = { payment_id: 'pay_credit', kind: 'store_credit', refundable: 100 }
const all = [gift, card, credit]

it.each([
  ['money first', 800, defaultRefundOrder, { pay_card: 700, pay_gift: 100 }],
  [
    'what is spent in the shop first',
    800,
    ['store_credit', 'gift_card', 'card'] as const,
    { pay_credit: 100, pay_gift: 200, pay_card: 500 },
  ],
  ['what the order does not name last', 750, ['card'] as const, { pay_card: 700, pay_credit: 50 }],
  [
    'each its share',
    500,
    'proportional' as const,
    { pay_gift: 100, pay_card: 350, pay_credit: 50 },
  ],
  ['all of it', 1000, 'proportional' as const, { pay_gift: 200, pay_card: 700, pay_credit: 100 }],
  ['nothing', 0, defaultRefundOrder, {}],
])('gives back %s', (_, amount, order, expected) => {
  const shares = splitOverTenders(amount, all, order)

  expect(Object.fromEntries(shares.map((share) => [share.payment_id, share.amount]))).toEqual(
    expected,
  )
})

it('gives back the youngest payment of a kind first', () => {
  const younger = { ...card, payment_id: 'pay_younger' }

  expect(splitOverTenders(800, [card, younger], defaultRefundOrder)).toEqual([
    { payment_id: 'pay_younger', amount: 700 },
    { payment_id: 'pay_card', amount: 100 },
  ])
})

it('never gives a tender more than it took, and always gives the whole amount', () => {
  const anyTender = fc.record({
    kind: fc.constantFrom(...tenderKinds),
    refundable: fc.nat(1_000_000),
  })
  const anyTenders = fc.array(anyTender, { minLength: 1, maxLength: 6, size: 'max' })
  const anyRefundOrder = fc.oneof(
    fc.constant('proportional' as const),
    fc.subarray([...tenderKinds]),
  )
  fc.assert(
    fc.property(
      anyTenders,
      anyRefundOrder,
      fc.double({ min: 0, max: 1, noNaN: true }),
      (kinds, order, part) => {
        const tenders = kinds.map((tender, index) => ({ ...tender, payment_id: `pay_${index}` }))
        const most = tenders.reduce((sum, { refundable }) => sum + refundable, 0)
        const amount = Math.floor(most * part)
        const shares = splitOverTenders(amount, tenders, order)

        expect(shares.reduce((sum, share) => sum + share.amount, 0)).toBe(amount)
        for (const share of shares) {
          const tender = tenders.find(({ payment_id }) => payment_id === share.payment_id)
          expect(share.amount).toBeLessThanOrEqual(tender?.refundable ?? 0)
        }
      },
    ),
  )
})
