import { type Instant, MS_PER_HOUR, MS_PER_MINUTE, MS_PER_SECOND } from '../shared/time'

/** Gaps before each attempt, the first at once; about three days in all. */
export const attemptGaps: readonly number[] = [
  0,
  5 * MS_PER_SECOND,
  5 * MS_PER_MINUTE,
  30 * MS_PER_MINUTE,
  2 * MS_PER_HOUR,
  5 * MS_PER_HOUR,
  10 * MS_PER_HOUR,
  14 * MS_PER_HOUR,
  20 * MS_PER_HOUR,
  24 * MS_PER_HOUR,
]

/** Gaps grow by up to this share, so that what failed together does not come back together. */
const JITTER_SHARE = 0.1
/** A receiver may ask for patience, but not for ever. */
const RETRY_AFTER_MAX = 24 * MS_PER_HOUR

/**
 * When the next attempt is made after as many have failed, or undefined when that was the last.
 *
 * @param jitter from 0 to below 1
 * @param retry_after_ms what the receiver asked for
 */
export function nextAttemptAt(
  failed: number,
  now: Instant,
  jitter: number,
  retry_after_ms = 0,
): Instant | undefined {
  const gap = attemptGaps[failed]
  if (gap === undefined) return undefined
  return now + Math.max(Math.round(gap * (1 + JITTER_SHARE * jitter)), patience(retry_after_ms))
}

export const patience = (retry_after_ms: number) => Math.min(retry_after_ms, RETRY_AFTER_MAX)

/** `Retry-After` in milliseconds: seconds or a date (RFC 9110 §10.2.3); undefined for nonsense. */
export function readRetryAfter(header: string | null, now: Instant): number | undefined {
  const text = header?.trim() ?? ''
  if (/^\d{1,9}$/.test(text)) return Number(text) * MS_PER_SECOND
  const at = /^[A-Za-z]{3},/.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(at) ? undefined : Math.max(at - now, 0)
}
