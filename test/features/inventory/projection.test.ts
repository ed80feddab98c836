import { env } from 'cloudflare:workers'
import { beforeEach, expect, it } from 'vitest'
import type { MerchantId } from '../../../api/domain/shared/ids'
import { forgetAvailability, readProjection } from '../../../api/features/inventory/projection'
import { createServices, type Services } from '../../../api/services'
import { connect } from '../../../db/database'
import { createShop } from '../orders/support'

let now = Date.now()
let reads = 0
/** Holds reads back until it resolves. */
let gate: Promise<void> = Promise.resolve()

/** The real database; its reads are counted, and can be made to wait. */
const counted = {
  prepare: (query: string) => {
    reads++
    const waiting = (statement: D1PreparedStatement): D1PreparedStatement =>
      ({
        bind: (...values: unknown[]) => waiting(statement.bind(...values)),
        raw: async () => {
          await gate
          return statement.raw()
        },
      }) as unknown as D1PreparedStatement
    return waiting(env.DB.prepare(query))
  },
} as unknown as D1Database
const services: Services = {
  ...createServices(env),
  replicaFor: () => connect(counted),
  now: () => now,
}

const { merchant, sku } = await createShop()
const merchant_id = merchant.id as MerchantId
const [a, b] = [await sku({ berlin: 5, paris: 1 }), await sku({ berlin: 7 })]

const units = async (code: string) => {
  const free = (await readProjection(services, merchant_id, [code])).get(code)
  return [...(free?.at.values() ?? [])].reduce((sum, { available }) => sum + available, 0)
}
/** Sells behind the isolate's back, as another isolate would. */
const sellElsewhere = (code: string) =>
  env.DB.prepare(
    `UPDATE stock_levels SET available = 1, on_hand = 1, version = version + 1
     WHERE merchant_id = ? AND sku = ? AND location_id = 'berlin'`,
  )
    .bind(merchant_id, code)
    .run()
const stockElsewhere = (code: string, quantity: number) =>
  env.DB.prepare(
    `UPDATE stock_levels SET available = ?3, on_hand = ?3
     WHERE merchant_id = ?1 AND sku = ?2 AND location_id = 'berlin'`,
  )
    .bind(merchant_id, code, quantity)
    .run()

beforeEach(async () => {
  await stockElsewhere(a, 5)
  await stockElsewhere(b, 7)
  forgetAvailability(merchant_id)
  now += 60_000
  reads = 0
  gate = Promise.resolve()
})

it('answers from memory within a second, and never from anything older', async () => {
  expect(await units(a)).toBe(6)
  await sellElsewhere(a)

  now += 600
  expect([await units(a), reads]).toEqual([6, 1])
  now += 400
  expect([await units(a), reads]).toEqual([2, 2])
})

it('reads all that was asked for lately along with what is due', async () => {
  await units(a)
  await units(b)
  await sellElsewhere(b)
  now += 800

  await units(a)

  expect([await units(b), reads]).toEqual([1, 3])
})

it('lets one request read anew, while the others go on with what is not too old', async () => {
  await units(a)
  await sellElsewhere(a)
  now += 800
  let open = () => {}
  gate = new Promise((resolve) => {
    open = resolve
  })

  const reader = units(a)
  const others = await Promise.all([units(a), units(a)])
  expect(others).toEqual([6, 6])
  await expect.poll(() => reads).toBe(2)
  now += 200
  const late = units(a)
  open()

  expect([await reader, await late, reads]).toEqual([2, 2, 3])
})

it('lets go of what nobody asks for any more', async () => {
  await units(a)
  await units(b)
  now += 5_100
  await units(b)
  reads = 0
  now += 100

  expect(await units(a)).toBe(6)
  expect(reads).toBe(1)
})

it('forgets what is being read when this isolate writes meanwhile', async () => {
  let open = () => {}
  gate = new Promise((resolve) => {
    open = resolve
  })
  const reader = units(a)
  forgetAvailability(merchant_id)
  open()
  await reader

  await sellElsewhere(a)

  expect([await units(a), reads]).toEqual([2, 2])
})

it('remembers that a SKU has no stock, with the time it was looked for', async () => {
  const asked_at = now
  const first = (await readProjection(services, merchant_id, ['NOTHING'])).get('NOTHING')
  now += 500
  const again = (await readProjection(services, merchant_id, ['NOTHING'])).get('NOTHING')

  expect([first, again]).toEqual([
    { at: new Map(), as_of: asked_at },
    { at: new Map(), as_of: asked_at },
  ])
  expect(reads).toBe(1)
})
