import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { noUnits } from '../../api/domain/inventory/accounts'
import type { MerchantId } from '../../api/domain/shared/ids'
import { decideInD1, holdOf, pinOf, stocked } from '../support/worker/stock'

type Sku = Awaited<ReturnType<typeof stocked>>
const merchant_of_many: MerchantId = 'mer_many'

/** Several SKUs that D1 knows all about. */
async function toldSkus(count: number): Promise<Sku[]> {
  const skus = await Promise.all(Array.from({ length: count }, () => stocked(5)))
  await Promise.all(skus.map(({ stub }) => runDurableObjectAlarm(stub)))
  return skus
}
const projected = async ({ merchant_id, sku }: Pick<Sku, 'merchant_id' | 'sku'>) =>
  env.DB.prepare(
    'SELECT available, reserved, committed FROM stock_levels WHERE (merchant_id, sku) = (?, ?)',
  )
    .bind(merchant_id, sku)
    .first()
/** When the object said what D1 knows of it. */
const toldAt = async ({ merchant_id, sku }: Sku) =>
  Number(
    await env.DB.prepare('SELECT as_of FROM stock_levels WHERE (merchant_id, sku) = (?, ?)')
      .bind(merchant_id, sku)
      .first('as_of'),
  )

it('tells and asks for many SKUs at once: what comes during a batch shares the next one', async () => {
  const skus = Array.from({ length: 150 }, (_, n) => ({
    merchant_id: merchant_of_many,
    sku: `MANY-${n}`,
  }))
  const asked = skus.map(({ sku }) => ({
    ...{ sku, now: 1, entries: [], events: [], pins: [], overdue: [] },
    ...{ tasks_applied: 0, tasks_marked: 0 },
    levels: [{ location_id: 'berlin', ...noUnits, on_hand: 3, available: 3, version: 1 }],
  }))

  const batches = await runInDurableObject(
    env.STOCK_EXCHANGE.getByName(merchant_of_many),
    async (hub) => {
      let counted = 0
      const { DB } = (hub as unknown as { env: Env }).env
      const batch = DB.batch.bind(DB)
      DB.batch = (statements) => {
        counted++
        return batch(statements)
      }
      const answers = await Promise.all(asked.map((each) => hub.exchange(each)))
      expect(answers).toEqual(asked.map(() => ({ outcomes: [], tasks: [], more: false })))
      return counted
    },
  )

  // The first by itself, a hundred that waited for it, and the rest.
  expect(batches).toBe(3)
  expect(await Promise.all(skus.map(projected))).toEqual(
    skus.map(() => ({ available: 3, reserved: 0, committed: 0 })),
  )
})

it('tells D1 what an outcome changed without waiting for another alarm', async () => {
  const [sku] = await toldSkus(1)
  if (!sku) throw new Error('There is one')
  await sku.stock.execute(pinOf('att_told', 'r1', 2))
  await decideInD1('att_told', 'placed', 'ord_1')

  await runDurableObjectAlarm(sku.stub)

  expect(await projected(sku)).toEqual({ available: 3, reserved: 0, committed: 2 })
  const alarm = await runInDurableObject(sku.stub, (_, { storage }) => storage.getAlarm())
  expect(alarm).toBe(null)
})

it('gives each SKU its own outcomes and tasks', async () => {
  const [placed, aborted, young] = await toldSkus(3)
  if (!placed || !aborted || !young) throw new Error('There are three')
  await placed.stock.execute(pinOf('att_mixed_1', 'r1', 1))
  await aborted.stock.execute(pinOf('att_mixed_2', 'r1', 2))
  await young.stock.execute(pinOf('att_mixed_3', 'r1', 3))
  await decideInD1('att_mixed_1', 'placed', 'ord_1')
  await decideInD1('att_mixed_2', 'aborted')

  await Promise.all([placed, aborted, young].map(({ stub }) => runDurableObjectAlarm(stub)))

  expect(await Promise.all([placed, aborted, young].map(projected))).toEqual([
    { available: 4, reserved: 0, committed: 1 },
    { available: 5, reserved: 0, committed: 0 },
    { available: 2, reserved: 3, committed: 0 },
  ])
})

it('lets no SKU that D1 refuses keep the others from being told', async () => {
  const skus = await toldSkus(6)
  const [broken, ...others] = skus
  if (!broken) throw new Error('There are six')
  await Promise.all(skus.map(({ stock }) => stock.execute(holdOf('r1', 2))))
  await runInDurableObject(broken.stub, (_, { storage }) => {
    storage.sql.exec("UPDATE ledger SET quantity = 0 WHERE operation = 'hold'")
  })

  await Promise.all(skus.map(({ stub }) => runDurableObjectAlarm(stub)))

  expect(await projected(broken)).toEqual({ available: 5, reserved: 0, committed: 0 })
  expect(await Promise.all(others.map(projected))).toEqual(
    Array(5).fill({ available: 3, reserved: 2, committed: 0 }),
  )
})

it('lets an announced pin wait for company, and hurries for one that is not', async () => {
  const [announced, alone] = await toldSkus(2)
  if (!announced || !alone) throw new Error('There are two')
  const before = Date.now()

  await announced.stock.execute({ ...pinOf('att_company', 'r1', 1), announced: true })
  await alone.stock.execute(pinOf('att_alone', 'r1', 1))

  await expect.poll(() => projected(announced)).toMatchObject({ reserved: 1 })
  const [late, early] = [await toldAt(announced), await toldAt(alone)]
  expect(late).toBeGreaterThanOrEqual(before + 4_900)
  expect(early).toBeLessThan(late)
})
