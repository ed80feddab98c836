import { eq } from 'drizzle-orm'
import { appendEvent, type NewEvent } from '../../../db/append-event'
import { type Database, transact } from '../../../db/database'
import { gateway_settings, payment_settings } from '../../../db/schema'
import type { MerchantId } from '../../domain/shared/ids'
import { instantToWire } from '../../http/schemas'
import type { Gateway } from './schemas'

export type GatewayRow = typeof gateway_settings.$inferSelect

export { findGatewaySettings } from '../../adapters/payments/registry'

export const listGatewaySettings = (db: Database, merchant_id: MerchantId) =>
  db.select().from(gateway_settings).where(eq(gateway_settings.merchant_id, merchant_id))

export function saveGatewaySettings(db: Database, row: GatewayRow, event: NewEvent) {
  const { merchant_id: _merchant, gateway: _gateway, created_at: _created, ...changes } = row
  return transact(db, [
    appendEvent(db, event),
    db
      .insert(gateway_settings)
      .values(row)
      .onConflictDoUpdate({
        target: [gateway_settings.merchant_id, gateway_settings.gateway],
        set: changes,
      }),
  ])
}

/** A gateway without a row is on, unless it needs secrets. */
export const toGateway = (
  gateway: GatewayRow['gateway'],
  row: GatewayRow | undefined,
): Gateway => ({
  gateway,
  enabled: row?.enabled ?? gateway !== 'stripe',
  publishable_key: row?.publishable_key ?? null,
  secret_key_hint: row?.hints.secret_key ?? null,
  webhook_secret_hint: row?.hints.webhook_secret ?? null,
  version: row?.version ?? 0,
  updated_at: row ? instantToWire(row.updated_at) : null,
})

type SettingsRow = typeof payment_settings.$inferSelect

export function savePaymentSettings(db: Database, row: SettingsRow, event: NewEvent) {
  const { merchant_id: _merchant, created_at: _created, ...changes } = row
  return transact(db, [
    appendEvent(db, event),
    db
      .insert(payment_settings)
      .values(row)
      .onConflictDoUpdate({ target: payment_settings.merchant_id, set: changes }),
  ])
}
