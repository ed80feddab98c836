import type { Pin, Pinned, PinRefusal } from '../../domain/inventory/pin'
import type { Shortage } from '../../domain/inventory/rejection'
import type { AttemptId, MerchantId } from '../../domain/shared/ids'
import type { Result } from '../../domain/shared/result'
import { type Called, call } from '../../objects/deadline'
import type { StockClient } from '../../objects/stock-client'
import type { CartPlan } from '../catalog/plan-cart'

/** One run's try to pin an order's units on all its SKUs. */
export interface PinRun {
  stock: StockClient
  merchant_id: MerchantId
  attempt_id: AttemptId
  /** What the units are held under; runs of the same order meet there. */
  reservation_id: string
  key_hash: string
  plan: CartPlan
  /** Whether the batch that decides the attempt tells D1 what was taken. */
  announced: boolean
  /** One SKU after the other: what a run does after it crossed with a rival. */
  in_order: boolean
}

export type PinOutcome =
  | { type: 'pinned'; pinned: ReadonlyMap<string, Pinned> }
  /** `contended`: a rival took the last units just now, and may give them back. */
  | { type: 'short'; shortages: Shortage[]; contended: boolean }
  /** Another run has units of the same reservation and is not decided. */
  | { type: 'being_placed'; same_key: boolean }
  | { type: 'refused'; code: 'reservation_placed' | 'reservation_released' | 'unavailable' }

type Answers = Map<string, Called<Result<Pinned, PinRefusal>>>

/** A rival that cannot have all it wants lets go within milliseconds; look again this often. */
const RIVAL_WAITS_MS = [5, 10, 20, 40, 80, 160]

/**
 * Pins every SKU, each with one call. Of several runs for the same order the one that has the
 * first SKU goes on: it waits for the others, which let go. Whoever does not succeed has released
 * all it touched.
 */
export async function pinOrder(run: PinRun): Promise<PinOutcome> {
  const answers: Answers = new Map()
  const skus = [...run.plan.demands.keys()]
  await (run.in_order ? pinInOrder : pinAtOnce)(run, skus, answers)
  const outcome = judge(skus, answers)
  if (outcome.type !== 'pinned') await abandon(run)
  return outcome
}

async function pinAtOnce(run: PinRun, skus: readonly string[], answers: Answers) {
  const [home] = skus
  let open = skus
  for (const wait of [0, ...RIVAL_WAITS_MS]) {
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    await Promise.all(open.map((sku) => pin(run, sku, answers, false)))
    open = skus.filter((sku) => isBeingPlaced(answers.get(sku)))
    if (open.length === 0 || open[0] === home) return
  }
}

/** Stops at the first SKU that is not pinned: nothing after it is touched. */
async function pinInOrder(run: PinRun, skus: readonly string[], answers: Answers) {
  for (const [index, sku] of skus.entries()) {
    await pin(run, sku, answers, true)
    // With an SKU in hand, whoever crossed with us on this one will let go: it cannot get ours.
    for (const wait of index > 0 ? RIVAL_WAITS_MS : []) {
      if (!isContended(answers.get(sku)) && !isBeingPlaced(answers.get(sku))) break
      await new Promise((resolve) => setTimeout(resolve, wait))
      await pin(run, sku, answers, true)
    }
    const called = answers.get(sku)
    if (!called?.known || !called.answer.ok) return
  }
}

async function pin(run: PinRun, sku: string, answers: Answers, tentative: boolean) {
  const { stock, merchant_id, attempt_id, reservation_id, key_hash, plan, announced } = run
  const demand = plan.demands.get(sku)
  if (!demand) return
  const command: Pin = {
    ...{ type: 'pin', attempt_id, reservation_id, key_hash, demand, source: plan.source },
    with_others: plan.demands.size > 1,
    tentative,
    announced,
  }
  answers.set(sku, await call(stock(merchant_id, sku).execute(command)))
}

function isContended(called: Called<Result<Pinned, PinRefusal>> | undefined): boolean {
  if (!called?.known || called.answer.ok) return false
  const { error } = called.answer
  return error.code === 'insufficient_stock' && error.contended
}

/** Ends this run's attempt on every SKU; where it has nothing, nothing can arrive late. */
export async function abandon({ stock, merchant_id, attempt_id, plan }: PinRun): Promise<void> {
  await Promise.all(
    [...plan.demands.keys()].map((sku) =>
      call(stock(merchant_id, sku).execute({ type: 'abandon', attempt_id })),
    ),
  )
}

const isBeingPlaced = (called: Called<Result<Pinned, PinRefusal>> | undefined) =>
  called?.known && !called.answer.ok && called.answer.error.code === 'being_placed'

function judge(skus: readonly string[], answers: Answers): PinOutcome {
  const pinned = new Map<string, Pinned>()
  const shortages: Shortage[] = []
  let rival: { same_key: boolean } | undefined
  let contended = false
  for (const sku of skus) {
    const called = answers.get(sku)
    // In order, nobody was asked after the first that was not pinned.
    if (!called) continue
    if (!called.known) return { type: 'refused', code: 'unavailable' }
    if (called.answer.ok) {
      pinned.set(sku, called.answer.value)
      continue
    }
    const { error } = called.answer
    switch (error.code) {
      case 'reservation_placed':
      case 'reservation_released':
        return { type: 'refused', code: error.code }
      case 'attempt_closed':
        return { type: 'refused', code: 'unavailable' }
      case 'being_placed':
        rival = error
        break
      case 'insufficient_stock':
        contended ||= error.contended
        shortages.push({ sku, requested: error.requested, available: error.available })
    }
  }
  if (rival) return { type: 'being_placed', same_key: rival.same_key }
  if (pinned.size === skus.length) return { type: 'pinned', pinned }
  return { type: 'short', shortages, contended: contended && pinned.size > 0 }
}
