import { createHash } from 'node:crypto'
import type { Database } from '../../../db/database'
import { type Sha256, sealEntries } from '../../domain/access/audit'
import type { MerchantId } from '../../domain/shared/ids'
import type { Instant } from '../../domain/shared/time'
import { readUnsealed, writeSeals } from './repository'

/** Entries per batch, and batches per run: what is left waits for the next. */
const SEALED_AT_ONCE = 500
const BATCHES_MAX = 20

export const sha256: Sha256 = (text) => createHash('sha256').update(text).digest('hex')

/**
 * Seals what a merchant's log has got since. D1 cannot hash, and a hash that is computed before
 * the batch would be of a log that others go on writing: every write would have to read first, and
 * to lose against others. So the batch of a write gives an entry its place and nothing else, and
 * the chain follows, within about a minute, or when somebody verifies it. Places and entries do
 * not change, so a seal is the same whoever computes it: sealers may meet, or stop half-way.
 *
 * The price: an entry that is changed before it is sealed is sealed as it was changed.
 *
 * @returns undefined, or the sequence of an entry that is missing: behind it nothing is sealed
 */
export async function sealAuditLog(
  db: Database,
  merchant_id: MerchantId,
  now: Instant,
): Promise<{ missing: number } | undefined> {
  for (let batch = 0; batch < BATCHES_MAX; batch++) {
    const { head, entries } = await readUnsealed(db, merchant_id, SEALED_AT_ONCE)
    const seals = sealEntries(head, entries, sha256)
    if (!seals.ok) return seals.error
    await writeSeals(db, merchant_id, seals.value, now)
    if (entries.length < SEALED_AT_ONCE) return undefined
  }
  return undefined
}
