import { and, eq } from 'drizzle-orm'
import type { Database } from '../../../db/database'
import { gateway_settings } from '../../../db/schema'
import type { GatewayName } from '../../domain/payments/payment'
import type { MerchantId } from '../../domain/shared/ids'
import { createCreditGateway, createStoreCreditDestination, type NewCreditId } from './credit'
import type { PaymentGateway } from './gateway'
import { manualGateway } from './manual'
import { open, seal } from './seal'
import { createStripeGateway } from './stripe'
import { createTestGateway } from './test'

export interface GatewaySecrets {
  secret_key?: string
  webhook_secret?: string
}

/** The gateways of each merchant, as it has set them up. */
export interface Gateways {
  /** Undefined: not set up, or switched off. */
  find: (merchant_id: MerchantId, gateway: GatewayName) => Promise<PaymentGateway | undefined>
  /** For what was begun before: also when it is switched off by now. */
  reach: (merchant_id: MerchantId, gateway: GatewayName) => Promise<PaymentGateway | undefined>
  /** Refunds that go to the customer’s store credit instead of back. */
  storeCredit: (merchant_id: MerchantId) => PaymentGateway
  seal: (merchant_id: MerchantId, gateway: GatewayName, secrets: GatewaySecrets) => Promise<string>
  open: (
    merchant_id: MerchantId,
    gateway: GatewayName,
    sealed: string | null,
  ) => Promise<GatewaySecrets>
}

interface Setting {
  shardFor: (merchant_id: MerchantId) => Database
  newId: NewCreditId
  signing_secret: string
  stripe_base_url: string | undefined
}

export function createGateways(setting: Setting): Gateways {
  const { shardFor, newId, signing_secret } = setting
  const context = (merchant_id: MerchantId, gateway: GatewayName) => `${merchant_id}/${gateway}`
  const gateways: Omit<Gateways, 'find' | 'reach'> = {
    storeCredit: (merchant_id) => createStoreCreditDestination(shardFor(merchant_id), newId),
    seal: (merchant_id, gateway, secrets) =>
      seal(signing_secret, context(merchant_id, gateway), JSON.stringify(secrets)),
    async open(merchant_id, gateway, sealed) {
      const text = sealed && (await open(signing_secret, context(merchant_id, gateway), sealed))
      return text ? (JSON.parse(text) as GatewaySecrets) : {}
    },
  }
  const build = async (merchant_id: MerchantId, gateway: GatewayName, wanted: 'on' | 'any') => {
    const db = shardFor(merchant_id)
    const row = await findGatewaySettings(db, merchant_id, gateway)
    if (wanted === 'on' && row?.enabled === false) return undefined
    switch (gateway) {
      case 'manual':
        return manualGateway
      case 'store_credit':
      case 'gift_card':
        return createCreditGateway(db, newId)
      case 'test': {
        const { webhook_secret } = await gateways.open(merchant_id, gateway, row?.secrets ?? null)
        return createTestGateway(db, webhook_secret)
      }
      case 'stripe': {
        const secrets = await gateways.open(merchant_id, gateway, row?.secrets ?? null)
        const { secret_key, webhook_secret } = secrets
        const base_url = setting.stripe_base_url
        return secret_key
          ? createStripeGateway({ secret_key, webhook_secret, base_url })
          : undefined
      }
    }
  }
  return {
    ...gateways,
    find: (merchant_id, gateway) => build(merchant_id, gateway, 'on'),
    reach: (merchant_id, gateway) => build(merchant_id, gateway, 'any'),
  }
}

export const findGatewaySettings = (db: Database, merchant_id: MerchantId, gateway: GatewayName) =>
  db
    .select()
    .from(gateway_settings)
    .where(
      and(eq(gateway_settings.merchant_id, merchant_id), eq(gateway_settings.gateway, gateway)),
    )
    .then(([row]) => row)
