import type { Payment, PaymentOperation } from '../../domain/payments/payment'
import type { GatewayAnswer } from '../../domain/payments/resolve'
import type { Instant } from '../../domain/shared/time'

/** One operation of a payment, as a gateway needs it. Amounts in minor units of `currency`. */
export interface GatewayCall {
  payment: Payment
  operation: PaymentOperation
  /** Of the customer, lower case: who store credit belongs to. */
  email: string
  now: Instant
}

/** What a gateway says in a message of its own: which payment to ask it about. */
export interface GatewayNews {
  payment_id: string
}

/**
 * Where money moves. A method that throws has said nothing: its effect may exist or not. Every
 * gateway does an operation once, however often it is asked with the same idempotency key.
 */
export interface PaymentGateway {
  /** Whether a partial capture leaves the rest authorized. */
  readonly multicapture: boolean
  perform(call: GatewayCall): Promise<GatewayAnswer>
  /** What became of an operation that was asked for before; undefined: it never arrived. */
  find(call: GatewayCall): Promise<GatewayAnswer | undefined>
  /** The payment a webhook is about; undefined when it is not the gateway's, or of no concern. */
  readWebhook?(request: { headers: Headers; body: string; now: Instant }): Promise<WebhookReading>
}

export type WebhookReading =
  | { status: 'forged' }
  /** Signed, and no JSON all the same. */
  | { status: 'malformed' }
  | { status: 'irrelevant' }
  | ({ status: 'news' } & GatewayNews)

/** The gateway did not answer, or not in time: nobody knows what it did. */
export class GatewaySilent extends Error {}

export const succeeded = (reference: string | null = null): GatewayAnswer => ({
  status: 'succeeded',
  reference,
})
export const failed = (error: string): GatewayAnswer => ({ status: 'failed', error })
