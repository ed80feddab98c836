/** How many orders locations are given per day; only those that have a capacity cost anything. */
import { sql } from 'drizzle-orm'
import type { Database } from '../../../db/database'
import { jsonEach, jsonRows } from '../../../db/json-rows'
import { location_days } from '../../../db/schema'
import { localTime } from '../../domain/promises/calendar'
import type { MerchantId } from '../../domain/shared/ids'
import type { Instant } from '../../domain/shared/time'
import type { SnapshotLocation } from '../catalog/snapshot'

/** A day of a location that takes so many orders. */
export interface CapacityDay {
  location_id: string
  day: string
  capacity: number
}

/** The days it is now at the locations that have a capacity. */
export const capacityDays = (
  locations: readonly SnapshotLocation[],
  time_zone: string,
  now: Instant,
): CapacityDay[] =>
  locations.flatMap(({ location_id, capacity_per_day: capacity, time_zone: own }) =>
    capacity === null
      ? []
      : [{ location_id, capacity, day: localTime(now, own ?? time_zone).date }],
  )

/** Orders that each of the locations still takes on its day. */
export async function readCapacity(
  db: Database,
  merchant_id: MerchantId,
  days: readonly CapacityDay[],
): Promise<Map<string, number>> {
  const rows = await db
    .select({ location_id: location_days.location_id, orders: location_days.orders })
    .from(location_days)
    .where(
      sql`${location_days.merchant_id} = ${merchant_id}
        AND (${location_days.location_id}, ${location_days.day}) IN
          (SELECT value ->> '$.location_id', value ->> '$.day' FROM ${jsonEach(days)})`,
    )
  const taken = new Map(rows.map(({ location_id, orders }) => [location_id, orders]))
  return new Map(
    days.map(({ location_id, capacity }) => [
      location_id,
      capacity - (taken.get(location_id) ?? 0),
    ]),
  )
}

/** For the batch that gives the locations an order: fails it where one is full meanwhile. */
export const takeCapacity = (db: Database, merchant_id: MerchantId, days: readonly CapacityDay[]) =>
  db
    .insert(location_days)
    .select(jsonRows(location_days, days, { merchant_id, orders: 1 }))
    .onConflictDoUpdate({
      target: [location_days.merchant_id, location_days.location_id, location_days.day],
      set: { orders: sql`${location_days.orders} + 1`, capacity: sql`excluded.capacity` },
    })

/** Whether a batch failed because a location took its last order of the day meanwhile. */
export const isFull = (error: unknown): boolean =>
  error instanceof Error && `${error.message} ${String(error.cause)}`.includes('location_capacity')
