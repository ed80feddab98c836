import type { Instant } from '../shared/time'

export interface BackorderPolicy {
  policy: 'deny' | 'allow' | 'preorder'
  /** Units that may be promised beyond stock, over all orders. */
  limit?: number
  /** `2027-01-15`: the day a preorder is released. */
  available_on?: string
}

/** When a preorder is released: the start of its day, UTC. */
export const releasedAt = ({ policy, available_on }: BackorderPolicy): Instant | null =>
  policy === 'preorder' && available_on !== undefined
    ? Date.parse(`${available_on}T00:00:00.000Z`)
    : null

/**
 * Whether units may be promised that are not there. A preorder is a promise with a date: without
 * one, or once it has passed, there is nothing to promise.
 */
export function acceptsBackorder(policy: BackorderPolicy, now: Instant): boolean {
  if (policy.policy === 'allow') return true
  const released = releasedAt(policy)
  return released !== null && now < released
}
