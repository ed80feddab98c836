import type { GatewayName } from '../../domain/payments/payment'
import type { MerchantId } from '../../domain/shared/ids'
import { Problem } from '../../http/problem'
import type { Services } from '../../services'
import { checkPayment } from '../payments/check-payment'
import { findOrderOfPayment } from '../payments/repository'

/**
 * A message of a gateway is a reason to ask it, and no more: what it answers is what counts. So
 * a message that comes twice, late or out of turn changes nothing.
 *
 * @throws Problem `signature_invalid` when the gateway did not sign it, `malformed_json` when it
 *   signed what is none
 */
export async function receiveWebhook(
  services: Services,
  { merchant_id, gateway }: { merchant_id: MerchantId; gateway: GatewayName },
  message: { headers: Headers; body: string },
): Promise<void> {
  const reached = await services.gateways.reach(merchant_id, gateway)
  const reading = await reached?.readWebhook?.({ ...message, now: services.now() })
  if (!reading || reading.status === 'forged') throw new Problem('signature_invalid')
  if (reading.status === 'malformed') throw new Problem('malformed_json')
  if (reading.status === 'irrelevant') return
  const { payment_id } = reading
  const order_id = await findOrderOfPayment(services.shardFor(merchant_id), merchant_id, payment_id)
  if (order_id) await checkPayment(services, { merchant_id, order_id }, payment_id)
}
