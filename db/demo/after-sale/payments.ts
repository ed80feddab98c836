// Customers pay, and some of them change their minds; through the `test` gateway.
import type { Run } from '../import.ts'
import { phase } from '../phase.ts'
import type { Sale } from '../storefront.ts'
import { post, tryPost } from './desk.ts'
import type { Plan } from './draw.ts'
import type { Payment } from './wire.ts'

export type Sold = Sale & { readonly plan: Plan }

/** What the server acknowledged of money, by the payment's or the refund's id. */
export interface Told {
  readonly captured: Map<string, number>
  readonly refunded: Map<string, number>
}

/** Orders that are paid, or authorized until they are sent. */
export async function takePayments(run: Run, sales: readonly Sold[], told: Told): Promise<void> {
  const tally = { authorized: 0, captured: 0, declined: 0 }
  await phase(run, {
    label: 'Payments',
    items: sales,
    note: () =>
      `authorized ${tally.authorized}, captured ${tally.captured}, declined ${tally.declined}`,
    work: async ({ id, plan }) => {
      const path = `/v1/orders/${id}/payments`
      if (plan.paying === 'second_card') {
        const card = { gateway: 'test', token: 'tok_declined', capture: false }
        const answer = await tryPost(run, 'payment', path, card, '-declined')
        if (answer.ok || answer.code !== 'payment_declined') {
          const instead = answer.ok ? 'it was accepted' : answer.summary
          run.faults.push(`Order ${id}: its first card was to be declined, but ${instead}.`)
        }
        tally.declined++
      }
      const capture = plan.paying === 'at_once'
      const card = { gateway: 'test', token: 'tok_ok', capture }
      const payment = await post<Payment>(run, 'payment', path, card)
      if (payment.captured > 0) told.captured.set(payment.id, payment.captured)
      tally[capture ? 'captured' : 'authorized']++
    },
  })
}

/** What was authorized is given up, what was captured goes back, and the units are free again. */
export const cancelSome = (run: Run, sales: readonly Sold[]): Promise<void> =>
  phase(run, {
    label: 'Canceled',
    items: sales.filter(({ plan }) => plan.cancels),
    note: () => 'before anything was picked',
    work: async ({ id }) => {
      const why = { reason: 'The customer changed their mind' }
      await post(run, 'cancel', `/v1/orders/${id}/cancel`, why)
    },
  })
