import type { PaymentOperation } from '../../../domain/payments/payment'
import type { GatewayAnswer } from '../../../domain/payments/resolve'
import { failed, succeeded } from '../gateway'
import type { TestToken } from './token'

/** What the test gateway knows of a payment. */
export interface Charge {
  reference: string
  status: 'requires_action' | 'authorized' | 'voided' | 'declined'
  amount: number
  captured: number
  refunded: number
}

export interface Decided {
  charge: Charge
  answer: GatewayAnswer
}

/** What becomes of a new payment. */
export function openCharge(token: TestToken, amount: number, reference: string): Decided {
  const charge: Charge = { reference, status: token.outcome, amount, captured: 0, refunded: 0 }
  return { charge, answer: describe(charge) }
}

/** What is said of a payment's authorization. */
export function describe({ status, reference }: Charge): GatewayAnswer {
  switch (status) {
    case 'authorized':
      return succeeded(reference)
    case 'declined':
      return failed('card_declined')
    case 'voided':
      return failed('canceled')
    case 'requires_action': {
      const url = `/v1/gateways/test/authentications/${reference}`
      return { status: 'requires_action', reference, next_action: { type: 'redirect', url } }
    }
  }
}

/** What becomes of a payment by a later operation. */
export function operate(
  charge: Charge,
  { type, amount, id }: Pick<PaymentOperation, 'type' | 'amount' | 'id'>,
): Decided {
  const { status, captured, refunded } = charge
  const refuse = (error: string) => ({ charge, answer: failed(error) })
  switch (type) {
    case 'authorize':
      return { charge, answer: describe(charge) }
    case 'capture': {
      if (status !== 'authorized') return refuse('not_authorized')
      if (captured + amount > charge.amount) return refuse('amount_too_large')
      return { charge: { ...charge, captured: captured + amount }, answer: succeeded(id) }
    }
    case 'void': {
      if (status === 'declined') return refuse('declined')
      if (captured > 0) {
        return { charge: { ...charge, amount: captured }, answer: succeeded(id) }
      }
      return { charge: { ...charge, status: 'voided' }, answer: succeeded(id) }
    }
    case 'refund': {
      if (refunded + amount > captured) return refuse('amount_too_large')
      return { charge: { ...charge, refunded: refunded + amount }, answer: succeeded(id) }
    }
  }
}
