import { afterAll, beforeAll, expect, it } from 'vitest'
import { readProjection, units } from '../races/books.ts'
import { openShop, type Shop, succeeded } from '../races/shop.ts'
import { createWorld, type World } from './world.ts'

/** An object tells D1 about a second after a change; after a crash it is late by the restart. */
const TOLD_WITHIN_MS = 20_000

let world: World
let shop: Shop

beforeAll(async () => {
  world = await createWorld()
  shop = await openShop(world)
})
afterAll(() => world?.close())

it('after a crash objects go on with what they owe D1, although nobody asks them', async () => {
  const [sku = ''] = await shop.stock(10)
  for (let placed = 0; placed < 3; placed++) succeeded(await shop.order([[sku, 1]]))
  succeeded(await shop.reserve([[sku, 2]]))

  await world.crash(async () => undefined)

  // From D1 alone: the object is not touched by looking.
  await expect
    .poll(() => readProjection(shop, sku), { timeout: TOLD_WITHIN_MS })
    .toEqual(units(10, { committed: 3, reserved: 2 }))
})
