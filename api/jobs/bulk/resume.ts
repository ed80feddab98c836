import { MS_PER_MINUTE } from '../../domain/shared/time'
import { findIdle } from '../../features/bulk/repository'
import type { Services } from '../../services'

/** What was told of nothing for so long may have lost its alarm, or its poke. */
const PATIENCE = MS_PER_MINUTE
/** Jobs woken per run; the rest are still idle in a minute. */
const WOKEN_MAX = 200

/** Wakes the jobs that do not get on. */
export async function resumeBulk({ directory, bulk, now }: Services): Promise<void> {
  const idle = await findIdle(directory, now() - PATIENCE, WOKEN_MAX)
  await Promise.allSettled(
    idle.map(({ merchant_id, id }) => bulk(merchant_id, id).poke(merchant_id, id)),
  )
}
