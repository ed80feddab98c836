// What one request costs in calls, queries and rows: counted under load, by the metered server.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Figure } from './figures.ts'
import { type Generator, loadOf, settle } from './generator.ts'
import { ask } from './requests.ts'
import type { Shop } from './seed.ts'
import type { Queries, Tallies } from './tallies.ts'

const WARM_UP_MS = 300
const COUNTED_MS = 1_000

/** The tallies of a figure per request. */
export async function count(generator: Generator, shop: Shop, figure: Figure): Promise<Tallies> {
  const take = () => ask<Tallies>(shop.origin, { method: 'GET', path: '/tallies' })
  const settled = () => (figure.writes ? settle(shop) : sleep(figure.rest_ms ?? 0))
  await generator.run(loadOf(figure, shop.origin, WARM_UP_MS))
  await settled()
  await take()
  const { statuses, first_failure } = await generator.run(loadOf(figure, shop.origin, COUNTED_MS))
  if (first_failure) throw new Error(`${figure.name} failed: ${first_failure}`)
  const during = await take()
  await settled()
  const answers = Object.values(statuses).reduce((sum, each) => sum + each, 0)
  return perRequest(answers, during, await take())
}

/** Of what came after the last answer only writes count: waiting for them asks questions, too. */
function perRequest(answers: number, during: Tallies, after: Tallies): Tallies {
  const each = (...counts: readonly number[]) => counts.reduce((a, b) => a + b, 0) / answers
  const queries = (...all: readonly Queries[]): Queries => ({
    statements: each(...all.map(({ statements }) => statements)),
    round_trips: each(...all.map(({ round_trips }) => round_trips)),
    rows_read: each(...all.map(({ rows_read }) => rows_read)),
    rows_written: each(...all.map(({ rows_written }) => rows_written)),
  })
  return {
    object_calls: each(during.object_calls),
    own_calls: each(during.own_calls, after.own_calls),
    request: queries(during.request),
    sync: queries(during.sync, after.sync),
    object_rows_read: each(during.object_rows_read),
    object_rows_written: each(during.object_rows_written, after.object_rows_written),
  }
}
