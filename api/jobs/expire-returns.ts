import { systemActor } from '../domain/access/audit'
import { expireReturn } from '../features/returns/change-return'
import { giveBonus } from '../features/returns/give-bonus'
import { findBonusesDue, findOverdueReturns } from '../features/returns/repository'
import { describeError } from '../http/log'
import type { Services } from '../services'

/** Looked at per run; the rest is still there in a minute. */
const RETURNS_MAX = 50

/** Ends returns that never arrived, and gives what completed ones still promise. Each by itself. */
export async function expireReturns(services: Services): Promise<void> {
  const { directory, now } = services
  const overdue = await findOverdueReturns(directory, now(), RETURNS_MAX)
  const due = await findBonusesDue(directory, RETURNS_MAX)
  const runs = [
    ...overdue.map(
      ({ merchant_id, id }) =>
        async () => {
          const actor = systemActor('expireReturn')
          const asked = { merchant_id, return_id: id, request: null, actor }
          const { skus } = await expireReturn(services, asked)
          await Promise.allSettled(skus.map((sku) => services.stock(merchant_id, sku).poke()))
        },
    ),
    ...due.map(
      ({ merchant_id, id }) =>
        () =>
          giveBonus(services, { merchant_id, return_id: id }),
    ),
  ]
  const ended = await Promise.allSettled(runs.map((run) => run()))
  for (const each of ended) {
    if (each.status === 'rejected') console.error(JSON.stringify(describeError(each.reason)))
  }
}
