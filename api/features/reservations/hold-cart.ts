import type { Demand, Source } from '../../domain/inventory/allocate'
import type { ClosedRefusal, Held, Hold, HoldRefusal, Release } from '../../domain/inventory/hold'
import type { Shortage, StockRejection } from '../../domain/inventory/rejection'
import type { MerchantId } from '../../domain/shared/ids'
import { err, ok, type Result } from '../../domain/shared/result'
import { type Called, call } from '../../objects/deadline'
import type { StockClient } from '../../objects/stock-client'

/** A cart to be held on all its SKUs, or on none. */
export interface CartHold {
  stock: StockClient
  merchant_id: MerchantId
  /** Of the Idempotency-Key: ids of the reservation's tries begin with it. */
  key: string
  run: string
  demands: ReadonlyMap<string, Demand>
  source: Source
  expires_at: number
  body_hash: string
  /** For the home SKU's object, the first of the demands. */
  cart: string
  caps: Hold['caps']
}

export interface HeldCart {
  reservation_id: string
  held: ReadonlyMap<string, Held>
  replayed: boolean
}

type Answers = Map<string, Called<Result<Held, HoldRefusal>>>

/** Ids of the same key that were given up before are skipped; more than these is a client gone wild. */
const TRIES_MAX = 50
/** A rival's parallel holds are released within milliseconds; wait for them this often. */
const RIVAL_WAITS_MS = [5, 10, 20, 40, 80]

/**
 * Holds all SKUs at once, each with one call. What cannot be held whole is released again. Two
 * carts that cross on each other's last units would both lose: so a cart that lost to one just now
 * tries once more, one SKU after the other in order, where only one of them can be first.
 */
export async function holdCart(cart: CartHold): Promise<Result<HeldCart, StockRejection>> {
  let in_order = false
  let shortages = new Map<string, Shortage>()
  for (let attempt = 0; attempt < TRIES_MAX; attempt++) {
    const reservation_id = `${cart.key}.${attempt}`
    const answers = await (in_order ? holdInOrder : holdAtOnce)(cart, reservation_id)
    const outcome = judge(answers)
    if (outcome.type === 'held') {
      const { held, replayed } = outcome
      return ok({ reservation_id, held, replayed })
    }
    const spent = outcome.type === 'superseded' || (outcome.type === 'short' && !in_order)
    await release(cart, reservation_id, answers, spent ? { spent } : { run: cart.run })
    if (outcome.type === 'superseded') continue
    if (outcome.type === 'refused') return err(outcome.refusal)

    shortages = merge(shortages, outcome.shortages, answers)
    if (in_order || !outcome.contended) {
      const in_cart = [...cart.demands.keys()].flatMap((sku) => shortages.get(sku) ?? [])
      return err({ code: 'insufficient_stock', shortages: in_cart })
    }
    in_order = true
  }
  return err({ code: 'idempotency_in_progress' })
}

const command = (cart: CartHold, sku: string, demand: Demand, reservation_id: string): Hold => ({
  type: 'hold',
  reservation_id,
  run: cart.run,
  demand,
  source: cart.source,
  expires_at: cart.expires_at,
  body_hash: cart.body_hash,
  cart: sku === homeOf(cart) ? cart.cart : null,
  caps: cart.caps,
  with_others: cart.demands.size > 1,
  tentative: false,
})

export const homeOf = ({ demands }: Pick<CartHold, 'demands'>): string =>
  demands.keys().next().value ?? ''

async function holdAtOnce(cart: CartHold, reservation_id: string): Promise<Answers> {
  const { stock, merchant_id, demands } = cart
  return new Map(
    await Promise.all(
      [...demands].map(async ([sku, demand]) => {
        const hold = command(cart, sku, demand, reservation_id)
        return [sku, await call(stock(merchant_id, sku).execute(hold))] as const
      }),
    ),
  )
}

/** Stops at the first SKU that is not held: nothing after it is touched. */
async function holdInOrder(cart: CartHold, reservation_id: string): Promise<Answers> {
  const { stock, merchant_id, demands } = cart
  const answers: Answers = new Map()
  for (const [sku, demand] of demands) {
    const hold = command(cart, sku, demand, reservation_id)
    let answer = await call(stock(merchant_id, sku).execute({ ...hold, tentative: true }))
    // With an SKU in hand, whoever holds this one at once will let go: it cannot get ours.
    for (const wait of answers.size > 0 ? RIVAL_WAITS_MS : []) {
      if (!isContended(answer)) break
      await new Promise((resolve) => setTimeout(resolve, wait))
      answer = await call(stock(merchant_id, sku).execute({ ...hold, tentative: true }))
    }
    answers.set(sku, answer)
    if (!answer.known || !answer.answer.ok) break
  }
  return answers
}

function isContended(called: Called<Result<Held, HoldRefusal>>): boolean {
  if (!called.known || called.answer.ok) return false
  const { error } = called.answer
  return error.code === 'insufficient_stock' && error.contended
}

type Outcome =
  | { type: 'held'; held: Map<string, Held>; replayed: boolean }
  | { type: 'superseded' }
  | { type: 'short'; shortages: Map<string, Shortage>; contended: boolean }
  | { type: 'refused'; refusal: StockRejection }

function judge(answers: Answers): Outcome {
  const held = new Map<string, Held>()
  const shortages = new Map<string, Shortage>()
  const refusals: (ClosedRefusal | { code: 'idempotency_key_reused' | 'too_many_holds' })[] = []
  let superseded = false
  let contended = false
  for (const [sku, called] of answers) {
    if (!called.known) return { type: 'refused', refusal: { code: 'unavailable' } }
    const { answer } = called
    if (answer.ok) held.set(sku, answer.value)
    else if (answer.error.code === 'superseded') superseded = true
    else if (answer.error.code === 'insufficient_stock') {
      const { requested, available } = answer.error
      contended ||= answer.error.contended
      shortages.set(sku, { sku, requested, available })
    } else refusals.push(answer.error)
  }
  const [refusal] = refusals.sort((a, b) => weight(a.code) - weight(b.code))
  if (refusal) return { type: 'refused', refusal: { code: refusal.code } }
  if (superseded) return { type: 'superseded' }
  if (shortages.size > 0) return { type: 'short', shortages, contended: contended && held.size > 0 }
  return { type: 'held', held, replayed: [...held.values()].every(({ replayed }) => replayed) }
}

/** Where the SKUs of a reservation disagree, what says most about it is answered. */
const order = ['idempotency_key_reused', 'reservation_placed', 'reservation_released']
const weight = (code: string) => (order.includes(code) ? order.indexOf(code) : order.length)

/** Gives up what was held, or may have been. */
async function release(
  { stock, merchant_id }: CartHold,
  reservation_id: string,
  answers: Answers,
  by: Release['by'],
) {
  const taken = [...answers].filter(([, called]) => !called.known || called.answer.ok)
  await Promise.all(
    taken.map(([sku]) =>
      call(stock(merchant_id, sku).execute({ type: 'release', reservation_id, by })),
    ),
  )
}

/** What is short after the second look: its own answers, and the first's where it did not ask. */
const merge = (first: Map<string, Shortage>, second: Map<string, Shortage>, asked: Answers) =>
  new Map([...[...first].filter(([sku]) => !asked.has(sku)), ...second])
