// Draws the shoppers of one run: the same seed draws the same carts. Pure.
import type { Sku } from './catalogue.ts'

export interface CartLine {
  readonly sku: string
  readonly title: string
  readonly quantity: number
  readonly unit_price: number
}

interface City {
  readonly city: string
  readonly region: string
  readonly postal_code: string
}

/** What becomes of a cart that gets its units. */
type Intent = 'order' | 'order_without_reservation' | 'release' | 'let_expire'

export interface Cart {
  readonly number: number
  readonly lines: readonly CartLine[]
  readonly intent: Intent
  readonly ttl_seconds: number
  /** Also asks for what the shop has just said is not there. */
  readonly insists: boolean
  /** After a refusal asks again, for what is left. */
  readonly takes_less: boolean
  readonly customer: { readonly name: string; readonly email: string }
  readonly shipping_address: City & {
    readonly name: string
    readonly line1: string
    readonly country: string
  }
}

export interface Random {
  /** From 0 up to, never including, 1. */
  next: () => number
  chance: (probability: number) => boolean
  /** An integer from `low` to `high`, both possible. */
  between: (low: number, high: number) => number
  pick: <T>(items: readonly [T, ...T[]]) => T
}

/** Mulberry32: small, and good enough for shopping. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  return {
    next,
    between,
    chance: (probability) => next() < probability,
    pick: (items) => items[between(0, items.length - 1)] ?? items[0],
  }
}

/** Zipf's law, softened: the first of n sells a lot, the last of them still sells. */
const POPULARITY_EXPONENT = 0.5
const HOLD_SECONDS = 90
const GIVEN = ['Ada', 'Grace', 'Alan', 'Edsger', 'Barbara', 'Katherine', 'Tony', 'Radia'] as const
const FAMILY = ['Okafor', 'Nguyen', 'Silva', 'Kowalska', 'Haddad', 'Larsen', 'Murphy'] as const
const STREETS = ['Main Street', 'Oak Avenue', 'Park Road', 'Second Street', 'Maple Lane'] as const
const CITIES: readonly [City, ...City[]] = [
  { city: 'Portland', region: 'OR', postal_code: '97205' },
  { city: 'Austin', region: 'TX', postal_code: '78701' },
  { city: 'Boston', region: 'MA', postal_code: '02116' },
  { city: 'Denver', region: 'CO', postal_code: '80202' },
  { city: 'Atlanta', region: 'GA', postal_code: '30303' },
  { city: 'Seattle', region: 'WA', postal_code: '98101' },
]

function shuffled<T>(random: Random, items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, key: random.next() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item)
}

/** Draws different SKUs, the popular ones more often: the smallest of ln(u) / −weight wins. */
function drawSkus(random: Random, ranked: readonly Sku[], count: number): Sku[] {
  return ranked
    .map((sku, rank) => ({
      sku,
      key: -Math.log(1 - random.next()) * (rank + 1) ** POPULARITY_EXPONENT,
    }))
    .sort((a, b) => a.key - b.key)
    .slice(0, count)
    .map(({ sku }) => sku)
}

function drawIntent(random: Random): Intent {
  const roll = random.next()
  if (roll < 0.7) return 'order'
  if (roll < 0.8) return 'order_without_reservation'
  return roll < 0.9 ? 'release' : 'let_expire'
}

function drawCart(random: Random, number: number, ranked: readonly Sku[]): Cart {
  const intent = drawIntent(random)
  const given = random.pick(GIVEN)
  const family = random.pick(FAMILY)
  const name = `${given} ${family}`
  return {
    number,
    intent,
    lines: drawSkus(random, ranked, random.between(1, 4)).map(({ code, title, price = 0 }) => ({
      sku: code,
      title,
      quantity: random.between(1, 3),
      unit_price: price,
    })),
    ttl_seconds: intent === 'let_expire' ? random.between(2, 5) : HOLD_SECONDS,
    insists: random.chance(0.15),
    takes_less: random.chance(0.6),
    customer: { name, email: `${given}.${family}.${number}@example.com`.toLowerCase() },
    shipping_address: {
      name,
      line1: `${random.between(1, 999)} ${random.pick(STREETS)}`,
      ...random.pick(CITIES),
      country: 'US',
    },
  }
}

/** Only what has a price is for sale. Which SKUs are popular depends on the seed too. */
export function drawCarts(seed: number, count: number, skus: readonly Sku[]): Cart[] {
  const random = createRandom(seed)
  const ranked = shuffled(
    random,
    skus.filter(({ price }) => price !== undefined),
  )
  return Array.from({ length: count }, (_, index) => drawCart(random, index + 1, ranked))
}
