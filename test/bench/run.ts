// `npm run bench`: what the product does per second beside the least the same runtime could do.
import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { count } from './counts.ts'
import { checkHotSku, type Exactness, reservedUnits } from './exactness.ts'
import { figuresOf } from './figures.ts'
import { startGenerator } from './generator.ts'
import { type Measured, measure } from './measure.ts'
import { measureMix } from './mixed.ts'
import { missesLine, timeMisses } from './portal-timing.ts'
import { costPerMillion } from './prices.ts'
import {
  costTable,
  introduction,
  machine,
  mixTable,
  priceTable,
  speedTable,
  verdicts,
} from './report.ts'
import { openShop, type Shop, wake } from './seed.ts'
import { startServer } from './server.ts'
import { spreadOf } from './statistics.ts'
import { createStorage } from './storage.ts'
import type { Tallies } from './tallies.ts'

const { values: options } = parseArgs({
  options: { json: { type: 'string' }, only: { type: 'string' } },
})
const seconds = Number(process.env.BENCH_SECONDS ?? 3)
const mix_seconds = Number(process.env.BENCH_MIX_SECONDS ?? 60)
const SKUS = 1_000

const started_at = performance.now()
function say(line: string): void {
  const elapsed = Math.round((performance.now() - started_at) / 1000)
  process.stderr.write(`${String(elapsed).padStart(4)} s  ${line}\n`)
}

const storage = await createStorage()
const generator = startGenerator()

/** What an order costs: counted with the meter, its computing measured without. */
function priceOfOrders(measured: readonly Measured[], costs: ReadonlyMap<string, Tallies>) {
  const order = measured.find(({ figure }) => figure.name.startsWith('place an order'))
  const tallies = order && costs.get(order.figure.name)
  if (!order || !tallies) return []
  return costPerMillion(tallies, spreadOf(order.product.map(({ cpu_ms }) => cpu_ms ?? 0)).median)
}

/** All figures, or those whose name begins so. */
const wanted = async (shop: Shop) =>
  (await figuresOf(shop)).filter(({ name }) => name.startsWith(options.only ?? ''))

async function countingPass() {
  const server = await startServer(storage, 'metered')
  try {
    say('opening a shop of 1,000 SKUs')
    const shop = await openShop(server.product, storage.secrets.ADMIN_TOKEN, SKUS)
    const costs = new Map<string, Tallies>()
    for (const figure of await wanted(shop)) {
      say(`counting: ${figure.name}`)
      await wake(shop)
      costs.set(figure.name, await count(generator, shop, figure))
    }
    return { shop, costs }
  } finally {
    await server.stop()
  }
}

async function timedPass(opened: Shop) {
  const server = await startServer(storage, 'timed')
  try {
    const shop = { ...opened, origin: server.product }
    await (await fetch(new URL('/prepare', server.floor))).text()
    const measured: Measured[] = []
    let exactness: Exactness | undefined
    for (const figure of await wanted(shop)) {
      say(`timing: ${figure.name}`)
      await wake(shop)
      const reserved = figure.exact ? await reservedUnits(shop) : 0
      const result = await measure(generator, server, shop, figure, seconds * 1000)
      measured.push(result)
      if (figure.exact) exactness = await checkHotSku(shop, reserved, result.statuses)
    }
    if (options.only) return { measured, exactness }
    say(`timing: a mixed load for ${mix_seconds} s`)
    const mixed = await measureMix(generator, server, shop, mix_seconds)
    say('timing: misses of the portal')
    return { measured, exactness, mixed, misses: await timeMisses(shop) }
  } finally {
    await server.stop()
  }
}

try {
  say('starting a fresh server')
  const { shop, costs } = await countingPass()
  say('starting it again on the same storage, without the meter')
  const { measured, exactness, mixed, misses } = await timedPass(shop)
  say('done\n')
  const goals = verdicts(measured, costs, exactness)
  const prices = priceOfOrders(measured, costs)
  const parts = [
    introduction(seconds),
    speedTable(measured),
    costTable(costs),
    ...(prices.length > 0 ? [priceTable(prices)] : []),
    ...(mixed ? [mixTable(mixed)] : []),
    goals.join('\n'),
    ...(misses ? [missesLine(misses)] : []),
  ]
  console.log(parts.join('\n\n'))
  if (options.json) {
    const figures = { machine: machine(), seconds, measured, exactness, mixed, prices, misses }
    const report = { ...figures, costs: Object.fromEntries(costs) }
    await writeFile(options.json, `${JSON.stringify(report, null, 2)}\n`)
  }
  process.exitCode = exactness?.exact === false ? 1 : 0
} finally {
  await generator.stop()
  await storage.remove()
}
