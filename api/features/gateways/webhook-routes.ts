import { z } from '@hono/zod-openapi'
import { authenticate } from '../../adapters/payments/test'
import type { MerchantId } from '../../domain/shared/ids'
import { Problem } from '../../http/problem'
import { readText } from '../../http/request'
import { endpoint } from '../../http/router'
import { checkPayment } from '../payments/check-payment'
import { findOrderOfPayment } from '../payments/repository'
import { receiveWebhook } from './receive-webhook'
import { AuthenticateSchema, gatewayName, ReceivedSchema } from './schemas'

const tag = 'Money'

/** What comes from outside: signed by a gateway, or done by a customer of the test gateway. */
export const gatewayWebhooks = [
  endpoint(
    {
      method: 'post',
      path: '/v1/gateways/{gateway}/webhooks/{merchant_id}',
      operation_id: 'receiveGatewayWebhook',
      summary: 'Receive a webhook of a gateway',
      description:
        'Signed by the gateway with the secret of its settings: Stripe’s `Stripe-Signature`; of `test` `Gateway-Signature: t=SECONDS,v1=HEX`, HMAC-SHA-256 of `SECONDS.BODY`, whose body is `{"payment_id": …}`. The gateway is asked what became of the payment, so a message that is late or comes twice changes nothing.',
      tag,
      access: { key: 'none' },
      params: z.object({ gateway: gatewayName, merchant_id: z.string().max(100) }),
      responses: { 200: ReceivedSchema },
      problems: ['signature_invalid', 'body_too_large', 'malformed_json'],
    },
    async ({ c, services, params: { gateway, merchant_id } }) => {
      const body = await readText(c)
      const { headers } = c.req.raw
      const about = { gateway, merchant_id: merchant_id as MerchantId }
      await receiveWebhook(services, about, { headers, body })
      return { status: 200, body: { received: true } }
    },
  ),
  endpoint(
    {
      method: 'post',
      path: '/v1/gateways/test/authentications/{reference}',
      operation_id: 'authenticateTestPayment',
      summary: 'Do what the test gateway asks its customer for',
      description: 'Where the `next_action` of a payment with `tok_3ds` leads.',
      tag,
      access: { key: 'none' },
      params: z.object({ reference: z.string().max(100) }),
      body: AuthenticateSchema,
      responses: { 200: ReceivedSchema },
    },
    async ({ services, params: { reference }, body: { outcome, notify } }) => {
      const charge = await authenticate(services.directory, reference, outcome)
      if (!charge) throw new Problem('not_found')
      const { merchant_id, payment_id } = charge
      const db = services.shardFor(merchant_id)
      const order_id = await findOrderOfPayment(db, merchant_id, payment_id)
      if (notify && order_id) await checkPayment(services, { merchant_id, order_id }, payment_id)
      return { status: 200, body: { received: notify } }
    },
  ),
]
