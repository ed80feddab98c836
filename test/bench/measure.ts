// Runs a figure and its floor in turns, so that a slow minute of the machine falls on both.
import { cpuTime } from './cpu-time.ts'
import type { Figure } from './figures.ts'
import { type Generator, loadOf, settle } from './generator.ts'
import type { LoadResult } from './load.ts'
import type { Shop } from './seed.ts'
import type { Server } from './server.ts'
import { type Run, runOf } from './statistics.ts'

export interface Measured {
  readonly figure: Figure
  readonly product: readonly Run[]
  readonly floor: readonly Run[]
  /** Product by floor, pair by pair. */
  readonly ratios: readonly number[]
  /** All answers of the product, warm-up included. */
  readonly statuses: Record<string, number>
  readonly held_back: number
  readonly failures: readonly string[]
}

const RUNS = 3
const WARM_UP_MS = 1_000
const FLOOR_WARM_UP_MS = 600

export async function measure(
  generator: Generator,
  server: Server,
  shop: Shop,
  figure: Figure,
  timed_ms: number,
): Promise<Measured> {
  const floorFigure: Figure = {
    ...figure,
    requests: [{ method: 'GET', path: figure.floor.path }],
    draw: 'random',
    rest_ms: 0,
  }
  const results: LoadResult[] = []
  const run = async (what: Figure, origin: URL, ms: number) => {
    const before = cpuTime(server.pid())
    const result = await generator.run(loadOf(what, origin, ms))
    const after = cpuTime(server.pid())
    const answers = Object.values(result.statuses).reduce((sum, each) => sum + each, 0)
    const cpu_ms =
      before === undefined || after === undefined ? undefined : (after - before) / answers
    return { result, run: runOf(result.latencies, ms, cpu_ms) }
  }
  const runFloor = async (ms: number) => {
    const { result, run: floorRun } = await run(floorFigure, server.floor, ms)
    if (result.first_failure) throw new Error(`The floor failed: ${result.first_failure}`)
    return floorRun
  }
  const runProduct = async (ms: number) => {
    const { result, run: productRun } = await run(figure, server.product, ms)
    results.push(result)
    if (figure.writes) await settle(shop)
    return productRun
  }

  await runFloor(FLOOR_WARM_UP_MS)
  await runProduct(WARM_UP_MS)
  const floor: Run[] = []
  const product: Run[] = []
  for (let n = 0; n < RUNS; n += 1) {
    floor.push(await runFloor(timed_ms))
    product.push(await runProduct(timed_ms))
  }
  return {
    figure,
    product,
    floor,
    ratios: product.map(({ per_second }, n) => per_second / (floor[n]?.per_second ?? Number.NaN)),
    statuses: sumOf(results.map(({ statuses }) => statuses)),
    held_back: results.reduce((sum, { held_back }) => sum + held_back, 0),
    failures: results.flatMap(({ first_failure }) => first_failure ?? []),
  }
}

function sumOf(all: readonly Record<string, number>[]): Record<string, number> {
  const sum: Record<string, number> = {}
  for (const [status, count] of all.flatMap(Object.entries<number>)) {
    sum[status] = (sum[status] ?? 0) + count
  }
  return sum
}
