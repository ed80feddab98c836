import { MS_PER_DAY } from '../domain/shared/time'
import { deleteJob } from '../features/bulk/delete-jobs'
import { listOldJobs } from '../features/bulk/retention-repository'
import { forgetNotifications } from '../features/notifications/repository'
import { listOldest, readPosition, writePosition } from '../features/privacy/retention-repository'
import type { Services } from '../services'

/** Merchants looked at per run, in turn. */
const MERCHANTS_MAX = 500
/** Of those, with something to forget, per run. */
const FORGETTING_MAX = 20
const MAILS_MAX = 1_000
/** Each is a few calls to the store of its files. */
const JOBS_MAX = 10
const POSITION = 'retention.merchant'

/** Forgets mails, and imports and exports with their files, after as long as merchants set. */
export async function forgetOld(services: Services): Promise<void> {
  const { directory, shardFor, now } = services
  const after = await readPosition(directory, POSITION)
  const seen = await listOldest(directory, after, MERCHANTS_MAX)
  const since = (days: number) => now() - days * MS_PER_DAY
  const overdue = seen.filter(({ retention, mail_at, export_at, import_at }) => {
    const job_at = Math.min(export_at ?? Infinity, import_at ?? Infinity)
    return (
      (mail_at ?? Infinity) < since(retention.mails_days) || job_at < since(retention.jobs_days)
    )
  })
  const chosen = overdue.slice(0, FORGETTING_MAX)
  for (const { id, retention } of chosen) {
    const db = shardFor(id)
    await forgetNotifications(db, id, since(retention.mails_days), MAILS_MAX)
    for (const job of await listOldJobs(db, id, since(retention.jobs_days), JOBS_MAX)) {
      await deleteJob(services, job, 'forgotten')
    }
  }
  const at_end = overdue.length <= FORGETTING_MAX && seen.length < MERCHANTS_MAX
  const last = overdue.length > FORGETTING_MAX ? chosen.at(-1) : seen.at(-1)
  const position = at_end ? '' : (last?.id ?? '')
  if (position !== after) await writePosition(directory, POSITION, position)
}
