// Was every acknowledged step done, and done once? By what orders say, and by what the gateway says.
import { expect } from 'vitest'
import type { Order } from '../races/wire.ts'
import type { Facts, Step } from './facts.ts'
import type { Charge } from './gateway.ts'

const total = (amounts: readonly number[]) => amounts.reduce((sum, amount) => sum + amount, 0)

/** It is there, as it was told or further on. */
export const expectStep = (order: Order, step: Step) =>
  expect({ order_id: order.id, step: asFound(order, step) }).toEqual({
    order_id: step.order_id,
    step,
  })

/** The step as far as the order knows of it. */
function asFound({ payments, fulfillments, refunds, returns }: Order, step: Step) {
  switch (step.type) {
    case 'authorized': {
      const payment = payments.find(({ id }) => id === step.payment_id)
      return payment && !['pending', 'failed'].includes(payment.status) ? step : payment
    }
    case 'captured': {
      const captured = payments.find(({ id }) => id === step.payment_id)?.captured ?? 0
      return { ...step, captured: Math.min(captured, step.captured) }
    }
    case 'shipped': {
      const sent = fulfillments.find(({ id }) => id === step.fulfillment_id)
      return sent?.status === 'shipped' ? step : sent
    }
    case 'refunded':
      return { ...step, amount: refunds.find(({ id }) => id === step.refund_id)?.amount }
    case 'received': {
      const lines = returns.find(({ id }) => id === step.return_id)?.lines ?? []
      return { ...step, units: total(lines.map((line) => line.quantity_received)) }
    }
  }
}

/** Nothing waits for a gateway any more. */
export const unsettled = (orders: readonly Order[]): string[] =>
  orders
    .filter(
      ({ payments, refunds }) =>
        refunds.some(({ status }) => status === 'pending') ||
        payments.some(({ operations }) => operations.some(({ status }) => status === 'pending')),
    )
    .map(({ id }) => id)

/** Every order's money: as acknowledged, no more of it, and refunds never beyond captures. */
export function expectMoney(orders: readonly Order[], facts: Facts): void {
  const steps = Map.groupBy(facts.steps, ({ order_id }) => order_id)
  for (const order of orders) {
    const { id, payments, refunds, amount_captured, amount_refunded } = order
    expect({ id, amount_captured, amount_refunded }).toEqual({
      id,
      amount_captured: total(payments.map(({ captured }) => captured)),
      amount_refunded: total(payments.map(({ refunded }) => refunded)),
    })
    expect(total(refunds.map(({ amount }) => amount))).toBe(amount_refunded)
    expect(amount_refunded).toBeLessThanOrEqual(amount_captured)
    const told = steps.get(id) ?? []
    for (const step of told) expectStep(order, step)
    const career = facts.careers.get(id)
    if (career?.went_away) continue
    const { left_to_job: captured } = career ?? {}
    expect({ id, ...countsOf(order) }).toEqual({
      ...{ id, ...countsOfSteps(told, order) },
      ...(captured !== undefined && { captured }),
    })
  }
}

/** How much there is of everything that must not be done twice. */
const countsOf = ({ payments, refunds, returns, fulfillments, amount_captured }: Order) => ({
  payments: payments.length,
  captured: amount_captured,
  refunds: refunds.length,
  returns: returns.length,
  shipped: fulfillments.filter(({ status }) => status === 'shipped').length,
})

function countsOfSteps(steps: readonly Step[], { status }: Order) {
  const count = (type: Step['type']) => steps.filter((step) => step.type === type).length
  const captured = steps.findLast((step) => step.type === 'captured')?.captured ?? 0
  const given_back = status === 'canceled' && captured > 0 ? 1 : 0
  return {
    payments: count('authorized'),
    captured,
    // What arrives is paid for in the same decision.
    refunds: count('refunded') + count('received') + given_back,
    returns: count('received'),
    shipped: count('shipped'),
  }
}

/** The gateway has charged and given back just what the orders say. */
export function expectGatewayAgrees(charges: readonly Charge[], orders: readonly Order[]): void {
  const said = orders.flatMap(({ payments }) =>
    payments.map(({ id, captured, refunded }) => ({ payment_id: id, captured, refunded })),
  )
  const by_id = (a: { payment_id: string }, b: { payment_id: string }) =>
    a.payment_id < b.payment_id ? -1 : 1
  expect(charges.toSorted(by_id)).toEqual(said.toSorted(by_id))
}

export interface CreditNote {
  number: string
  refund_id: string
  amount: number
}

/** One for every refund that went through, numbered without a gap. */
export function expectCreditNotes(notes: readonly CreditNote[], orders: readonly Order[]): void {
  const refunds = orders.flatMap((order) => order.refunds)
  const paid_back = refunds.filter(({ status }) => status === 'succeeded')
  expect(notes.map(({ refund_id, amount }) => `${refund_id} ${amount}`).sort()).toEqual(
    paid_back.map(({ id, amount }) => `${id} ${amount}`).sort(),
  )
  const numbers = notes.map(({ number }) => Number(/\d+$/.exec(number)?.[0]))
  expect(numbers.sort((a, b) => a - b)).toEqual(notes.map((_, index) => index + 1))
}
