// The benchmark in words: the machine, two tables for the README, and what became of the goals.

import { readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import type { Exactness } from './exactness.ts'
import type { Measured } from './measure.ts'
import type { Mixed } from './mixed.ts'
import type { Cost } from './prices.ts'
import { type Run, type Spread, spreadOf } from './statistics.ts'
import type { Queries, Tallies } from './tallies.ts'

export function machine() {
  const url = new URL('../../node_modules/workerd/package.json', import.meta.url)
  const workerd: { version: string } = JSON.parse(readFileSync(url, 'utf8'))
  const all = cpus()
  return {
    cpu: all[0]?.model.trim() ?? 'unknown',
    cores: all.length,
    node: process.version,
    workerd: workerd.version,
  }
}

export const introduction = (seconds: number) => {
  const { cpu, cores, node, workerd } = machine()
  return `${cores} cores of ${cpu}, Node ${node}, workerd ${workerd}; storage on disk; median of 3 runs
of ${seconds} s (min–max), each right after a run of its floor with as many clients: same process,
same run, same entry. That entry is Miniflare’s direct socket: the development proxy of \`wrangler
dev\` would cost a factor of 4 to 5. Server and load generator share the cores.`
}

const amount = (value: number) => value.toLocaleString('en-US', { maximumFractionDigits: 0 })
const tenths = (value: number) => value.toFixed(value < 10 ? 1 : 0)
const ratio = (value: number) => value.toFixed(2)

const spread = ({ median, min, max }: Spread, format: (value: number) => string) =>
  `${format(median)} (${format(min)}–${format(max)})`

const row = (...cells: readonly string[]) => `| ${cells.join(' | ')} |`

function runCells(runs: readonly Run[]): string[] {
  const of = (name: keyof Run) => spreadOf(runs.map((run) => run[name] ?? Number.NaN))
  const cpu = of('cpu_ms').median
  return [
    spread(of('per_second'), amount),
    spread(of('p50'), tenths),
    spread(of('p95'), tenths),
    spread(of('p99'), tenths),
    Number.isNaN(cpu) ? 'unknown' : cpu.toFixed(2),
  ]
}

export function speedTable(measured: readonly Measured[]): string {
  const rows = measured.flatMap(({ figure, product, floor, ratios }) => [
    row(
      `**${figure.name}**`,
      String(figure.clients),
      ...runCells(product),
      `**${spread(spreadOf(ratios), ratio)}**`,
    ),
    row(figure.floor.name, String(figure.clients), ...runCells(floor), ''),
  ])
  const head = ['', 'clients', 'req/s', 'p50 ms', 'p95 ms', 'p99 ms', 'CPU ms', 'of its floor']
  return [row(...head), row(...head.map((_, n) => (n ? '---:' : '---'))), ...rows].join('\n')
}

export function costTable(costs: ReadonlyMap<string, Tallies>): string {
  const count = (value: number) =>
    value > 0 && value < 0.01 ? '< 0.01' : String(Number(value.toFixed(2)))
  const queries = ({ statements, round_trips, rows_read, rows_written }: Queries) => [
    round_trips === statements
      ? count(statements)
      : `${count(statements)} in ${count(round_trips)}`,
    count(rows_read),
    count(rows_written),
  ]
  const rows = [...costs].map(([name, cost]) =>
    row(
      name,
      count(cost.object_calls),
      count(cost.object_rows_read),
      count(cost.object_rows_written),
      ...queries(cost.request),
      ...queries(cost.sync),
    ),
  )
  const head = row(
    'per request',
    'object calls',
    'rows read',
    'rows written',
    'D1 queries (in round trips)',
    'rows read',
    'rows written',
    'objects’ `sync`: D1 queries (in round trips)',
    'rows read',
    'rows written',
  )
  return [head, row('---', ...Array.from({ length: 9 }, () => '---:')), ...rows].join('\n')
}

/** A storefront's mix: every kind of request has its latencies, all shared the machine. */
export function mixTable({
  seconds,
  clients,
  whole,
  kinds,
  statuses,
  first_failure,
}: Mixed): string {
  const cells = ({ per_second, p50, p95, p99 }: Run) => [
    amount(per_second),
    ...[p50, p95, p99].map(tenths),
  ]
  const head = [
    `mixed, ${clients} clients, ${seconds} s`,
    'share',
    'req/s',
    'p50 ms',
    'p95 ms',
    'p99 ms',
  ]
  const rows = kinds.map(({ kind, share, run }) => row(kind, `${share} %`, ...cells(run)))
  const answers = Object.entries(statuses).map(([status, count]) => `${amount(count)} × ${status}`)
  return [
    row(...head),
    row(...head.map((_, n) => (n ? '---:' : '---'))),
    ...rows,
    row('**all**', '', ...cells(whole)),
    `\nAnswers: ${answers.join(', ')}${first_failure ? `; the first that failed: ${first_failure}` : ''}.`,
  ].join('\n')
}

export function priceTable(costs: readonly Cost[]): string {
  const total = costs.reduce((sum, { dollars }) => sum + dollars, 0)
  return [
    row('a million orders of 3 lines', 'millions', 'US$'),
    row('---', '---:', '---:'),
    ...costs.map(({ item, amount: many, dollars }) =>
      row(item, String(Number(many.toFixed(2))), dollars.toFixed(2)),
    ),
    row('**all**', '', `**${total.toFixed(2)}**`),
  ].join('\n')
}

/** One line per goal, and per thing that should not have happened. */
export function verdicts(
  measured: readonly Measured[],
  costs: ReadonlyMap<string, Tallies>,
  exactness: Exactness | undefined,
): string[] {
  const lines = measured.flatMap(({ figure: { name, goal }, ratios }) => {
    if (goal === undefined) return []
    const { median } = spreadOf(ratios)
    return [`${median >= goal ? 'met' : 'MISSED'}: ${name}: ${ratio(median)}, goal ${ratio(goal)}`]
  })
  const order = [...costs].find(([name]) => name.startsWith('place an order'))?.[1]
  if (order) {
    const { object_calls, request } = order
    const met = request.round_trips <= 1.01 && object_calls <= 3.01
    lines.push(
      `${met ? 'met' : 'MISSED'}: an order is 3 object calls and one D1 batch: ${ratio(object_calls)} and ${ratio(request.round_trips)}`,
    )
  }
  if (exactness)
    lines.push(
      `${exactness.exact ? 'met' : 'MISSED'}: hot SKU exact: ${amount(exactness.answered)} reservations answered, ${amount(exactness.reserved)} units reserved, ledger ${exactness.balanced ? 'balanced' : 'NOT BALANCED'}`,
    )
  for (const { figure, statuses, failures, held_back } of measured) {
    const asked = costs.get(figure.name)?.request.round_trips ?? 0
    if (figure.misses && asked < 0.99) {
      lines.push(`note: ${figure.name}: only ${ratio(asked)} of the requests asked the database`)
    }
    const other = Object.entries(statuses).filter(([status]) => !status.startsWith('2'))
    if (other.length) {
      const counts = other.map(([status, count]) => `${amount(count)} × ${status}`).join(', ')
      lines.push(`note: ${figure.name}: ${counts}; the first: ${failures[0]}`)
    }
    if (held_back) {
      lines.push(
        `note: ${figure.name}: sent more slowly, ${amount(held_back)} times, not to hit the cache`,
      )
    }
  }
  return lines
}
