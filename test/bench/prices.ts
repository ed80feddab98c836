// What a million orders cost on Cloudflare, in list prices beyond what the plan includes.
import type { Tallies } from './tallies.ts'

/**
 * US dollars, Workers Paid, as published on 2026-11-24 at developers.cloudflare.com under
 * workers/platform/pricing, durable-objects/platform/pricing and d1/platform/pricing.
 */
const PER_MILLION = {
  requests: 0.3,
  cpu_ms: 0.02,
  object_requests: 0.15,
  rows_read: 0.001,
  rows_written: 1,
} as const

export interface Cost {
  readonly item: string
  /** Per order, and so millions per million orders. */
  readonly amount: number
  readonly dollars: number
}

/**
 * Per million of a request with these tallies. Left out: the time objects are in memory, which the
 * local runtime does not bill, and storage, which is paid for by the month.
 */
export function costPerMillion(tallies: Tallies, cpu_ms: number): Cost[] {
  const { request, sync, object_calls, own_calls, object_rows_read, object_rows_written } = tallies
  const item = (name: string, amount: number, price: number): Cost => ({
    ...{ item: name, amount, dollars: amount * price },
  })
  return [
    item('Worker requests', 1, PER_MILLION.requests),
    item('CPU, ms', cpu_ms, PER_MILLION.cpu_ms),
    item('object calls', object_calls, PER_MILLION.object_requests),
    item('objects’ own calls and alarms', own_calls, PER_MILLION.object_requests),
    item('D1 rows read', request.rows_read + sync.rows_read, PER_MILLION.rows_read),
    item('D1 rows written', request.rows_written + sync.rows_written, PER_MILLION.rows_written),
    item('object rows read', object_rows_read, PER_MILLION.rows_read),
    item('object rows written', object_rows_written, PER_MILLION.rows_written),
  ]
}
