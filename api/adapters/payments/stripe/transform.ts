import type Stripe from 'stripe'
import type { GatewayAnswer } from '../../../domain/payments/resolve'
import { failed, succeeded } from '../gateway'

/**
 * Stripe counts some currencies in other units than ISO 4217: times this, our minor units are its.
 * https://docs.stripe.com/currencies#special-cases
 */
const scales: Readonly<Record<string, number>> = { ISK: 100, UGX: 100, MGA: 1 / 100 }
/** Three decimals, of which Stripe takes two: the last digit has to be 0. */
const tens: readonly string[] = ['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND']

/** Minor units of ISO 4217 as Stripe's; undefined when Stripe cannot take such an amount. */
export function toStripeAmount(amount: number, currency: string): number | undefined {
  if (tens.includes(currency)) return amount % 10 === 0 ? amount : undefined
  const scaled = amount * (scales[currency] ?? 1)
  return Number.isSafeInteger(scaled) ? scaled : undefined
}

type Intent = Pick<
  Stripe.PaymentIntent,
  'id' | 'status' | 'next_action' | 'client_secret' | 'last_payment_error'
>

/** What a payment intent says of its authorization. */
export function toAuthorization(intent: Intent): GatewayAnswer {
  const { id, status, next_action, client_secret, last_payment_error } = intent
  switch (status) {
    case 'requires_capture':
    case 'succeeded':
      return succeeded(id)
    case 'canceled':
      return failed('canceled')
    case 'processing':
      return { status: 'pending', reference: id }
    case 'requires_action':
    case 'requires_confirmation':
    case 'requires_payment_method': {
      if (last_payment_error) return failed(declineCode(last_payment_error))
      const url = next_action?.redirect_to_url?.url
      const secret = client_secret ? { client_secret } : {}
      const action = { type: next_action?.type ?? 'confirm', ...(url && { url }), ...secret }
      return { status: 'requires_action', reference: id, next_action: action }
    }
    default:
      return { status: 'pending', reference: id }
  }
}

/** What a payment intent says of a capture, or undefined: nothing was captured. */
export const toCapture = ({ id, status }: Intent): GatewayAnswer | undefined =>
  status === 'succeeded' ? succeeded(id) : undefined

/** What a payment intent says of its end; captured, it can only be refunded. */
export function toVoid({ id, status }: Intent): GatewayAnswer | undefined {
  if (status === 'canceled') return succeeded(id)
  return status === 'succeeded' ? failed('already_captured') : undefined
}

export function toRefund({ id, status, failure_reason }: Stripe.Refund): GatewayAnswer {
  switch (status) {
    case 'succeeded':
      return succeeded(id)
    case 'failed':
    case 'canceled':
      return failed(failure_reason ?? status)
    default:
      return { status: 'pending', reference: id }
  }
}

/** A refusal in a word: the bank's reason where there is one. */
export const declineCode = ({ decline_code, code }: { decline_code?: string; code?: string }) =>
  decline_code ?? code ?? 'refused'
