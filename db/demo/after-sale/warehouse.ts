// The warehouses: walks along the shelves with a scanner, then packing, dispatch and the carrier's news.
import type { Run } from '../import.ts'
import { phase } from '../phase.ts'
import { get, post, tryPost } from './desk.ts'
import type { Plan } from './draw.ts'
import type { Told } from './payments.ts'
import type { Fulfillment, Order, Payment } from './wire.ts'

interface PickList {
  readonly id: string
  readonly fulfillments: readonly string[]
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[]
}

export interface Dispatch {
  /** Units that left, by SKU: of this run's orders, and of any that an earlier one left behind. */
  readonly sent: Map<string, number>
  readonly parcels: number
  readonly delivered: ReadonlySet<string>
}

/** Fulfillments per walk, and walks per location: what is left after those is somebody else's. */
const WALK_LENGTH = 50
const MOST_WALKS = 40

/** Every location's work, until there is none. */
async function startWalks(run: Run, locations: readonly string[]): Promise<PickList[]> {
  const walks: PickList[] = []
  for (const location_id of locations) {
    for (let walk = 0; walk < MOST_WALKS; walk++) {
      run.signal.throwIfAborted()
      const body = { location_id, limit: WALK_LENGTH }
      const mark = `-${location_id}-${walk}`
      const list = await post<PickList>(run, 'pick list', '/v1/pick_lists', body, mark)
      if (list.fulfillments.length === 0) break
      walks.push(list)
    }
  }
  return walks
}

/** Scans every unit; before that something that is on another list, which has to be noticed. */
async function pick(run: Run, walks: readonly PickList[], skus: readonly string[]) {
  let wrong = 0
  await phase(run, {
    label: 'Picking',
    items: walks,
    steps: walks.reduce((total, { lines }) => total + lines.length, 0),
    note: () => `${walks.length} pick lists, ${wrong} wrong items noticed`,
    work: async ({ id, lines }, step) => {
      const path = `/v1/pick_lists/${id}`
      const stranger = skus.find((sku) => lines.every((line) => line.sku !== sku))
      if (stranger !== undefined) {
        const answer = await tryPost(run, 'scan', `${path}/scan`, { sku: stranger }, '-wrong')
        if (answer.ok || answer.code !== 'wrong_item') {
          const instead = answer.ok ? 'it was accepted' : answer.summary
          run.faults.push(`Pick list ${id}: ${stranger} is not on it, but ${instead}.`)
        } else wrong++
      }
      for (const { sku, quantity } of lines) {
        await post(run, 'scan', `${path}/scan`, { sku, quantity }, `-${sku}`)
        step()
      }
      await post(run, 'pick list', `${path}/finish`)
    },
  })
}

/** What was only authorized is taken now: money moves when goods do. */
async function capture(run: Run, order_id: string, told: Told): Promise<void> {
  const { payments } = await get<Order>(run, 'read order', `/v1/orders/${order_id}`)
  for (const { id, status } of payments) {
    if (status !== 'authorized') continue
    const path = `/v1/orders/${order_id}/captures`
    const payment = await post<Payment>(run, 'capture', path, { payment_id: id }, `-${id}`)
    told.captured.set(id, payment.captured)
  }
}

const TRAVEL = ['in_transit', 'out_for_delivery', 'delivered'] as const

/** What the carrier tells, the newest first: statuses only ever go forward. */
function newsUntil(arrival: Plan['arrives'], now: number) {
  const past = TRAVEL.slice(0, TRAVEL.indexOf(arrival) + 1)
  const news = past.map((status, index) => ({
    status,
    occurred_at: new Date(now - (past.length - 1 - index) * 1_000).toISOString(),
  }))
  return news.reverse()
}

/** Packs, sends and follows one fulfillment; the units that left with it. */
export async function send(
  run: Run,
  id: string,
  arrives: Plan['arrives'],
): Promise<Fulfillment['lines']> {
  const path = `/v1/fulfillments/${id}`
  await post(run, 'pack', `${path}/pack`, { packages: [{ weight_grams: 850 }] })
  const label = { carrier: 'UPS', service: 'Ground', tracking_number: trackingNumber(run, id) }
  const { lines } = await post<Fulfillment>(run, 'ship', `${path}/ship`, label)
  const events = newsUntil(arrives, Date.now())
  await post(run, 'track', `${path}/tracking_events`, { events })
  return lines
}

const trackingNumber = (run: Run, id: string) =>
  `1Z${run.id.slice(-6)}${id.slice(-10)}`.toUpperCase()

export const addUnits = (to: Map<string, number>, lines: Fulfillment['lines']) => {
  for (const { sku, quantity } of lines) to.set(sku, (to.get(sku) ?? 0) + quantity)
}

export async function workThrough(
  run: Run,
  shop: { locations: readonly string[]; skus: readonly string[] },
  arrivalOf: (order_id: string) => Plan['arrives'],
  told: Told,
): Promise<Dispatch> {
  const walks = await startWalks(run, shop.locations)
  await pick(run, walks, shop.skus)

  const picked = walks.flatMap(({ fulfillments }) => fulfillments)
  const sent = new Map<string, number>()
  const delivered = new Set<string>()
  let parcels = 0
  const orders = new Map<string, Promise<void>>()
  await phase(run, {
    label: 'Dispatch',
    items: picked,
    note: () => `sent ${parcels}, delivered ${delivered.size}`,
    work: async (id) => {
      const { order_id } = await get<Fulfillment>(run, 'read work', `/v1/fulfillments/${id}`)
      // Once per order, whichever of its parcels leaves first.
      const captured = orders.get(order_id) ?? capture(run, order_id, told)
      orders.set(order_id, captured)
      await captured
      const arrives = arrivalOf(order_id)
      addUnits(sent, await send(run, id, arrives))
      parcels++
      if (arrives === 'delivered') delivered.add(id)
    },
  })
  return { sent, parcels, delivered }
}
