import { and, asc, eq, gt, sql } from 'drizzle-orm'
import { appendAudit } from '../../../db/append-audit'
import { appendEvent } from '../../../db/append-event'
import { type Database, transact } from '../../../db/database'
import type { ChangeRecords } from '../../../db/put-records'
import { locations } from '../../../db/schema'
import type { MerchantId } from '../../domain/shared/ids'
import { instantToWire, present } from '../../http/schemas'
import type { Location } from './schemas'

export type LocationRow = typeof locations.$inferSelect
type Key = Pick<LocationRow, 'merchant_id' | 'location_id'>

const isLocation = ({ merchant_id, location_id }: Key) =>
  and(eq(locations.merchant_id, merchant_id), eq(locations.location_id, location_id))

export const findLocation = (db: Database, key: Key) =>
  db
    .select()
    .from(locations)
    .where(isLocation(key))
    .then(([row]) => row)

/** One more than `limit`, in the order of ids. */
export const listLocations = (
  db: Database,
  merchant_id: MerchantId,
  after: string,
  limit: number,
) =>
  db
    .select()
    .from(locations)
    .where(and(eq(locations.merchant_id, merchant_id), gt(locations.location_id, after)))
    .orderBy(asc(locations.location_id))
    .limit(limit + 1)

export const countLocations = (db: Database, merchant_id: MerchantId) =>
  db.$count(locations, eq(locations.merchant_id, merchant_id))

/** Those of the ids that name a location. */
export const findLocationIds = (
  db: Database,
  merchant_id: MerchantId,
  ids: readonly string[],
): Promise<Set<string>> =>
  db
    .select({ location_id: locations.location_id })
    .from(locations)
    .where(
      and(
        eq(locations.merchant_id, merchant_id),
        sql`${locations.location_id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
      ),
    )
    .then((rows) => new Set(rows.map(({ location_id }) => location_id)))

export function saveLocation(
  db: Database,
  row: LocationRow,
  existing: LocationRow | undefined,
  { event, entry }: ChangeRecords,
): Promise<void> {
  const { merchant_id, location_id, ...changes } = row
  return transact(db, [
    appendEvent(db, event),
    appendAudit(db, entry),
    existing
      ? db.update(locations).set(changes).where(isLocation(row))
      : db.insert(locations).values(row),
  ])
}

export function toLocation(row: LocationRow): Location {
  const {
    merchant_id: _,
    address,
    latitude,
    longitude,
    holidays,
    created_at,
    updated_at,
    ...rest
  } = row
  return {
    ...present(rest),
    holidays: [...holidays],
    address: { ...address, ...present({ latitude, longitude }) },
    created_at: instantToWire(created_at),
    updated_at: instantToWire(updated_at),
  }
}
