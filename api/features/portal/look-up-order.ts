import { Problem } from '../../http/problem'
import type { Services } from '../../services'
import { findOrder } from '../orders/repository'
import { toOrderView } from './customer-order'
import { type Asked, findKnownOrder, readAsked } from './find-known-order'
import type { OrderView } from './order-schemas'

/**
 * What number and e-mail show of an order. Whoever guesses too often from one network waits, and
 * is told so whether the guess was right or not.
 *
 * @param network where it is asked from, without naming anybody
 */
export async function lookUpOrder(
  services: Services,
  slug: string,
  asked: Asked,
  network: string,
): Promise<OrderView | undefined> {
  const { merchant_id, number } = await readAsked(services, slug, asked)
  const lock = services.locks(merchant_id, number)
  const attempt = { kind: 'lookup', subject: number, network } as const
  const verdict = await lock.attempt(attempt)
  if (!verdict.allowed) {
    const headers = { 'cache-control': 'no-store', 'retry-after': String(verdict.retry_after) }
    throw new Problem('lookup_locked', { headers })
  }
  const order = await findKnownOrder(services, { merchant_id, number }, asked.email)
  if (!order) return undefined

  await lock.forgive(attempt)
  const db = services.shardFor(merchant_id)
  const aggregate = await findOrder(db, merchant_id, order.id)
  return aggregate && toOrderView(aggregate)
}
