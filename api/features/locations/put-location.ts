import { whenOvertakenAgain } from '../../../db/optimistic-lock'
import { recordsOfPut } from '../../../db/put-records'
import type { Actor } from '../../domain/access/audit'
import type { Rejection } from '../../domain/rejection'
import type { MerchantId } from '../../domain/shared/ids'
import { err, ok, type Result } from '../../domain/shared/result'
import type { Services } from '../../services'
import { forgetCatalog } from '../catalog/snapshot'
import {
  countLocations,
  findLocation,
  type LocationRow,
  saveLocation,
  toLocation,
} from './repository'
import type { PutLocation } from './schemas'

const LOCATIONS_MAX = 10_000

/**
 * Creates the location, or replaces it wholly: what is absent is cleared.
 *
 * @param check refuses a change that was made from another version
 */
export async function putLocation(
  services: Services,
  merchant_id: MerchantId,
  location_id: string,
  body: PutLocation,
  check: (existing: LocationRow | undefined) => void,
  actor: Actor,
): Promise<Result<{ created: boolean; row: LocationRow }, Rejection>> {
  const db = services.shardFor(merchant_id)

  return whenOvertakenAgain(async () => {
    const existing = await findLocation(db, { merchant_id, location_id })
    check(existing)
    if (!existing && (await countLocations(db, merchant_id)) >= LOCATIONS_MAX) {
      return err({ code: 'limit_reached', limit: LOCATIONS_MAX })
    }

    const now = services.now()
    const { latitude, longitude, ...address } = body.address
    const row: LocationRow = {
      merchant_id,
      location_id,
      ...body,
      address,
      latitude: latitude ?? null,
      longitude: longitude ?? null,
      time_zone: body.time_zone ?? null,
      cutoff: body.cutoff ?? null,
      capacity_per_day: body.capacity_per_day ?? null,
      version: (existing?.version ?? 0) + 1,
      created_at: existing?.created_at ?? now,
      updated_at: now,
    }
    const told = recordsOfPut({
      ...{ existing, row, actor, toWire: toLocation },
      event_id: services.newId('event'),
      object_type: 'location',
      object_id: location_id,
    })
    await saveLocation(db, row, existing, told)
    forgetCatalog(merchant_id)
    return ok({ created: !existing, row })
  })
}
