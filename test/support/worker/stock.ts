/** A stock object by itself, as the Worker's use cases call it. */
import { evictDurableObject, runDurableObjectAlarm } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import type { Hold } from '../../../api/domain/inventory/hold'
import type { Pin } from '../../../api/domain/inventory/pin'
import type { AttemptId, MerchantId } from '../../../api/domain/shared/ids'
import type { SkuStock } from '../../../api/objects/sku-stock'
import { createStockClient, stockName } from '../../../api/objects/stock-client'

const merchant_id: MerchantId = 'mer_objects'
let skus = 0

const anywhere = (quantity: number) => ({ quantity, at: [] })
const source = { locations: ['berlin', 'paris'], named_only: [], buffer: 0, cap: null }

export const holdOf = (reservation_id: string, quantity = 1, change: Partial<Hold> = {}): Hold => ({
  type: 'hold',
  reservation_id,
  run: 'run',
  demand: anywhere(quantity),
  source,
  expires_at: Date.now() + 600_000,
  body_hash: 'body',
  cart: null,
  caps: [],
  with_others: false,
  tentative: false,
  ...change,
})

export const pinOf = (attempt_id: AttemptId, reservation_id: string, quantity = 1): Pin => ({
  type: 'pin',
  attempt_id,
  reservation_id,
  key_hash: 'key',
  demand: anywhere(quantity),
  source,
  with_others: false,
  tentative: false,
  announced: false,
})

/** An SKU of its own, with units in Berlin. */
export async function stocked(quantity: number) {
  const sku = `SKU-${++skus}`
  const stub = env.SKU_STOCK.getByName(stockName(merchant_id, sku))
  const stock = createStockClient(env.SKU_STOCK)(merchant_id, sku)
  if (quantity > 0) {
    await stock.execute({
      type: 'adjust',
      adjustment_id: 'adj_first',
      reason: 'received',
      adjustments: [{ location_id: 'berlin', bucket: 'on_hand', delta: quantity }],
    })
  }
  const available = async () =>
    (await stock.levels()).levels.reduce((sum, level) => sum + level.available, 0)
  return { merchant_id, sku, stub, stock, available }
}

/** What D1 decided about an attempt. */
export const decideInD1 = (
  attempt_id: AttemptId,
  outcome: 'placed' | 'aborted',
  order_id: string | null = null,
) =>
  env.DB.prepare('INSERT INTO attempt_outcomes VALUES (?, ?, ?, 0)')
    .bind(attempt_id, outcome, order_id)
    .run()

/** A task D1 decided on, as the batch of a cancellation writes it. */
export const cancelInD1 = (
  sku: string,
  attempt_id: AttemptId,
  sequence: number,
  quantity: number,
) => {
  const units = [{ location_id: 'berlin', quantity }]
  const task = JSON.stringify({ type: 'cancel', attempt_id, order_id: 'ord_1', units })
  return env.DB.prepare('INSERT INTO stock_tasks VALUES (?, ?, ?, ?, ?, 0, NULL)')
    .bind(merchant_id, sku, sequence, `cancel.${sequence}`, task)
    .run()
}

/** The object leaves memory, and is made anew from its storage by whoever asks next. */
export async function restart(stub: DurableObjectStub<SkuStock>): Promise<void> {
  // What it would tell D1 in a moment keeps it in memory: told now.
  await runDurableObjectAlarm(stub)
  await evictDurableObject(stub)
}
