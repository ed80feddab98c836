import { expect, it } from 'vitest'
import {
  openPayment,
  requestCapture,
  requestRefund,
  requestVoid,
  revive,
} from '../../../api/domain/payments/operate'
import { capturable, isLive, type Payment, refundable } from '../../../api/domain/payments/payment'
import { type GatewayAnswer, markAsked, resolve } from '../../../api/domain/payments/resolve'
import { dueOf } from '../../../api/domain/payments/status'
import { NOW, at as newAt } from '../orders/support/aggregate'

const at = newAt()
const payment = (capture = true): Payment =>
  openPayment(
    {
      ...{ merchant_id: 'mer_1', order_id: 'ord_1', gateway: 'test', amount: 1000 },
      ...{ currency: 'EUR', reference: null, token: 'tok_ok', capture },
    },
    at,
  )
const done: GatewayAnswer = { status: 'succeeded', reference: 'ref' }
const no: GatewayAnswer = { status: 'failed', error: 'no' }
const usual = { multicapture: true, late: false, wanted: 1000 }

/** The answer to the operation that waits. */
const answer = (before: Payment, said: GatewayAnswer, how = usual): Payment => {
  const waiting = before.operations.find(({ status }) => status === 'pending')
  return resolve(before, waiting?.id ?? '', said, how, at)
}
const captureOf = (before: Payment, amount?: number): Payment => {
  const asked = requestCapture(before, amount, at)
  if (!asked.ok) throw new Error(asked.error.code)
  return asked.value
}
const authorized = answer(payment(false), done)
const captured = answer(answer(payment(), done), done)

it.each([
  ['a new one', payment(), { status: 'pending', authorized: 0, attention_at: NOW + 10_000 }],
  ['an authorized one', authorized, { status: 'authorized', authorized: 1000, attention_at: null }],
  ['one captured by itself', captured, { status: 'captured', captured: 1000, reference: 'ref' }],
  ['a refused one', answer(payment(), no), { status: 'failed', authorized: 0 }],
  [
    'one whose customer has to act',
    answer(payment(), { status: 'requires_action', reference: 'r', next_action: { type: 'x' } }),
    { status: 'requires_action', details: { next_action: { type: 'x' } } },
  ],
  [
    'a part',
    answer(captureOf(authorized, 400), done),
    { status: 'partially_captured', captured: 400, authorized: 1000 },
  ],
  [
    'a part where the rest is let go',
    answer(captureOf(authorized, 400), done, { ...usual, multicapture: false }),
    { status: 'captured', captured: 400, authorized: 400 },
  ],
  [
    'one given up',
    answer(requestVoid(authorized, false, at), done),
    { status: 'voided', authorized: 0 },
  ],
  [
    'one nobody paid',
    answer(answer(requestVoid(payment(), true, at), no), done),
    { status: 'expired', authorized: 0 },
  ],
  [
    'one whose refusal of a capture leaves it authorized',
    answer(captureOf(authorized), no),
    { status: 'authorized', captured: 0 },
  ],
  [
    'one that was authorized too late',
    answer(payment(), done, { ...usual, late: true }),
    { status: 'authorized', captured: 0, attention_at: NOW, details: { arrived_late: true } },
  ],
])('reads %s from its operations', (_, found, expected) => {
  expect(found).toMatchObject(expected)
})

it('changes nothing by an answer that comes again, or contradicts the first', () => {
  const [operation] = captured.operations
  const id = operation?.id ?? ''

  expect(resolve(captured, id, done, usual, at)).toBe(captured)
  expect(resolve(captured, id, no, usual, at)).toBe(captured)
  expect(resolve(captured, 'pop_none', no, usual, at)).toBe(captured)
})

it.each([
  ['more than is left', authorized, 1001, { code: 'exceeds_authorized', capturable: 1000 }],
  ['what is not authorized', payment(), 1, { code: 'payment_not_capturable' }],
  [
    'what is being given up',
    requestVoid(authorized, false, at),
    1,
    { code: 'payment_not_capturable' },
  ],
])('does not capture %s', (_, from, amount, error) => {
  expect(requestCapture(from, amount, at)).toMatchObject({ ok: false, error })
})

it('captures once: asked again, while it runs or after, it stays as it is', () => {
  const running = captureOf(authorized)

  expect(captureOf(running, 500)).toBe(running)
  expect(captureOf(captured)).toBe(captured)
  const part = answer(captureOf(authorized, 400), done, { ...usual, multicapture: false })
  expect(captureOf(part, 600)).toBe(part)
})

it('counts a refund from when it is decided, and gives it back when it is refused', () => {
  const of = { refund_id: 'ref_1', destination: 'original' } as const
  const { payment: refunding } = requestRefund(captured, 700, of, at)

  expect([refundable(captured.operations), refundable(refunding.operations)]).toEqual([1000, 300])
  expect(answer(refunding, no)).toMatchObject({ refunded: 0 })
  expect(refundable(answer(refunding, no).operations)).toBe(1000)
  expect(answer(refunding, done)).toMatchObject({ refunded: 700, status: 'captured' })
})

it('asks less often, the longer nobody answers, and forgets nothing', () => {
  let waiting = payment()
  const id = waiting.operations[0]?.id ?? ''
  const waits: number[] = []
  for (let round = 0; round < 12; round++) {
    waiting = markAsked(waiting, id, NOW)
    waits.push(((waiting.attention_at ?? 0) - NOW) / 1000)
  }

  expect(waits.slice(0, 4)).toEqual([20, 40, 80, 160])
  expect(waits.at(-1)).toBe(3600)
})

it('books money that came although it had been given up, once', () => {
  const voided = answer(requestVoid(authorized, false, at), done)
  expect(isLive(voided)).toBe(false)

  const revived = revive(voided, 'ref', at)

  expect(revived).toMatchObject({ status: 'authorized', authorized: 1000 })
  expect(capturable(revived.operations)).toBe(1000)
  expect(revive(revived, 'ref', at)).toBe(revived)
  expect(revive(captured, 'ref', at)).toBe(captured)
})

it.each([
  ['nothing', [], 1500],
  ['what is awaited', [payment()], 500],
  ['what is authorized', [authorized], 500],
  ['what is being captured', [captureOf(authorized)], 500],
  ['what is captured', [captured], 500],
  ['what was refused', [answer(payment(), no)], 1500],
  ['what was given up', [answer(requestVoid(authorized, false, at), done)], 1500],
  ['more than is owed', [captured, authorized], 0],
])('owes what is left after %s', (_, payments, due) => {
  expect(dueOf(1500, payments, 0)).toBe(due)
})
