import { encodeTime } from 'ulid'
import { type Instant, MS_PER_MINUTE, MS_PER_SECOND } from '../../domain/shared/time'
import type { Metric } from '../../http/open-metrics'
import type { Services } from '../../services'
import { findOldestAnswer, findSchema, findWaitingTotals, sumOverMerchants } from './repository'

/** What is told as recent. */
const RECENT = 5 * MS_PER_MINUTE
const TIME_LENGTH = 10

/**
 * What the database knows of the whole deployment. A counter in an isolate would be one of many, and
 * gone with it: rates and durations of requests are in Analytics Engine instead.
 */
export async function readMetrics({ directory: db, now: clock }: Services): Promise<Metric[]> {
  const now = clock()
  const recently = `ord_${encodeTime(now - RECENT, TIME_LENGTH).toLowerCase()}` as const
  const [schema, totals, tasks, oldest_answer] = await Promise.all([
    findSchema(db),
    sumOverMerchants(db, recently),
    findWaitingTotals(db),
    findOldestAnswer(db),
  ])
  const gauge = (name: string, help: string, value = 0): Metric => ({
    ...{ name: `holdfast_${name}`, type: 'gauge', help, value },
  })
  const counter = (name: string, help: string, value = 0): Metric => ({
    ...gauge(name, help, value),
    type: 'counter',
  })
  const age = (name: string, help: string, since: Instant | null | undefined): Metric => ({
    ...gauge(`${name}_seconds`, help, since ? Math.max(0, now - since) / MS_PER_SECOND : 0),
    unit: 'seconds',
  })
  const { audit_entries = 0, audit_sealed = 0 } = totals ?? {}
  return [
    {
      ...{ name: 'holdfast_schema', type: 'info', value: 1 },
      help: 'The migration that was applied last.',
      labels: { migration: schema ?? '' },
    },
    gauge('merchants', 'Merchants there are.', totals?.merchants),
    gauge('recent_orders', 'Orders placed in the last five minutes.', totals?.recent_orders),
    counter('events', 'Events appended, over all merchants.', totals?.events),
    counter('audit_entries', 'Audit entries appended, over all merchants.', audit_entries),
    gauge(
      'audit_unsealed_entries',
      'Audit entries that wait for their seal. Does not fall: sealing fails or is overtaken.',
      audit_entries - audit_sealed,
    ),
    gauge(
      'stock_tasks_waiting',
      'What D1 decided about stock and no object has carried out yet; 10,000 means at least that.',
      tasks?.waiting,
    ),
    age(
      'stock_task_oldest_age',
      'Age of the oldest of them: how far stock lags behind decisions. Above 60, objects do not answer.',
      tasks?.oldest,
    ),
    age(
      'idempotency_oldest_age',
      'Age of the oldest answer kept for its Idempotency-Key. Much above two days, the sweep fails.',
      oldest_answer,
    ),
  ]
}
