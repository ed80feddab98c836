import { monotonicFactory } from 'ulid'
import { type Instant, MS_PER_MINUTE } from '../domain/shared/time'

/** A clock that is put back by less is only corrected: ids go on from the last one. */
const CORRECTION_MAX = MS_PER_MINUTE

/**
 * Sortable ids: those drawn within one millisecond sort in the order they were drawn. They say when
 * they were drawn, and old things are forgotten by it: after a clock that ran ahead they follow the
 * right one again.
 */
export function createIdSource(clock: () => Instant): () => string {
  let draw = monotonicFactory()
  let last = Number.NEGATIVE_INFINITY
  return () => {
    const now = clock()
    if (now < last - CORRECTION_MAX) draw = monotonicFactory()
    last = now
    return draw(now).toLowerCase()
  }
}
