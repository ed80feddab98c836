import { MS_PER_DAY } from '../domain/shared/time'
import { forgetLinks, forgetSessions } from '../features/portal/session-repository'
import type { Services } from '../services'

/** Long enough to say of an old link that it is expired, rather than that nobody knows it. */
const LINK_RETENTION = 7 * MS_PER_DAY

/** Forgets links and sessions whose time is over. */
export async function forgetSignIns({ directory, now }: Services): Promise<void> {
  await forgetLinks(directory, now() - LINK_RETENTION)
  await forgetSessions(directory, now())
}
