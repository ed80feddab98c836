// One shopper: looks what is there, holds it, and buys it or walks away.
import type { Cart, CartLine } from './carts.ts'
import { CURRENCY } from './catalogue.ts'
import type { Answer, Refusal } from './client.ts'
import type { Run } from './import.ts'

/** What a shop remembers of an order it was given. */
export interface Sale {
  readonly id: string
  readonly number: string
  readonly customer: { readonly email: string }
}

export type Outcome =
  | { readonly type: 'placed'; readonly sale: Sale }
  | { readonly type: 'refused' | 'abandoned' | 'expired' }
  | { readonly type: 'failed'; readonly summary: string }

type Units = ReadonlyMap<string, number>

/** Only that somebody else was faster is a refusal that a shop which works may give. */
const refused = ({ code, summary }: Refusal): Outcome =>
  code === 'insufficient_stock' ? { type: 'refused' } : { type: 'failed', summary }

/** The cart as far as there are units for it; a line without any is dropped. */
export function cutTo(lines: readonly CartLine[], units: Units): CartLine[] {
  return lines
    .map((line) => ({ ...line, quantity: Math.min(line.quantity, units.get(line.sku) ?? 0) }))
    .filter(({ quantity }) => quantity > 0)
}

const asked = (lines: readonly CartLine[]) => lines.map(({ sku, quantity }) => ({ sku, quantity }))

/** What the shopper goes on with after a look at the shop. Who finds nothing asks all the same. */
async function look({ client }: Run, cart: Cart): Promise<Answer<readonly CartLine[]>> {
  const query = new URLSearchParams(cart.lines.map(({ sku }) => ['sku', sku]))
  const answer = await client.call<{ data: { sku: string; available: number }[] }>({
    kind: 'availability',
    method: 'GET',
    path: `/v1/availability?${query}`,
    key: 'publishable',
  })
  if (!answer.ok) return answer
  const there = new Map(answer.value.data.map(({ sku, available }) => [sku, available]))
  const lines = cart.insists ? cart.lines : cutTo(cart.lines, there)
  return { ok: true, value: lines.length > 0 ? lines : cart.lines }
}

interface Held {
  readonly id: string
  readonly expires_at: string
  readonly lines: readonly CartLine[]
}

async function hold(
  { id, client }: Run,
  cart: Cart,
  lines: readonly CartLine[],
  attempt: number,
): Promise<Answer<Held>> {
  const answer = await client.call<{ id: string; expires_at: string }>({
    kind: 'reserve',
    method: 'POST',
    path: '/v1/reservations',
    key: 'publishable',
    idempotency_key: `${id}-${cart.number}-hold-${attempt}`,
    body: { lines: asked(lines), ttl_seconds: cart.ttl_seconds },
  })
  return answer.ok ? { ok: true, value: { ...answer.value, lines } } : answer
}

/** Holds the cart, or, for shoppers who make do, what a first refusal says is left of it. */
async function holdSome(run: Run, cart: Cart, lines: readonly CartLine[]): Promise<Answer<Held>> {
  const first = await hold(run, cart, lines, 1)
  if (first.ok || first.code !== 'insufficient_stock' || !cart.takes_less) return first
  const left = new Map(lines.map(({ sku, quantity }) => [sku, quantity]))
  for (const { sku, available } of first.problem.shortages ?? []) left.set(sku, available)
  const less = cutTo(lines, left)
  return less.length > 0 ? hold(run, cart, less, 2) : first
}

const order = (
  { id, client }: Run,
  cart: Cart,
  lines: readonly CartLine[],
  reservation_id?: string,
): Promise<Answer<Sale>> =>
  client.call({
    kind: reservation_id ? 'order' : 'order at once',
    method: 'POST',
    path: '/v1/orders',
    key: 'secret',
    idempotency_key: `${id}-${cart.number}-order`,
    body: {
      reservation_id,
      external_id: `${id}-${cart.number}`,
      currency: CURRENCY,
      customer: cart.customer,
      shipping_address: cart.shipping_address,
      lines,
      shipping: { service: 'standard', amount: 495 },
    },
  })

const release = ({ client }: Run, reservation_id: string): Promise<Answer<unknown>> =>
  client.call({
    kind: 'release',
    method: 'DELETE',
    path: `/v1/reservations/${reservation_id}`,
    key: 'publishable',
  })

/** Units that are held are the shopper's: not to get them in time is a fault, whatever the reason. */
async function orderHeld(run: Run, cart: Cart, held: Held): Promise<Outcome> {
  const answer = await order(run, cart, held.lines, held.id)
  if (answer.ok) return { type: 'placed', sale: answer.value }
  await release(run, held.id)
  if (Date.now() >= Date.parse(held.expires_at)) return { type: 'refused' }
  return { type: 'failed', summary: answer.summary }
}

async function orderAtOnce(run: Run, cart: Cart, lines: readonly CartLine[]): Promise<Outcome> {
  const answer = await order(run, cart, lines)
  return answer.ok ? { type: 'placed', sale: answer.value } : refused(answer)
}

async function walkAway(run: Run, { id }: Held): Promise<Outcome> {
  const answer = await release(run, id)
  return answer.ok ? { type: 'abandoned' } : { type: 'failed', summary: answer.summary }
}

export async function shop(run: Run, cart: Cart): Promise<Outcome> {
  const seen = await look(run, cart)
  if (!seen.ok) return refused(seen)
  if (cart.intent === 'order_without_reservation') return orderAtOnce(run, cart, seen.value)
  const held = await holdSome(run, cart, seen.value)
  // The answer to its first try was lost, and the hold is over before a retry could ask for it.
  if (!held.ok && held.code === 'reservation_expired') return { type: 'expired' }
  if (!held.ok) return refused(held)
  switch (cart.intent) {
    case 'order':
      return orderHeld(run, cart, held.value)
    case 'release':
      return walkAway(run, held.value)
    case 'let_expire':
      return { type: 'expired' }
  }
}
