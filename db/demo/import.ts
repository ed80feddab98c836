// Puts the catalogue into the shop through the public API, and fills its shelves up.
import { type Catalogue, CURRENCY, type Sku, type Stock } from './catalogue.ts'
import { type Client, inParallel } from './client.ts'
import type { Location } from './locations.ts'

interface Level {
  readonly location_id: string
  readonly available: number
}

export interface Inventory {
  readonly sku: string
  readonly on_hand: number
  readonly reserved: number
  readonly committed: number
  readonly damaged: number
  readonly quality_control: number
  readonly safety_stock: number
  readonly available: number
  readonly levels: readonly Level[]
  readonly as_of: string
}

/** What every phase of one run shares. */
export interface Run {
  /** Starts every idempotency key and external id: another run must not be answered from this one. */
  readonly id: string
  readonly client: Client
  readonly concurrency: number
  readonly signal: AbortSignal
  /** What went wrong without stopping the run, each with where to look. */
  readonly faults: string[]
}

export interface Imported {
  /** Before anything was received. */
  readonly before: readonly Inventory[]
  /** Units this run received, by SKU. */
  readonly received: ReadonlyMap<string, number>
}

export function readInventory(run: Run, skus: readonly string[]): Promise<Inventory[]> {
  return inParallel(skus, run.concurrency, run.signal, (sku) =>
    run.client.expect<Inventory>({
      kind: 'inventory',
      method: 'GET',
      path: `/v1/inventory/${sku}`,
      key: 'secret',
    }),
  )
}

const putSku = (client: Client, { code, title, price, weight_grams, product }: Sku) =>
  client.expect({
    kind: 'catalogue',
    method: 'PUT',
    path: `/v1/skus/${code}`,
    key: 'secret',
    body: { title, price, currency: CURRENCY, weight_grams, metadata: { product } },
  })

const putLocation = (client: Client, { id, ...location }: Location) =>
  client.expect({
    kind: 'catalogue',
    method: 'PUT',
    path: `/v1/locations/${id}`,
    key: 'secret',
    body: location,
  })

/** What is missing to the catalogue's quantities: a second run starts from full shelves as well. */
export function shortfalls(stock: readonly Stock[], before: readonly Inventory[]): Stock[] {
  const shelves = new Map(
    before.flatMap(({ sku, levels }) =>
      levels.map(({ location_id, available }) => [`${sku} ${location_id}`, available]),
    ),
  )
  return stock.flatMap(({ sku, location_id, quantity }) => {
    const there = Math.max(0, shelves.get(`${sku} ${location_id}`) ?? 0)
    return quantity > there ? [{ sku, location_id, quantity: quantity - there }] : []
  })
}

async function receive(run: Run, deliveries: readonly Stock[]): Promise<void> {
  if (deliveries.length === 0) return
  const answer = await run.client.expect<{ lines: { sku: string; status: string }[] }>({
    kind: 'adjustment',
    method: 'POST',
    path: '/v1/inventory/adjustments',
    key: 'secret',
    idempotency_key: `${run.id}-receive`,
    body: {
      reason: 'Goods received',
      reference: run.id,
      lines: deliveries.map(({ quantity, ...where }) => ({ ...where, delta: quantity })),
    },
  })
  const refused = answer.lines.find(({ status }) => status !== 'applied')
  if (refused) throw new Error(`The units of ${refused.sku} were not received: ${refused.status}.`)
}

export async function importCatalogue(run: Run, catalogue: Catalogue): Promise<Imported> {
  const { client, concurrency, signal } = run
  const { skus, locations, stock } = catalogue
  await inParallel(locations, concurrency, signal, (location) => putLocation(client, location))
  await inParallel(skus, concurrency, signal, (sku) => putSku(client, sku))
  const before = await readInventory(
    run,
    skus.map(({ code }) => code),
  )
  const deliveries = shortfalls(stock, before)
  await receive(run, deliveries)

  const received = new Map<string, number>()
  for (const { sku, quantity } of deliveries) {
    received.set(sku, (received.get(sku) ?? 0) + quantity)
  }
  return { before, received }
}
