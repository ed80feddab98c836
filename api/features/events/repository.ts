import { type EventRow, type LogRange, readLog, selectLast } from '../../../db/event-log'
import type { MerchantId } from '../../domain/shared/ids'
import { instantToWire } from '../../http/schemas'
import type { Services } from '../../services'
import type { Event } from './schemas'

/** The log after a sequence, in order, archived or not. */
export async function listEvents(
  { shardFor, files }: Services,
  merchant_id: MerchantId,
  range: LogRange,
): Promise<{ data: Event[]; through: number }> {
  const { rows, through } = await readLog(shardFor(merchant_id), files, merchant_id, range)
  return { data: rows.map(toEvent), through }
}

/** The sequence of the newest event. */
export const findLastSequence = ({ shardFor }: Services, merchant_id: MerchantId) =>
  selectLast(shardFor(merchant_id), merchant_id).then(([row]) => row?.sequence ?? 0)

export const toEvent = (row: EventRow): Event => ({
  id: row.id,
  sequence: row.sequence,
  type: row.type,
  created_at: instantToWire(row.created_at),
  object_type: row.object_type,
  object_id: row.object_id,
  data: row.data,
})
