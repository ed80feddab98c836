import { auditOf } from '../../../db/append-audit'
import type { NewEvent } from '../../../db/append-event'
import { whenOvertakenAgain } from '../../../db/optimistic-lock'
import type { Actor } from '../../domain/access/audit'
import { changedFields } from '../../domain/access/changed-fields'
import type { Rejection } from '../../domain/rejection'
import type { MerchantId } from '../../domain/shared/ids'
import { err, ok, type Result } from '../../domain/shared/result'
import type { Services } from '../../services'
import { defaultRouting, forgetCatalog } from '../catalog/snapshot'
import { findLocationIds } from '../locations/repository'
import {
  findRoutingSettings,
  type RoutingSettingsRow,
  saveRoutingSettings,
  toRoutingSettings,
} from './repository'
import type { PutRouting } from './schemas'

/** The merchant's own, or what everybody has until they say otherwise: version 1. */
export async function readRoutingSettings(services: Services, merchant_id: MerchantId) {
  const row = await findRoutingSettings(services.shardFor(merchant_id), merchant_id)
  return toRoutingSettings(row ?? { ...defaultRouting, version: 1 })
}

/**
 * Replaces how orders are routed wholly: what is absent is cleared.
 *
 * @param check refuses a change that was made from another version
 */
export async function putRouting(
  services: Services,
  merchant_id: MerchantId,
  body: PutRouting,
  check: (version: number) => void,
  actor: Actor,
): Promise<Result<RoutingSettingsRow, Rejection>> {
  const db = services.shardFor(merchant_id)
  const known = await checkLocations(services, merchant_id, body)
  if (!known.ok) return known

  return whenOvertakenAgain(async () => {
    const existing = await findRoutingSettings(db, merchant_id)
    const before = existing?.version ?? 1
    check(before)
    const now = services.now()
    const row: RoutingSettingsRow = {
      merchant_id,
      ...body,
      max_splits: body.max_splits ?? null,
      min_split_value: body.min_split_value ?? null,
      version: before + 1,
      created_at: existing?.created_at ?? now,
      updated_at: now,
    }
    const event: NewEvent = {
      id: services.newId('event'),
      merchant_id,
      type: 'routing.updated',
      object_type: 'routing',
      object_id: merchant_id,
      version: row.version,
      data: toRoutingSettings(row),
      created_at: now,
    }
    const changed = changedFields(existing && toRoutingSettings(existing), event.data)
    await saveRoutingSettings(db, row, existing, event, auditOf(event, actor, changed))
    forgetCatalog(merchant_id)
    return ok(row)
  })
}

/** Locations are never deleted: what exists now does so when the rules are used. */
async function checkLocations(
  services: Services,
  merchant_id: MerchantId,
  { rules }: PutRouting,
): Promise<Result<null, Rejection>> {
  const named = rules.flatMap((rule, at) =>
    rule.type === 'ranked_locations'
      ? rule.location_ids.map((location_id, index) => {
          return { location_id, pointer: `/rules/${at}/location_ids/${index}` }
        })
      : [],
  )
  if (named.length === 0) return ok(null)
  const ids = [...new Set(named.map(({ location_id }) => location_id))]
  const known = await findLocationIds(services.shardFor(merchant_id), merchant_id, ids)
  const unknown = named.filter(({ location_id }) => !known.has(location_id))
  const [first] = unknown
  if (!first) return ok(null)
  const errors = unknown
    .slice(0, 100)
    .map(({ pointer }) => ({ pointer, detail: 'No such location.' }))
  return err({ code: 'unknown_location', location_id: first.location_id, errors })
}
