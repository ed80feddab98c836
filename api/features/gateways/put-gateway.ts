import { whenOvertakenAgain } from '../../../db/optimistic-lock'
import type { GatewayName } from '../../domain/payments/payment'
import type { MerchantId } from '../../domain/shared/ids'
import type { Services } from '../../services'
import { findPaymentSettings, type PaymentSettings } from '../payments/repository'
import {
  findGatewaySettings,
  type GatewayRow,
  saveGatewaySettings,
  savePaymentSettings,
} from './repository'
import type { PutGateway } from './schemas'

const hintOf = (secret: string) => secret.slice(-4)

/** Sets a gateway up. Secrets that are absent stay as they are. */
export function putGateway(
  services: Services,
  merchant_id: MerchantId,
  gateway: GatewayName,
  body: PutGateway,
  check: (before: { version: number }) => void,
): Promise<GatewayRow> {
  const db = services.shardFor(merchant_id)
  return whenOvertakenAgain(async () => {
    const before = await findGatewaySettings(db, merchant_id, gateway)
    check({ version: before?.version ?? 0 })
    const now = services.now()
    const kept = await services.gateways.open(merchant_id, gateway, before?.secrets ?? null)
    const { secret_key, webhook_secret } = body
    const given = {
      ...(secret_key !== undefined && { secret_key }),
      ...(webhook_secret !== undefined && { webhook_secret }),
    }
    const secrets = { ...kept, ...given }
    const row: GatewayRow = {
      ...{ merchant_id, gateway, enabled: body.enabled },
      publishable_key: body.publishable_key ?? before?.publishable_key ?? null,
      secrets: await services.gateways.seal(merchant_id, gateway, secrets),
      hints: Object.fromEntries(
        Object.entries(secrets).map(([name, secret]) => [name, hintOf(secret)]),
      ),
      version: (before?.version ?? 0) + 1,
      created_at: before?.created_at ?? now,
      updated_at: now,
    }
    await saveGatewaySettings(db, row, {
      ...{ id: services.newId('event'), merchant_id, type: 'gateway.configured' },
      ...{ object_type: 'gateway', object_id: gateway, version: row.version },
      data: { gateway, enabled: row.enabled },
      created_at: now,
    })
    return row
  })
}

/** What the merchant decides about refunds, unpaid orders and late money. */
export function putPaymentSettings(
  services: Services,
  merchant_id: MerchantId,
  body: Omit<PaymentSettings, 'version'>,
  check: (before: { version: number }) => void,
): Promise<PaymentSettings> {
  const db = services.shardFor(merchant_id)
  return whenOvertakenAgain(async () => {
    const before = await findPaymentSettings(db, merchant_id)
    check(before)
    const now = services.now()
    const version = before.version + 1
    const dates = { created_at: now, updated_at: now }
    await savePaymentSettings(
      db,
      { merchant_id, ...body, version, ...dates },
      {
        ...{ id: services.newId('event'), merchant_id, type: 'payment_settings.updated' },
        ...{ object_type: 'payment_settings', object_id: merchant_id, version },
        data: { ...body },
        created_at: now,
      },
    )
    return { ...body, version }
  })
}
