// Compares what clients were told with what the server has.
import { expect } from 'vitest'
import { expectBalanced, listAll, readEvents } from '../races/books.ts'
import type { Shop } from '../races/shop.ts'
import type { Order, Reservation, Units } from '../races/wire.ts'
import type { Facts } from './facts.ts'
import { expectStep } from './money.ts'
import { DELIVERY } from './shoppers.ts'
import { decidedOnce, unitsBack, unitsSent } from './travel.ts'

type BySku = Record<string, number>

/** Facts of an order that never change, and where its units come from unless it was canceled. */
const factsOf = ({ id, number, external_id, lines, total, customer }: Order, status: string) => ({
  ...{ id, number, external_id, total, customer },
  lines: lines.map(({ sku, quantity, allocations, components = [] }) => ({
    ...{ sku, quantity },
    units: status !== 'canceled' && [
      ...allocations,
      ...components.flatMap((each) => each.allocations),
    ],
  })),
})

/** What is there is what was told. */
const expectAsTold = (order: Order, placed: Order) =>
  expect(factsOf(order, order.status)).toEqual(factsOf(placed, order.status))

/** How much was told so far. */
export const sizeOf = ({ orders, steps }: Facts) => ({ orders: orders.size, steps: steps.length })

/** Of what was told since then: right after a restart, before anybody writes. */
export async function expectRemembered(
  shop: Shop,
  { orders, steps, kept }: Facts,
  since: ReturnType<typeof sizeOf>,
) {
  const placed = [...orders.values()].slice(since.orders).map((each) => each.placed)
  const news = Map.groupBy(steps.slice(since.steps), ({ order_id }) => order_id)
  const ids = new Set([...placed.map(({ id }) => id), ...news.keys()])
  await Promise.all(
    [...ids].map(async (id) => {
      const { body } = await shop.office.get<Order>(`/v1/orders/${id}`)
      const known = orders.get(id)
      if (known) expectAsTold(body, known.placed)
      for (const step of news.get(id) ?? []) expectStep(body, step)
    }),
  )
  await expectKept(shop, kept)
}

export async function expectKept(shop: Shop, kept: Facts['kept']): Promise<void> {
  for (const { id, lines } of kept.values()) {
    const { body } = await shop.find(id)
    expect(body).toMatchObject({ id, status: 'held', lines })
  }
}

/** Every acknowledged order, as it was told; nothing twice; nothing nobody asked for. */
export async function expectOrders(shop: Shop, facts: Facts): Promise<Order[]> {
  const listed = await listAll<Order>(shop, '/v1/orders')
  const found = new Map(listed.map((order) => [order.id, order]))
  expect(found.size).toBe(listed.length)
  expect(new Set(listed.map(({ external_id }) => external_id)).size).toBe(listed.length)
  for (const [id, { placed, is_canceled }] of facts.orders) {
    const order = found.get(id)
    if (!order) throw new Error(`${id} was acknowledged, and is gone.`)
    expectAsTold(order, placed)
    expect(order.status === 'canceled').toBe(is_canceled)
  }
  const others = listed.filter(({ id }) => !facts.orders.has(id))
  for (const { external_id } of others) expect(facts.forsaken).toContain(external_id)
  return listed
}

/** One event per decision, in a log without a gap. */
export async function expectEvents(shop: Shop, orders: readonly Order[], facts: Facts) {
  const events = await readEvents(shop)
  const idsOf = (type: string) =>
    events.filter((event) => event.type === type).map(({ object_id }) => object_id)
  expect(idsOf('order.placed').sort()).toEqual(orders.map(({ id }) => id).sort())
  const canceled = orders.filter(({ status }) => status === 'canceled').map(({ id }) => id)
  expect(idsOf('order.canceled').sort()).toEqual(canceled.sort())
  for (const [type, ids] of Object.entries(decidedOnce(orders))) {
    expect(idsOf(type).sort()).toEqual(ids.sort())
  }
  const adjusted = events.filter(
    ({ type, data }) => type === 'inventory.adjusted' && data.reason === DELIVERY,
  )
  const told = adjusted.map(({ object_id, data }) => `${data.adjustment_id} ${object_id}`)
  expect(new Set(told).size).toBe(told.length)
  expect(new Set(adjusted.map(({ data }) => data.adjustment_id))).toEqual(facts.adjustments)
}

export async function expectEnded(shop: Shop, { ended }: Facts): Promise<void> {
  const found: Record<string, string> = {}
  for (const id of ended.keys()) found[id] = (await shop.find(id)).body.status
  expect(found).toEqual(Object.fromEntries(ended))
}

/** Units that live reservations hold, by SKU. */
export function reservedBy(kept: Iterable<Reservation>): BySku {
  return sum([...kept].flatMap(({ lines }) => lines.flatMap(unitsOf)))
}

/** Units that orders which are not canceled were promised, by SKU. */
export function committedBy(orders: readonly Order[]): BySku {
  const open = orders.filter(({ status }) => status !== 'canceled')
  return sum(open.flatMap(({ lines }) => lines.flatMap(unitsOf)))
}

/** A line's units by SKU: of a kit, those of its components. */
export function unitsOf({
  sku,
  allocations,
  components,
}: Order['lines'][number]): [string, Units][] {
  const parts = components ?? [{ sku, allocations }]
  return parts.flatMap((part) => part.allocations.map((unit): [string, Units] => [part.sku, unit]))
}

function sum(entries: readonly [string, Pick<Units, 'quantity'>][]): BySku {
  const result: BySku = {}
  for (const [sku, { quantity }] of entries) result[sku] = (result[sku] ?? 0) + quantity
  return result
}

const back = (orders: readonly Order[], which: Parameters<typeof unitsBack>[1]) =>
  orders.flatMap((order) => unitsBack(order, which))

/** What each SKU's counters have to be, by what was told and what is listed. */
export function expectedCounters(
  skus: readonly string[],
  facts: Facts,
  orders: readonly Order[],
  kept: Iterable<Reservation>,
) {
  const [reserved, promised] = [reservedBy(kept), committedBy(orders)]
  const [sent, returned] = [sum(orders.flatMap(unitsSent)), sum(back(orders, 'all'))]
  const damaged = sum(back(orders, 'damaged'))
  return Object.fromEntries(
    skus.map((sku) => {
      const left = sent[sku] ?? 0
      const own = {
        on_hand: (facts.received.get(sku) ?? 0) - left + (returned[sku] ?? 0),
        reserved: reserved[sku] ?? 0,
        committed: (promised[sku] ?? 0) - left,
      }
      const bound = own.reserved + own.committed + (damaged[sku] ?? 0)
      return [sku, { ...own, available: own.on_hand - bound }]
    }),
  )
}

export async function expectAllBalanced(shop: Shop, skus: readonly string[]): Promise<void> {
  for (const sku of skus) await expectBalanced(shop, sku)
}
