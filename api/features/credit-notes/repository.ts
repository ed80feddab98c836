import { and, desc, eq, lt } from 'drizzle-orm'
import type { Database } from '../../../db/database'
import { credit_notes } from '../../../db/schema'
import type { CreditNote } from '../../domain/credit-notes/credit-note'
import type { Id, MerchantId } from '../../domain/shared/ids'

export const findCreditNote = (
  db: Database,
  merchant_id: MerchantId,
  id: string,
): Promise<CreditNote | undefined> =>
  db
    .select()
    .from(credit_notes)
    .where(
      and(eq(credit_notes.merchant_id, merchant_id), eq(credit_notes.id, id as Id<'credit_note'>)),
    )
    .then(([row]) => row)

/** Newest first, below the last number of the page before. */
export const listCreditNotes = (
  db: Database,
  merchant_id: MerchantId,
  before: number | undefined,
  limit: number,
): Promise<CreditNote[]> =>
  db
    .select()
    .from(credit_notes)
    .where(
      and(
        eq(credit_notes.merchant_id, merchant_id),
        before === undefined ? undefined : lt(credit_notes.sequence, before),
      ),
    )
    .orderBy(desc(credit_notes.sequence))
    .limit(limit + 1)
