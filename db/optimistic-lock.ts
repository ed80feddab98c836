import { violatedConstraint } from './database'

/** More tries than writers of one object are likely to meet; each loses at most one per rival. */
const TRIES_MAX = 25

/**
 * Runs read, decide and save again when another writer was first: every run reads anew, so it
 * decides on what the other one left.
 */
export async function whenOvertakenAgain<T>(run: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await run()
    } catch (error) {
      if (tries >= TRIES_MAX || !isOvertaken(error)) throw error
    }
  }
}

/** Another writer took the next version of the object, or changed what an invariant is about. */
function isOvertaken(error: unknown): boolean {
  if (violatedConstraint(error)?.startsWith('events.')) return true
  return error instanceof Error && `${error.message} ${String(error.cause)}`.includes('invariant: ')
}
