import type { Actor } from '../api/domain/access/audit'
import { changedFields } from '../api/domain/access/changed-fields'
import type { EventId, MerchantId } from '../api/domain/shared/ids'
import type { Instant } from '../api/domain/shared/time'
import { auditOf, type NewAuditEntry } from './append-audit'
import type { NewEvent } from './append-event'

/** What is told of a change, in its batch. */
export interface ChangeRecords {
  event: NewEvent
  entry: NewAuditEntry
}

interface Versioned {
  merchant_id: MerchantId
  version: number
  updated_at: Instant
}

interface Put<Row> {
  event_id: EventId
  object_type: 'sku' | 'location' | 'channel'
  object_id: string
  existing: Row | undefined
  row: Row
  toWire: (row: Row) => Record<string, unknown>
  actor: Actor
}

/** What is told of an object that was created or replaced wholly, beside the object itself. */
export function recordsOfPut<Row extends Versioned>(put: Put<Row>): ChangeRecords {
  const { event_id: id, object_type, object_id, existing, row, toWire, actor } = put
  const event: NewEvent = {
    ...{ id, object_type, object_id, data: toWire(row) },
    merchant_id: row.merchant_id,
    type: existing ? `${object_type}.updated` : `${object_type}.created`,
    version: row.version,
    created_at: row.updated_at,
  }
  const changed = changedFields(existing && toWire(existing), event.data)
  return { event, entry: auditOf(event, actor, changed) }
}
