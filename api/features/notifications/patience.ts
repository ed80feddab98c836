import { type Instant, MS_PER_MINUTE } from '../../domain/shared/time'

/**
 * Minutes until the next try. All of them fit into the 24 hours for which a provider knows a mail
 * by its id, so that a try whose answer was lost is never delivered a second time.
 */
const patience = [1, 5, 15, 60, 180, 360, 480]

/** When a mail is tried again whose try, the `attempts`th, comes to no end. */
export const nextTry = (now: Instant, attempts: number): Instant =>
  now + (patience[attempts - 1] ?? 1) * MS_PER_MINUTE

/** Whether a mail that failed so many times is given up. */
export const isLastTry = (attempts: number): boolean => attempts > patience.length
