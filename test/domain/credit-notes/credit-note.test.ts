import { expect, it } from 'vitest'
import {
  creditNoteEvent,
  creditNoteNumber,
  creditNotesDue,
} from '../../../api/domain/credit-notes/credit-note'
import { amountText } from '../../../api/domain/shared/amount-text'
import { at, back, delivered, deskUnder, receive, wishFor } from '../returns/support/desk'

const desk = deskUnder({ restocking_fee_bps: 1_000 })
const opened = desk.opened(
  delivered([{ quantity: 3, unit_price: 1_999, discount: 571, tax: 448 }]),
  wishFor([[0, 1]]),
)
const { aggregate } = receive(opened.aggregate, opened.ret, [back(0, 1)])
const issue = (before: typeof aggregate, after: typeof aggregate) =>
  creditNotesDue(before, after, at().newId, 7)

it('credits a refund once it has succeeded, and only once', () => {
  const [refund] = aggregate.refunds
  const waiting = {
    ...aggregate,
    refunds: aggregate.refunds.map((each) => ({ ...each, status: 'pending' as const })),
  }

  expect(issue(waiting, waiting)).toEqual([])
  expect(issue(aggregate, aggregate)).toEqual([])
  expect(issue(waiting, aggregate)).toMatchObject([
    {
      ...{
        refund_id: refund?.id,
        order_id: 'ord_1',
        currency: 'EUR',
        amount: 1_762,
        created_at: 7,
      },
      content: {
        order_number: 'HF-7K3M-9QXT',
        lines: [{ sku: 'SKU-0', quantity: 1, net: 1_809, tax: 149, amount: 1_958 }],
        ...{ shipping: 0, goodwill: 0, deduction: 196 },
      },
    },
  ])
})

it('adds up: lines + shipping + goodwill − deduction', () => {
  const [note] = issue({ ...aggregate, refunds: [] }, aggregate)
  const { lines = [], shipping = 0, goodwill = 0, deduction = 0 } = note?.content ?? {}
  const goods = lines.reduce((all, { amount }) => all + amount, 0)
  expect(goods + shipping + goodwill - deduction).toBe(note?.amount)
})

it('tells nothing personal in its event', () => {
  const [note] = issue({ ...aggregate, refunds: [] }, aggregate)
  if (!note) throw new Error('No note')
  expect(JSON.stringify(creditNoteEvent(note))).not.toContain('Ada')
})

it.each([
  [1, 'CN-000001'],
  [1_234_567, 'CN-1234567'],
])('numbers %i as %s', (sequence, number) => {
  expect(creditNoteNumber(sequence)).toBe(number)
})

it.each([
  [1_999, 'EUR', '19.99 EUR'],
  [5, 'EUR', '0.05 EUR'],
  [-5, 'EUR', '-0.05 EUR'],
  [9_899, 'JPY', '9899 JPY'],
  [1_234, 'BHD', '1.234 BHD'],
  [0, 'UYW', '0.0000 UYW'],
])('%i %s reads %s', (amount, currency, text) => {
  expect(amountText(amount, currency)).toBe(text)
})
