import { expect, it } from 'vitest'
import { sumDemands } from '../../../api/domain/inventory/demand'
import { holdCart } from '../../../api/features/reservations/hold-cart'
import { createWarehouse, type Fate, type Road } from '../../support/worker/fake-stock'

const source = { locations: ['berlin'], named_only: [], buffer: 0, cap: null }
const later = () => new Promise((resolve) => setTimeout(resolve, 1))
/** A road on which the calls to one SKU are slower than the others. */
const slowTo =
  (slow: string): Road =>
  async (sku, { type }): Promise<Fate> => {
    if (sku === slow && type === 'hold') await later()
    return 'arrives'
  }

const hold = (
  warehouse: ReturnType<typeof createWarehouse>,
  key: string,
  skus: string[],
  road?: Road,
) =>
  holdCart({
    stock: warehouse.client(road),
    merchant_id: 'mer_x',
    key,
    run: crypto.randomUUID(),
    demands: sumDemands(
      skus.map((sku, line) => ({ line, sku, quantity: 1, location_id: undefined })),
    ),
    source,
    expires_at: Date.now() + 600_000,
    body_hash: skus.join(),
    cart: '{}',
    caps: [],
  })

it('lets exactly one of two carts win that cross on each other’s last units', async () => {
  for (let round = 0; round < 50; round++) {
    const warehouse = createWarehouse({ A: 1, B: 1 })

    const [one, two] = await Promise.all([
      hold(warehouse, 'one', ['A', 'B'], slowTo('B')),
      hold(warehouse, 'two', ['A', 'B'], slowTo('A')),
    ])

    expect([one.ok, two.ok].sort()).toEqual([false, true])
    expect([warehouse.reserved('A'), warehouse.reserved('B')]).toEqual([1, 1])
  }
})

it('lets somebody win of three carts in a circle, and leaves nothing behind', async () => {
  for (let round = 0; round < 10; round++) {
    const warehouse = createWarehouse({ A: 1, B: 1, C: 1 })

    const results = await Promise.all([
      hold(warehouse, 'one', ['A', 'B'], slowTo('B')),
      hold(warehouse, 'two', ['B', 'C'], slowTo('C')),
      hold(warehouse, 'three', ['A', 'C'], slowTo('A')),
    ])

    const winners = results.filter(({ ok }) => ok).length
    const reserved = ['A', 'B', 'C'].map((sku) => Number(warehouse.reserved(sku)))
    expect(winners).toBe(1)
    expect(reserved.reduce((sum, units) => sum + units, 0)).toBe(2)
  }
})

it('does not wait for what nobody can give back', async () => {
  const warehouse = createWarehouse({ A: 1, B: 0 })
  const asked: string[] = []

  const result = await hold(warehouse, 'one', ['A', 'B'], (sku, { type }) => {
    asked.push(`${type} ${sku}`)
    return 'arrives'
  })

  expect(result).toMatchObject({
    error: { code: 'insufficient_stock', shortages: [{ sku: 'B', requested: 1, available: 0 }] },
  })
  expect(asked).toEqual(['hold A', 'hold B', 'release A'])
  expect(warehouse.reserved('A')).toBe(0)
})

it.each(['lost before', 'lost after'] as const)(
  'releases everything when a call is %s',
  async (fate) => {
    const warehouse = createWarehouse({ A: 1, B: 1 })

    const result = await hold(warehouse, 'one', ['A', 'B'], (sku, { type }) =>
      sku === 'B' && type === 'hold' ? fate : 'arrives',
    )

    expect(result).toMatchObject({ error: { code: 'unavailable' } })
    expect([warehouse.reserved('A'), warehouse.reserved('B')]).toEqual([0, 0])
  },
)

it('holds again under the same key after all was given up', async () => {
  const warehouse = createWarehouse({ A: 1, B: 1 })
  await hold(warehouse, 'one', ['A', 'B'], (sku, { type }) =>
    sku === 'B' && type === 'hold' ? 'lost after' : 'arrives',
  )

  const retried = await hold(warehouse, 'one', ['A', 'B'])

  expect(retried).toMatchObject({ ok: true, value: { reservation_id: 'one.1', replayed: false } })
  expect([warehouse.reserved('A'), warehouse.reserved('B')]).toEqual([1, 1])
})

it('keeps the units of a request that was answered when its double gives up', async () => {
  const warehouse = createWarehouse({ A: 1, B: 1 })
  let answered = (): void => {}
  const first = new Promise<void>((resolve) => {
    answered = resolve
  })
  // The double reaches A, and loses its call to B only after the first was answered.
  const double = hold(warehouse, 'one', ['A', 'B'], async (sku, { type }) => {
    if (sku !== 'B' || type !== 'hold') return 'arrives'
    await first
    return 'lost before'
  })
  const result = await hold(warehouse, 'one', ['A', 'B'])
  answered()

  expect(result).toMatchObject({ ok: true })
  expect(await double).toMatchObject({ error: { code: 'unavailable' } })
  expect([warehouse.reserved('A'), warehouse.reserved('B')]).toEqual([1, 1])
})

it('frees what a request held that died before it was whole', async () => {
  const warehouse = createWarehouse({ A: 1, B: 0 })
  // Its Worker was gone before it could give anything back.
  await Promise.race([
    hold(warehouse, 'one', ['A', 'B'], (_, { type }) =>
      type === 'release' ? new Promise(() => {}) : 'arrives',
    ),
    later(),
  ])
  expect(warehouse.reserved('A')).toBe(1)

  const retried = await hold(warehouse, 'one', ['A', 'B'])

  expect(retried).toMatchObject({ error: { code: 'insufficient_stock' } })
  expect(warehouse.reserved('A')).toBe(0)
})
