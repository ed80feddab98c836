import { and, desc, eq, lt } from 'drizzle-orm'
import type { Database } from '../../../db/database'
import { withdrawals } from '../../../db/schema'
import type { Id, MerchantId } from '../../domain/shared/ids'
import type { Withdrawal } from '../../domain/withdrawals/withdrawal'

export const findWithdrawal = (
  db: Database,
  merchant_id: MerchantId,
  id: string,
): Promise<Withdrawal | undefined> =>
  db
    .select()
    .from(withdrawals)
    .where(
      and(eq(withdrawals.merchant_id, merchant_id), eq(withdrawals.id, id as Id<'withdrawal'>)),
    )
    .then(([row]) => row)

/** Newest first, below the last id of the page before. */
export const listWithdrawals = (
  db: Database,
  merchant_id: MerchantId,
  before: string | undefined,
  limit: number,
): Promise<Withdrawal[]> =>
  db
    .select()
    .from(withdrawals)
    .where(
      and(
        eq(withdrawals.merchant_id, merchant_id),
        before === undefined ? undefined : lt(withdrawals.id, before as Id<'withdrawal'>),
      ),
    )
    .orderBy(desc(withdrawals.id))
    .limit(limit + 1)
