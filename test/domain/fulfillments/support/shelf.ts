/** One SKU's stock over the real rules: pins at once, what D1 decided when it is told. */
import type { Movement } from '../../../../api/domain/inventory/accounts'
import { decide } from '../../../../api/domain/inventory/machine'
import { settleOutcome, settleTask } from '../../../../api/domain/inventory/settle'
import {
  applyChanges,
  type Changes,
  emptyStock,
  type Records,
} from '../../../../api/domain/inventory/stock'
import type { Allocation, StockTask } from '../../../../api/domain/inventory/task'
import type { AttemptId } from '../../../../api/domain/shared/ids'

type News = { outcome: AttemptId } | { task: StockTask }

export function createShelf(now: number) {
  const stock = emptyStock()
  const kept: Pick<Changes, 'reservations' | 'attempts'> = { reservations: [], attempts: [] }
  const records: Records = {
    reservation: (id) => kept.reservations.findLast((each) => each.id === id),
    attempt: (id) => kept.attempts.findLast((each) => each.id === id),
    // Nothing is counted here.
    adjustment: () => undefined,
    count: () => undefined,
    entriesSince: () => [],
  }
  const movements: Movement[] = []
  let news: News[] = []
  let adjustments = 0
  let sequence = 0

  const apply = (changes: Changes) => {
    applyChanges(stock, changes, now)
    movements.push(...changes.movements)
    kept.reservations = [...kept.reservations, ...changes.reservations]
    kept.attempts = [...kept.attempts, ...changes.attempts]
  }
  const receive = (location_id: string, delta: number) => {
    const adjustment = { location_id, bucket: 'on_hand', delta } as const
    const adjustment_id = `adj_${++adjustments}`
    const command = {
      type: 'adjust',
      adjustment_id,
      reason: 'r',
      adjustments: [adjustment],
    } as const
    apply(decide(stock, records, command, now).changes)
  }
  /** The units, or how many there are. */
  const pin = (attempt_id: AttemptId, quantity: number, locations: readonly string[]) => {
    const { result, changes } = decide(
      stock,
      records,
      {
        ...{ type: 'pin', attempt_id, reservation_id: `units.${attempt_id}`, key_hash: '' },
        ...{ demand: { quantity, at: [] }, with_others: false, tentative: true },
        announced: false,
        source: { locations, named_only: [], buffer: 0, cap: null },
      },
      now,
    ) as { result: { ok: boolean; value?: unknown; error?: unknown }; changes: Changes }
    apply(changes)
    if (result.ok) return { units: (result.value as { units: readonly Allocation[] }).units }
    return { available: (result.error as { available: number }).available }
  }
  const abandon = (attempt_id: AttemptId) =>
    apply(decide(stock, records, { type: 'abandon', attempt_id }, now).changes)
  const tell = (told: News) => {
    news.push(told)
  }
  /** What D1 decided, in order; outcomes may be behind the tasks that prove them. */
  const sync = () => {
    for (const told of news) {
      if ('outcome' in told) {
        const outcome = { attempt_id: told.outcome, outcome: 'placed', order_id: 'ord_1' } as const
        apply(settleOutcome(stock, records, outcome, now))
      } else {
        const task = { ...told.task, sequence: ++sequence }
        for (const changes of settleTask(stock, records, task, now)) apply(changes)
      }
    }
    news = []
  }
  const tally = (isCounted: (movement: Movement) => boolean) =>
    movements.filter(isCounted).reduce((sum, { quantity }) => sum + quantity, 0)
  return { stock, receive, pin, abandon, tell, sync, tally }
}
