import { and, asc, eq, gt } from 'drizzle-orm'
import { appendAudit } from '../../../db/append-audit'
import { appendEvent } from '../../../db/append-event'
import { type Database, transact } from '../../../db/database'
import type { ChangeRecords } from '../../../db/put-records'
import { channels } from '../../../db/schema'
import type { MerchantId } from '../../domain/shared/ids'
import { instantToWire, present } from '../../http/schemas'
import type { Channel } from './schemas'

export type ChannelRow = typeof channels.$inferSelect
type Key = Pick<ChannelRow, 'merchant_id' | 'channel_id'>

const isChannel = ({ merchant_id, channel_id }: Key) =>
  and(eq(channels.merchant_id, merchant_id), eq(channels.channel_id, channel_id))

export const findChannel = (db: Database, key: Key) =>
  db
    .select()
    .from(channels)
    .where(isChannel(key))
    .then(([row]) => row)

/** One more than `limit`, in the order of ids. */
export const listChannels = (db: Database, merchant_id: MerchantId, after: string, limit: number) =>
  db
    .select()
    .from(channels)
    .where(and(eq(channels.merchant_id, merchant_id), gt(channels.channel_id, after)))
    .orderBy(asc(channels.channel_id))
    .limit(limit + 1)

export const countChannels = (db: Database, merchant_id: MerchantId) =>
  db.$count(channels, eq(channels.merchant_id, merchant_id))

export function saveChannel(
  db: Database,
  row: ChannelRow,
  existing: ChannelRow | undefined,
  { event, entry }: ChangeRecords,
): Promise<void> {
  const { merchant_id, channel_id, ...changes } = row
  return transact(db, [
    appendEvent(db, event),
    appendAudit(db, entry),
    existing
      ? db.update(channels).set(changes).where(isChannel(row))
      : db.insert(channels).values(row),
  ])
}

/** The channel every merchant starts with; it is created with the merchant. */
export const insertWebChannel = (db: Database, merchant_id: MerchantId, created_at: number) =>
  db.insert(channels).values({
    merchant_id,
    channel_id: 'web',
    name: 'Web',
    kind: 'web',
    buffer: 0,
    metadata: {},
    version: 1,
    created_at,
    updated_at: created_at,
  })

export function toChannel({ merchant_id: _, created_at, updated_at, ...row }: ChannelRow): Channel {
  return {
    ...present(row),
    created_at: instantToWire(created_at),
    updated_at: instantToWire(updated_at),
  }
}
