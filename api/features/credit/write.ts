import { and, eq } from 'drizzle-orm'
import { appendEvent, type NewEvent } from '../../../db/append-event'
import { type Database, transact } from '../../../db/database'
import { credit_accounts } from '../../../db/schema'
import type { CreditRow } from './repository'

export const insertAccount = (db: Database, row: CreditRow) =>
  db.insert(credit_accounts).values(row)

/** From here on it pays for nothing; what it paid for stays paid, and refunds still reach it. */
export const disableAccount = (
  db: Database,
  { merchant_id, id, version }: CreditRow,
  event: NewEvent,
) =>
  transact(db, [
    appendEvent(db, event),
    db
      .update(credit_accounts)
      .set({ active: false, version: version + 1, updated_at: event.created_at })
      .where(and(eq(credit_accounts.merchant_id, merchant_id), eq(credit_accounts.id, id))),
  ])
