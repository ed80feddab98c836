import type { Instant } from '../shared/time'
import { MS_PER_MINUTE } from '../shared/time'

/** Wrong guesses of one order in a while: from one network, and from all of them together. */
export interface Tries {
  count: number
  /** From then on the count starts anew. */
  ends_at: Instant
}

export interface Limit {
  /** Tries that are let through per window. */
  max: number
  window: number
}

/** A person errs a few times; from many networks nobody does, but attackers do. */
export const lookupLimits = {
  network: { max: 10, window: 15 * MS_PER_MINUTE },
  order: { max: 60, window: 15 * MS_PER_MINUTE },
} as const satisfies Record<string, Limit>

/** Mails that one order's customer is sent on request, whoever asks. */
export const linkLimits = {
  network: { max: 20, window: 15 * MS_PER_MINUTE },
  order: { max: 40, window: 60 * MS_PER_MINUTE },
} as const satisfies Record<string, Limit>

/** One more try, or when there may be one again. */
export function tryOnce(
  tries: Tries | undefined,
  { max, window }: Limit,
  now: Instant,
): { allowed: true; tries: Tries } | { allowed: false; ends_at: Instant } {
  const current = tries && tries.ends_at > now ? tries : { count: 0, ends_at: now + window }
  if (current.count >= max) return { allowed: false, ends_at: current.ends_at }
  return { allowed: true, tries: { ...current, count: current.count + 1 } }
}
