import { whenOvertakenAgain } from '../../../db/optimistic-lock'
import { recordsOfPut } from '../../../db/put-records'
import type { Actor } from '../../domain/access/audit'
import type { Rejection } from '../../domain/rejection'
import type { MerchantId } from '../../domain/shared/ids'
import { err, ok, type Result } from '../../domain/shared/result'
import type { Services } from '../../services'
import { forgetCatalog } from '../catalog/snapshot'
import { findLocationIds } from '../locations/repository'
import { type ChannelRow, countChannels, findChannel, saveChannel, toChannel } from './repository'
import type { PutChannel } from './schemas'

/** A snapshot carries them all, so they stay few. */
const CHANNELS_MAX = 1_000

/**
 * Creates the channel, or replaces it wholly: what is absent is cleared.
 *
 * @param check refuses a change that was made from another version
 */
export async function putChannel(
  services: Services,
  merchant_id: MerchantId,
  channel_id: string,
  body: PutChannel,
  check: (existing: ChannelRow | undefined) => void,
  actor: Actor,
): Promise<Result<{ created: boolean; row: ChannelRow }, Rejection>> {
  const db = services.shardFor(merchant_id)
  const known = await checkLocations(services, merchant_id, body.location_ids ?? [])
  if (!known.ok) return known

  return whenOvertakenAgain(async () => {
    const existing = await findChannel(db, { merchant_id, channel_id })
    check(existing)
    if (!existing && (await countChannels(db, merchant_id)) >= CHANNELS_MAX) {
      return err({ code: 'limit_reached', limit: CHANNELS_MAX })
    }

    const now = services.now()
    const row: ChannelRow = {
      merchant_id,
      channel_id,
      ...body,
      location_ids: body.location_ids ?? null,
      cap: body.cap ?? null,
      version: (existing?.version ?? 0) + 1,
      created_at: existing?.created_at ?? now,
      updated_at: now,
    }
    const told = recordsOfPut({
      ...{ existing, row, actor, toWire: toChannel },
      event_id: services.newId('event'),
      object_type: 'channel',
      object_id: channel_id,
    })
    await saveChannel(db, row, existing, told)
    forgetCatalog(merchant_id)
    return ok({ created: !existing, row })
  })
}

/** Locations are never deleted, so what exists now does so when the channel is saved. */
async function checkLocations(
  services: Services,
  merchant_id: MerchantId,
  location_ids: readonly string[],
): Promise<Result<null, Rejection>> {
  if (location_ids.length === 0) return ok(null)
  const known = await findLocationIds(services.shardFor(merchant_id), merchant_id, location_ids)
  const unknown = [...location_ids.entries()].filter(([, id]) => !known.has(id))
  const [first] = unknown
  if (!first) return ok(null)
  const errors = unknown.slice(0, 100).map(([index]) => {
    return { pointer: `/location_ids/${index}`, detail: 'No such location.' }
  })
  return err({ code: 'unknown_location', location_id: first[1], errors })
}
