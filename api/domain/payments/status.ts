import { amountsOf, capturable, type Payment } from './payment'

type Paid = Pick<Payment, 'status' | 'amount' | 'operations'>

/** What all payments of an order come to, in minor units. */
export function totalsOf(payments: readonly Paid[]) {
  const sum = (amount: (payment: Paid) => number) =>
    payments.reduce((all, payment) => all + amount(payment), 0)
  return {
    captured: sum(({ operations }) => amountsOf(operations).captured),
    refunded: sum(({ operations }) => amountsOf(operations).refunded),
    capturing: sum(({ operations }) => amountsOf(operations).capturing),
    /** On its way back: counts as refunded. */
    refunding: sum(({ operations }) => amountsOf(operations).refunding),
    /** Authorized or being captured, and not captured yet. */
    authorized: sum(({ operations }) => capturable(operations) + amountsOf(operations).capturing),
  }
}

/**
 * What is still to be paid: what no payment has brought, promised, or is being asked for.
 *
 * @param returned of what was captured, what went back as not owed any more
 */
export function dueOf(total: number, payments: readonly Paid[], returned: number): number {
  const { captured, authorized } = totalsOf(payments)
  const awaited = payments
    .filter(({ status }) => status === 'pending' || status === 'requires_action')
    .reduce((all, { amount }) => all + amount, 0)
  return Math.max(0, total - (captured - returned) - authorized - awaited)
}
