// The clients of the crash test: shoppers and a back office, each told something it may rely on.
import type { Answer } from '../races/client.ts'
import type { Lines } from '../races/shop.ts'
import type { Order } from '../races/wire.ts'
import { follow } from './careers.ts'
import { chance, pick, told, type Visit } from './visit.ts'

/** The reason of the adjustments made here. */
export const DELIVERY = 'delivery'
const KEPT_MAX = 40
const LONG_TTL = 3_600
const SHORT_TTL = 8

/** One to three SKUs, one or two of each. */
function drawLines(catalog: readonly string[]): Lines {
  const cart = new Set(
    Array.from({ length: 1 + Math.floor(Math.random() * 3) }, () => pick(catalog)),
  )
  return [...cart].map((sku) => [sku, chance(0.3) ? 2 : 1] as const)
}

/** Everything one client does, start to end. */
export async function visit(visitor: Visit): Promise<void> {
  const dice = Math.random()
  if (dice < 0.15) return adjust(visitor)
  const patient = chance(0.9)
  if (dice < 0.5) return order(visitor, drawLines(visitor.catalog), { patient })
  return reserve(visitor, drawLines(visitor.catalog))
}

async function reserve(visitor: Visit, lines: Lines): Promise<void> {
  const { world, shop, facts, onWait } = visitor
  const key = crypto.randomUUID()
  const intent = pick(['order', 'order', 'release', 'leave', 'keep'] as const)
  const patient = intent !== 'leave' && chance(0.9)
  // Whoever may go away holds for seconds: what nobody comes back for is free again by itself.
  const ttl_seconds = patient ? LONG_TTL : SHORT_TTL
  const hold = () => shop.reserve(lines, { key, ttl_seconds })
  const held = await world.settle(hold, { patient, onWait })
  if (!held || isRefused(held, 'insufficient_stock')) return
  const { id } = told(held, 201)

  if (intent === 'order') await order(visitor, lines, { reservation_id: id, patient })
  else if (!patient) facts.ended.set(id, 'expired')
  else if (intent === 'keep' && facts.kept.size < KEPT_MAX) facts.kept.set(id, held.body)
  else {
    const released = await world.settle(() => shop.release(id), { patient, onWait })
    told(released, 200)
    facts.ended.set(id, 'released')
  }
}

interface Checkout {
  patient: boolean
  reservation_id?: string
}

async function order(visitor: Visit, lines: Lines, { patient, ...held }: Checkout): Promise<void> {
  const { world, shop, facts, onWait } = visitor
  const external_id = crypto.randomUUID()
  const key = crypto.randomUUID()
  const place = () => shop.order(lines, { external_id, ...held }, key)
  const answer = await world.settle(place, { patient, onWait })
  if (!answer) {
    facts.forsaken.add(external_id)
    return
  }
  // What is held for long enough is there; else there may be too few.
  const is_held = held.reservation_id !== undefined && patient
  if (!is_held && isRefused(answer, 'insufficient_stock')) return
  const placed = told(answer, 201)
  facts.orders.set(placed.id, { placed, is_canceled: false })
  if (held.reservation_id !== undefined) facts.ended.set(held.reservation_id, 'placed')
  const next = Math.random()
  if (next < 0.2) await cancel(visitor, placed)
  else if (next < 0.9) await follow(visitor, placed)
}

async function cancel({ world, shop, facts, onWait }: Visit, placed: Order): Promise<void> {
  const key = crypto.randomUUID()
  const canceled = await world.settle(() => shop.cancel(placed.id, key), { patient: true, onWait })
  told(canceled, 200)
  facts.orders.set(placed.id, { placed, is_canceled: true })
}

async function adjust({ world, shop, facts, skus, onWait }: Visit): Promise<void> {
  const lines = [...new Set([pick(skus), pick(skus)])].map((sku) => ({
    sku,
    location_id: pick(['berlin', 'paris']),
    delta: 1 + Math.floor(Math.random() * 3),
  }))
  const key = crypto.randomUUID()
  const body = { reason: DELIVERY, lines }
  const adjusted = await world.settle(
    () => shop.office.post<{ id: string }>('/v1/inventory/adjustments', body, key),
    { patient: true, onWait },
  )
  facts.adjustments.add(told(adjusted, 201).id)
  for (const { sku, delta } of lines) {
    facts.received.set(sku, (facts.received.get(sku) ?? 0) + delta)
  }
}

const isRefused = ({ body }: Answer<unknown>, code: string) => body.code === code
