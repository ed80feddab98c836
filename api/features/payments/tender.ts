import type { GatewayName } from '../../domain/payments/payment'
import type { MerchantId } from '../../domain/shared/ids'
import { Problem } from '../../http/problem'
import type { Services } from '../../services'
import { findGiftCardByCode, findStoreCredit } from '../credit/repository'

export interface WantedTender {
  gateway: GatewayName
  token?: string | undefined
}

export interface Payer {
  merchant_id: MerchantId
  /** Lower case: whose store credit it is. */
  email: string
  currency: string
}

export interface Tender {
  gateway: GatewayName
  /** What the gateway is given to charge; a gift card's id, never its code. */
  token: string | null
}

/**
 * What a payment is to be charged to, checked before anything is written.
 *
 * @throws Problem when the gateway is not set up, or there is nothing to charge
 */
export async function resolveTender(
  services: Services,
  payer: Payer,
  { gateway, token }: WantedTender,
): Promise<Tender> {
  const found = await services.gateways.find(payer.merchant_id, gateway)
  if (!found) throw new Problem('gateway_disabled')
  return { gateway, token: await resolveToken(services, payer, gateway, token) }
}

async function resolveToken(
  services: Services,
  { merchant_id, email, currency }: Payer,
  gateway: GatewayName,
  token: string | undefined,
): Promise<string | null> {
  const db = services.shardFor(merchant_id)
  switch (gateway) {
    case 'gift_card': {
      if (token === undefined) throw new Problem('token_missing')
      const card = await findGiftCardByCode(db, merchant_id, token)
      const is_valid =
        card?.active &&
        card.currency === currency &&
        (card.expires_at === null || card.expires_at > services.now())
      if (!is_valid) throw new Problem('gift_card_invalid')
      return card.id
    }
    case 'store_credit': {
      const account = await findStoreCredit(db, { merchant_id, email, currency })
      if (!account) throw new Problem('store_credit_missing')
      return account.id
    }
    case 'test':
      if (token === undefined) throw new Problem('token_missing')
      return token
    case 'stripe':
    case 'manual':
      return token ?? null
  }
}
