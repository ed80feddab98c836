// `npm run demo`: imports a catalogue, lets hundreds of shoppers loose on it, and counts afterwards.
import { randomBytes, randomInt } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { findFaults } from './accounts.ts'
import { findMoneyFaults, turnoverOf } from './after-sale/money.ts'
import { createPortal, type Portal } from './after-sale/portal.ts'
import { type AfterSale, serve } from './after-sale/run.ts'
import { keepBooks } from './books.ts'
import { drawCarts } from './carts.ts'
import { type Catalogue, type Row, readCatalogue } from './catalogue.ts'
import { createClient } from './client.ts'
import { importCatalogue, type Run } from './import.ts'
import { findShop, type Options, readOptions, type Shop, USAGE } from './options.ts'
import { phase } from './phase.ts'
import {
  afterSaleTable,
  count,
  emptyTally,
  skuTable,
  soldOut,
  summaryTable,
  timingTable,
} from './report.ts'
import { type Sale, shop } from './storefront.ts'

const LONGEST_START_MS = 60_000
const MOST_FAULTS_SHOWN = 20

const say = (text: string) => process.stdout.write(`${text}\n`)

function openCatalogue(): Catalogue {
  const file = new URL('./catalog/saleor-populatedb_data.json', import.meta.url)
  return readCatalogue(JSON.parse(readFileSync(file, 'utf8')) as Row[])
}

/** The shop to sell from, once its server is ready. Throws a sentence that says what to do. */
async function reach(signal: AbortSignal): Promise<Shop> {
  const give_up_at = Date.now() + LONGEST_START_MS
  for (;;) {
    signal.throwIfAborted()
    const { url, secret_key, publishable_key } = findShop(process.env)
    const status = await fetch(`${url}/readyz`).then(
      async (response) => {
        await response.body?.cancel()
        return response.status
      },
      () => undefined,
    )
    if (status === undefined) {
      throw new Error(
        `No server answers at ${url}. Run \`npm start\` in another terminal, or give the PORT and STATE_DIR of the one that runs.`,
      )
    }
    if (status === 200) {
      if (secret_key && publishable_key) return { url, secret_key, publishable_key }
      throw new Error(
        `${url} answers, but its demo.json is not in STATE_DIR (default .holdfast): ` +
          'give the same STATE_DIR as to `npm start`, or HOLDFAST_SECRET_KEY.',
      )
    }
    if (Date.now() > give_up_at) throw new Error(`${url}/readyz answers ${status}, not 200.`)
    await sleep(500)
  }
}

async function goShopping(run: Run, { carts, seed }: Options, catalogue: Catalogue) {
  const tally = emptyTally()
  const sales = new Map<number, Sale>()
  const started = performance.now()
  await phase(run, {
    label: 'Carts',
    items: drawCarts(seed, carts, catalogue.skus),
    note: () => `placed ${tally.placed}, refused ${tally.refused}`,
    work: async (cart) => {
      const outcome = await shop(run, cart)
      tally[outcome.type]++
      if (outcome.type === 'placed') sales.set(cart.number, outcome.sale)
      if (outcome.type === 'failed') run.faults.push(`Cart ${cart.number}: ${outcome.summary}`)
    },
  })
  // By cart, not by who was faster: the same seed pays for the same carts.
  const placed = [...sales].sort(([a], [b]) => a - b).map(([, sale]) => sale)
  return { tally, placed, seconds: (performance.now() - started) / 1_000 }
}

async function openPortal(run: Run): Promise<Portal> {
  const settings = { kind: 'settings', method: 'GET', path: '/v1/settings', key: 'secret' } as const
  return createPortal(run, (await run.client.expect<{ slug: string }>(settings)).slug)
}

/** Whether all is well. */
async function demo(options: Options, signal: AbortSignal): Promise<boolean> {
  const server = await reach(signal)
  const client = createClient(server)
  const id = `demo-${Date.now().toString(36)}-${randomBytes(3).toString('hex')}`
  const run: Run = { id, client, concurrency: options.concurrency, signal, faults: [] }
  say(`${server.url}, run ${id}, ${options.concurrency} shoppers at a time, seed ${options.seed}`)

  const catalogue = openCatalogue()
  const imported = await importCatalogue(run, catalogue)
  const units = [...imported.received.values()].reduce((total, of) => total + of, 0)
  say(
    `Imported ${catalogue.skus.length} SKUs and ${catalogue.locations.length} locations, ` +
      `received ${count(units)} units`,
  )
  const { tally, placed, seconds } = await goShopping(run, options, catalogue)
  const portal = await openPortal(run)
  const after_sale = await serve(run, {
    sales: placed.slice(0, options.paid),
    seed: options.seed,
    shop: {
      locations: catalogue.locations.map((location) => location.id),
      skus: catalogue.skus.map(({ code }) => code),
    },
    portal,
  })
  say('Waiting until the last holds have expired and every shelf says what has left it')
  const acknowledged = new Set(placed.map((sale) => sale.id))
  const books = await keepBooks(run, imported, acknowledged, after_sale.sent)

  say(`\n${skuTable(books)}\n\n${summaryTable(books, tally)}\n\n${soldOut(books)}\n`)
  say(`${afterSaleTable(turnoverOf(books.orders), after_sale.figures)}\n`)
  const rate = (placed.length / seconds).toFixed(1)
  say(
    `Measured on this machine, client and server together: ${seconds.toFixed(1)} s, ${rate} orders/s`,
  )
  say(timingTable(client.timings))

  const links = await linksTo(server.url, portal, after_sale)
  const faults = [
    ...findFaults(books),
    ...findMoneyFaults(books.orders, after_sale.told),
    ...run.faults,
  ]
  if (faults.length > 0) {
    say(`\nFaults: ${count(faults.length)}`)
    for (const fault of faults.slice(0, MOST_FAULTS_SHOWN)) say(`  ${fault}`)
    if (faults.length > MOST_FAULTS_SHOWN) say(`  … and ${faults.length - MOST_FAULTS_SHOWN} more`)
  }
  say(`\n${links}`)
  return faults.length === 0
}

/** What customers have in their mailboxes now, for whoever wants to see it with their own eyes. */
async function linksTo(url: string, portal: Portal, { known, traveling, returning }: AfterSale) {
  return [
    'In the portal (the links to an order and a return sign in once, within 30 minutes):',
    ...(traveling ? ['  an order on its way:', await portal.mailLink(traveling)] : []),
    ...(returning
      ? [
          '  a return, whose label waits to be printed:',
          `${await portal.mailLink(returning.sale)}&page=order/returns/${returning.return_id}`,
        ]
      : []),
    `  find an order${known ? `, with ${known.customer.email}` : ''}:`,
    url + portal.findOrder(known?.number),
  ].join('\n')
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause === undefined ? error.message : `${error.message} ${explain(error.cause)}`
}

const interruption = new AbortController()
// A second Ctrl-C ends at once: the handler is gone by then.
process.once('SIGINT', () => interruption.abort())

try {
  const options = readOptions(process.argv.slice(2), randomInt(2 ** 32))
  if (!options) say(USAGE)
  else if (!(await demo(options, interruption.signal))) process.exitCode = 1
} catch (error) {
  const interrupted = interruption.signal.aborted
  process.exitCode = interrupted ? 130 : 1
  if (interrupted)
    say('\nInterrupted. Holds that were left expire by themselves; run it again any time.')
  else console.error(explain(error))
}
