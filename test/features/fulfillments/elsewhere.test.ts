import { expect, it } from 'vitest'
import { putLocation, putSku } from '../../support/worker/merchant'
import { at, createShop, free, parcel } from './support'

const { api, key, sku, order, act, find, levels, audit, merchant } = await createShop()
await putLocation(merchant, 'shop', { priority: 3, kind: 'store' })
const settled = { timeout: 10_000 }
const works = async (order_id: unknown) =>
  (await find(order_id)).fulfillments.map((each: Record<string, unknown>) => [
    each.location_id,
    each.status,
    (each.lines as { quantity: number }[]).map(({ quantity }) => quantity),
  ])

it('moves to a location that has the stock', async () => {
  const a = await sku({ berlin: 2, paris: 2 })
  const { body: placed } = await order([free(a, 2)])
  await expect.poll(() => levels(a), settled).toMatchObject({ berlin: at(2, 2, 0) })

  const { status, body } = await act(placed.fulfillments[0].id, 'move', { location_id: 'paris' })

  expect([status, body.status, body.reason]).toEqual([200, 'canceled', 'moved to paris'])
  expect(await works(placed.id)).toEqual([
    ['berlin', 'canceled', [2]],
    ['paris', 'open', [2]],
  ])
  expect((await find(placed.id)).lines[0].allocations).toEqual([
    { location_id: 'paris', quantity: 2 },
  ])
  await expect.poll(() => levels(a), settled).toEqual({ berlin: at(2, 0, 2), paris: at(2, 2, 0) })
})

it.each([
  ['where it already is', 'berlin', 422, 'same_location'],
  ['nowhere', 'atlantis', 422, 'unknown_location'],
  ['to a location without the stock', 'paris', 409, 'insufficient_stock'],
])('does not move %s', async (_, location_id, status, code) => {
  const a = await sku({ berlin: 2, paris: 1 })
  const { body: placed } = await order([free(a, 2)])

  const answer = await act(placed.fulfillments[0].id, 'move', { location_id })

  expect([answer.status, answer.code]).toEqual([status, code])
  expect((await find(placed.id)).version).toBe(1)
  await expect.poll(() => levels(a), settled).toEqual({ berlin: at(2, 2, 0), paris: at(1, 0, 1) })
})

it('routes what a store rejects elsewhere, in the same call, and never back', async () => {
  const a = await sku({ berlin: 2, paris: 2, shop: 2 })
  const { body: placed } = await order([free(a, 2)])
  const reject = { reason: 'capacity', note: 'flooded' }

  const first = await act(placed.fulfillments[0].id, 'reject', reject)
  const second = await act((await find(placed.id)).fulfillments[1].id, 'reject', reject)

  expect(first.body).toMatchObject({ status: 'rejected', reason: 'capacity' })
  expect([first.status, second.status]).toEqual([200, 200])
  expect(await works(placed.id)).toEqual([
    ['berlin', 'rejected', [2]],
    ['paris', 'rejected', [2]],
    ['shop', 'open', [2]],
  ])
  await expect
    .poll(() => levels(a), settled)
    .toEqual({
      ...{ berlin: at(2, 0, 2), paris: at(2, 0, 2), shop: at(2, 2, 0) },
    })

  const third = await act((await find(placed.id)).fulfillments[2].id, 'reject', reject)
  expect(third.status).toBe(200)
  expect(await find(placed.id)).toMatchObject({
    status: 'on_hold',
    holds: [{ reason: 'inventory_out_of_stock' }],
    lines: [{ quantity_backordered: 2, allocations: [] }],
  })
})

it('zeroes the stock of a location that found nothing', async () => {
  const a = await sku({ berlin: 5, paris: 1 })
  const { body: placed } = await order([free(a, 3)])
  const { body: other } = await order([free(a, 1)])

  await act(placed.fulfillments[0].id, 'reject', { reason: 'not_found' })

  // Those who were promised others look for their own.
  await expect.poll(() => levels(a), settled).toEqual({ berlin: at(1, 1, 0), paris: at(1, 1, 0) })
  expect(await works(placed.id)).toEqual([
    ['berlin', 'rejected', [3]],
    ['paris', 'on_hold', [1]],
  ])
  expect((await find(placed.id)).lines[0].quantity_backordered).toBe(2)
  expect((await find(other.id)).status).toBe('open')
  expect(await audit(a)).toMatchObject({ balanced: true })
})

it('short picks: what is there goes on, the rest comes from elsewhere', async () => {
  const a = await sku({ berlin: 4, paris: 9 })
  const { body: placed } = await order([free(a, 4)])
  const [{ id, lines }] = placed.fulfillments
  await act(id, 'pick')

  const { status, body } = await act(id, 'short_pick', {
    lines: [{ line_id: lines[0].line_id, quantity: 1 }],
  })

  expect([status, body.status]).toEqual([200, 'picking'])
  expect(await works(placed.id)).toEqual([
    ['berlin', 'picking', [3]],
    ['paris', 'open', [1]],
  ])
  expect((await act(id, 'ship', parcel)).status).toBe(200)
  await expect.poll(() => levels(a), settled).toEqual({ berlin: at(0, 0, 0), paris: at(9, 1, 8) })
  expect((await find(placed.id)).lines[0].quantity_fulfilled).toBe(3)
})

it('puts the allocation back when a fulfillment is canceled', async () => {
  const a = await sku({ berlin: 5 })
  const { body: placed } = await order([free(a, 3)])
  const [{ id }] = placed.fulfillments
  await act(id, 'pack')
  await expect.poll(() => levels(a), settled).toEqual({ berlin: at(5, 3, 2) })

  const { status, body } = await act(id, 'cancel')

  expect([status, body.status]).toEqual([200, 'canceled'])
  expect(await works(placed.id)).toEqual([
    ['berlin', 'canceled', [3]],
    ['berlin', 'open', [3]],
  ])
  expect((await find(placed.id)).lines[0].allocations).toEqual([
    { location_id: 'berlin', quantity: 3 },
  ])
  const fresh = (await find(placed.id)).fulfillments[1]
  expect((await act(fresh.id, 'ship', parcel)).status).toBe(200)
  // The cancel alone moved nothing: what left, left by the dispatch.
  await expect.poll(() => levels(a), settled).toEqual({ berlin: at(2, 0, 2) })
})

it('takes nothing from elsewhere when a rival changed the order meanwhile', async () => {
  const a = await sku({ berlin: 2, paris: 2 })
  const { body: placed } = await order([free(a, 2)])
  const [{ id }] = placed.fulfillments

  const answers = await Promise.all([
    act(id, 'move', { location_id: 'paris' }),
    act(id, 'reject', { reason: 'closed' }),
    act(id, 'ship', parcel),
    api.post(`/v1/orders/${placed.id}/cancel`, { reason: 'x' }, key()),
  ])

  const refused = answers.filter(({ status }) => status !== 200)
  expect(refused.map(({ status }) => status)).toEqual(refused.map(() => 409))
  const { status, lines } = await find(placed.id)
  const [{ quantity_fulfilled }] = lines
  await expect
    .poll(async () => {
      const all = Object.values(await levels(a)) as { on_hand: number; committed: number }[]
      return all.reduce(
        (sum, { on_hand, committed }) => ({
          on_hand: sum.on_hand + on_hand,
          committed: sum.committed + committed,
        }),
        { on_hand: 0, committed: 0 },
      )
    }, settled)
    .toEqual({
      on_hand: 4 - quantity_fulfilled,
      committed: status === 'canceled' ? 0 : 2 - quantity_fulfilled,
    })
  expect(await audit(a)).toMatchObject({ balanced: true })
})

it('moves kits with all their components', async () => {
  const [a, b] = [await sku({ berlin: 2, paris: 2 }), await sku({ berlin: 1, paris: 1 })]
  await putSku(merchant, 'SET', {
    components: [
      { sku: a, quantity: 2 },
      { sku: b, quantity: 1 },
    ],
  })
  const { body: placed } = await order([free('SET')])

  await act(placed.fulfillments[0].id, 'move', { location_id: 'paris' })

  expect(await works(placed.id)).toEqual([
    ['berlin', 'canceled', [2, 1]],
    ['paris', 'open', [2, 1]],
  ])
  await expect.poll(() => levels(b), settled).toMatchObject({ berlin: at(1, 0, 1) })
})
