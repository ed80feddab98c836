import type { z } from '@hono/zod-openapi'
import { instantToWire } from '../../http/schemas'
import type { CreditRow, EntryRow } from './repository'
import type { CreditEntrySchema, GiftCardSchema, StoreCreditSchema } from './schemas'

const datesOf = ({ version, created_at, updated_at }: CreditRow) => ({
  version,
  created_at: instantToWire(created_at),
  updated_at: instantToWire(updated_at),
})

export const toStoreCredit = (row: CreditRow): z.output<typeof StoreCreditSchema> => ({
  ...{ id: row.id, email: row.email ?? '', currency: row.currency, balance: row.balance },
  ...datesOf(row),
})

export const toGiftCard = (row: CreditRow): z.output<typeof GiftCardSchema> => ({
  ...{ id: row.id, hint: row.hint ?? '', currency: row.currency, balance: row.balance },
  active: row.active,
  expires_at: row.expires_at === null ? null : instantToWire(row.expires_at),
  metadata: row.metadata,
  ...datesOf(row),
})

export const toEntry = (row: EntryRow): z.output<typeof CreditEntrySchema> => ({
  ...{ sequence: row.sequence, type: row.type, amount: row.amount },
  ...{ order_id: row.order_id, payment_id: row.payment_id, reason: row.reason },
  created_at: instantToWire(row.created_at),
})
