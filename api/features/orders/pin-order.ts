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
}

export type PinOutcome =
  | { type: 'pinned'; pinned: ReadonlyMap<string, Pinned> }
  | { type: 'short'; shortages: Shortage[] }
  /** Another run has units of the same reservation and is not decided. */
  | { type: 'being_placed'; same_key: boolean }
  | { type: 'refused'; code: 'reservation_placed' | 'reservation_released' | 'unavailable' }

type Answers = Map<string, Called<Result<Pinned, PinRefusal>>>

/** Runs that lost the home SKU let go of the others within milliseconds; look again this often. */
const RIVAL_WAITS_MS = [5, 10, 20, 40, 80, 160]

/**
 * Pins every SKU, each with one call. Of several runs for the same order the one that has the
 * first SKU goes on: it waits for the others, which let go. Whoever does not succeed has released
 * all it touched.
 */
export async function pinOrder(run: PinRun): Promise<PinOutcome> {
  const answers: Answers = new Map()
  const skus = [...run.plan.demands.keys()]
  await pinAll(run, skus, answers)
  for (const wait of RIVAL_WAITS_MS) {
    const rivaled = skus.filter((sku) => isBeingPlaced(answers.get(sku)))
    const home = skus[0]
    if (rivaled.length === 0 || !home || rivaled.includes(home)) break
    await new Promise((resolve) => setTimeout(resolve, wait))
    await pinAll(run, rivaled, answers)
  }
  const outcome = judge(skus, answers)
  if (outcome.type !== 'pinned') await abandon(run)
  return outcome
}

async function pinAll({ plan, ...run }: PinRun, skus: readonly string[], answers: Answers) {
  const { stock, merchant_id, attempt_id, reservation_id, key_hash } = run
  await Promise.all(
    skus.map(async (sku) => {
      const demand = plan.demands.get(sku)
      if (!demand) return
      const { source } = plan
      const pin: Pin = { type: 'pin', attempt_id, reservation_id, key_hash, demand, source }
      answers.set(sku, await call(stock(merchant_id, sku).execute(pin)))
    }),
  )
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
  for (const sku of skus) {
    const called = answers.get(sku)
    if (!called?.known) return { type: 'refused', code: 'unavailable' }
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
        shortages.push({ sku, requested: error.requested, available: error.available })
    }
  }
  if (rival) return { type: 'being_placed', same_key: rival.same_key }
  return shortages.length > 0 ? { type: 'short', shortages } : { type: 'pinned', pinned }
}
