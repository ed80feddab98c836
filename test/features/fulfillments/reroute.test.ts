import { expect, it } from 'vitest'
import { adjustStock, createMerchant, putLocation } from '../../support/worker/merchant'
import { createShop, free, parcel } from './support'

const { api, key, sku, order, act, find, levels, audit, merchant } = await createShop()
await putLocation(merchant, 'rome', { priority: 3 })
const settled = { timeout: 10_000 }
const route = (change: object = {}) =>
  api.put('/v1/routing', { rules: [{ type: 'minimize_splits' }], ...change })
const works = async (order_id: unknown) =>
  (await find(order_id)).fulfillments.map((each: Record<string, unknown>) => [
    each.location_id,
    each.status,
    (each.lines as { quantity: number }[]).map(({ quantity }) => quantity),
  ])
const reject = (id: unknown, reason = 'closed') => act(id, 'reject', { reason })
const plans = async (order_id: unknown) => (await api.get(`/v1/orders/${order_id}/routing`)).body
const edit = (id: unknown, add: object[]) =>
  api.post(`/v1/orders/${id}/edits`, { add, commit: true }, key())

it('plans what a location refused anew: few parcels, not the first that has some', async () => {
  await route()
  const [a, b] = [await sku({ berlin: 1, paris: 1, rome: 1 }), await sku({ berlin: 1, rome: 1 })]
  const { body: placed } = await order([free(a), free(b)])
  expect(await works(placed.id)).toEqual([['berlin', 'open', [1, 1]]])

  const { status } = await reject(placed.fulfillments[0].id)

  expect(status).toBe(200)
  expect(await works(placed.id)).toEqual([
    ['berlin', 'rejected', [1, 1]],
    ['rome', 'open', [1, 1]],
  ])
  await expect.poll(() => levels(a), settled).toMatchObject({ paris: { committed: 0 } })
  const { parcels, reroutings } = await plans(placed.id)
  expect(parcels).toMatchObject([{ location_id: 'berlin' }])
  expect(reroutings).toMatchObject([
    {
      ...{ cause: 'rejectFulfillment', optimal: true, candidates: 2 },
      parcels: [{ location_id: 'rome', units: [{ sku: a }, { sku: b }] }],
      rules: [{ type: 'minimize_splits', plan_score: 1 }],
      dropped: [{ location_id: 'berlin', reason: 'excluded' }],
    },
  ])
  expect(Date.parse(reroutings[0].routed_at)).toBeGreaterThan(0)
})

it('keeps to the most parcels: what would be one too many waits for a person', async () => {
  await route({ max_splits: 1 })
  const a = await sku({ berlin: 2, paris: 9 })
  const { body: placed } = await order([free(a, 2)])
  const [{ id, lines }] = placed.fulfillments
  await act(id, 'pick')

  const short = { lines: [{ line_id: lines[0].line_id, quantity: 1 }] }
  const { status } = await act(id, 'short_pick', short)

  expect(status).toBe(200)
  expect(await find(placed.id)).toMatchObject({
    status: 'on_hold',
    holds: [{ reason: 'inventory_out_of_stock' }],
    lines: [{ quantity_backordered: 1 }],
    fulfillments: [{ location_id: 'berlin' }],
  })
  expect((await plans(placed.id)).reroutings).toEqual([])
  await expect
    .poll(() => levels(a), settled)
    .toMatchObject({ paris: { committed: 0, available: 9 } })
  await adjustStock(merchant, a, 'paris', 1)
  expect(await find(placed.id)).toMatchObject({ status: 'on_hold', fulfillments: [{}] })
  await adjustStock(merchant, a, 'berlin', 1)
  expect(await works(placed.id)).toMatchObject([
    ['berlin', 'picking', [1]],
    ['berlin', 'open', [1]],
  ])
  const { body: other } = await order([free(a, 1)])
  const whole = await reject(other.fulfillments[0].id)
  expect([whole.status, other.fulfillments[0].location_id]).toEqual([200, 'paris'])
  await route()
})

it('sends nothing more to a location that is full today, however many are refused at once', async () => {
  await route()
  await putLocation(merchant, 'small', { priority: 0, capacity_per_day: 1 })
  const a = await sku({ berlin: 3, small: 9, rome: 9 })
  await putLocation(merchant, 'small', { priority: 5, capacity_per_day: 1 })
  await putLocation(merchant, 'rome', { priority: 9 })
  const orders = await Promise.all([1, 2, 3].map(() => order([free(a)])))

  const answers = await Promise.all(orders.map(({ body }) => reject(body.fulfillments[0].id)))

  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
  const sent = await Promise.all(orders.map(({ body }) => works(body.id)))
  expect(sent.map((each) => each.at(-1)[0]).sort()).toEqual(['rome', 'rome', 'small'])
  expect(await audit(a)).toMatchObject({ balanced: true })
  await putLocation(merchant, 'small', { active: false })
  await putLocation(merchant, 'rome', { priority: 3 })
})

it('lets a line that is added join the parcel that leaves anyway, and says why', async () => {
  await route()
  const [a, b] = [await sku({ rome: 1 }), await sku({ berlin: 9, rome: 9 })]
  const { body: placed } = await order([free(a)])

  const added = await edit(placed.id, [free(b)])

  expect(added.body.order.lines[1].allocations).toEqual([{ location_id: 'rome', quantity: 1 }])
  expect((await plans(placed.id)).reroutings).toMatchObject([
    { cause: 'editOrder', parcels: [{ location_id: 'rome', units: [{ sku: b, quantity: 1 }] }] },
  ])
  expect(await works(placed.id)).toEqual([['rome', 'open', [1, 1]]])
  await act(placed.fulfillments[0].id, 'ship', parcel)
  const later = await edit(placed.id, [free(b)])
  expect(later.body.order.lines[2].allocations).toMatchObject([{ location_id: 'berlin' }])
})

it('refuses an edit that would make the order more parcels than it may be', async () => {
  await route({ max_splits: 1 })
  const [a, b] = [await sku({ rome: 1 }), await sku({ berlin: 9 })]
  const { body: placed } = await order([free(a)])

  const refused = await edit(placed.id, [free(b)])

  expect([refused.status, refused.code]).toEqual([409, 'unroutable'])
  expect((await find(placed.id)).version).toBe(1)
  await expect
    .poll(() => levels(b), settled)
    .toMatchObject({ berlin: { committed: 0, available: 9 } })
  await route()
})

it('adds to a pickup only what is there', async () => {
  await route()
  const [a, b] = [await sku({ paris: 2 }), await sku({ berlin: 2, paris: 1 })]
  const pickup = { delivery: { method: 'pickup', location_id: 'paris' } }
  const { body: placed } = await order([free(a)], pickup)

  const [fits, refused] = [await edit(placed.id, [free(b)]), await edit(placed.id, [free(b)])]

  expect(fits.body.order.lines[1].allocations).toEqual([{ location_id: 'paris', quantity: 1 }])
  expect([refused.status, refused.code]).toEqual([409, 'insufficient_stock'])
})

it('keeps plans for their merchant', async () => {
  const a = await sku({ berlin: 1 })
  const { body } = await order([free(a)])
  const other = await createMerchant()
  expect((await other.api.get(`/v1/orders/${body.id}/routing`)).status).toBe(404)
})
