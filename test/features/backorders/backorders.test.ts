import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { runSchedule } from '../../../api/jobs/schedule'
import { adjustStock, putSku } from '../../support/worker/merchant'
import { at, createShop, free, parcel } from '../fulfillments/support'

const { api, key, sku, order, act, find, levels, merchant } = await createShop()
const settled = { timeout: 10_000 }
const allow = (limit?: number) => ({ backorder: { policy: 'allow', ...(limit && { limit }) } })
const sold = async (units: Record<string, number>, overrides: object = allow()) => {
  const code = await sku(units)
  await putSku(merchant, code, overrides)
  return code
}
const queue = async (code: string) => (await api.get(`/v1/backorders?sku=${code}`)).data
const waits = async (id: unknown) => (await find(id)).lines[0].quantity_backordered
const receive = (code: string, units: number) => adjustStock(merchant, code, 'berlin', units)

it.each([
  ['its policy denies', { backorder: { policy: 'deny' } }],
  ['a preorder has no date', { backorder: { policy: 'preorder' } }],
  [
    'the day of the preorder is over',
    { backorder: { policy: 'preorder', available_on: '2020-01-01' } },
  ],
  ['it exceeds the limit', allow(1)],
])('refuses what is not there when %s', async (_, overrides) => {
  const a = await sold({ berlin: 1 }, overrides)

  const { status, code, body } = await order([free(a, 3)])

  expect([status, code]).toEqual([409, 'insufficient_stock'])
  expect(body.shortages).toEqual([{ sku: a, requested: 3, available: 1 }])
  expect(await queue(a)).toEqual([])
  await expect.poll(() => levels(a), settled).toEqual({ berlin: at(1, 0, 1) })
})

it('takes what is there and waits for the rest, which is filled when it comes in', async () => {
  const a = await sold({ berlin: 1 })

  const { status, body } = await order([free(a, 3)])

  expect(status).toBe(201)
  expect(body.lines).toMatchObject([
    { quantity_backordered: 2, allocations: [{ location_id: 'berlin', quantity: 1 }] },
  ])
  expect(body.fulfillments).toMatchObject([{ status: 'open', lines: [{ quantity: 1 }] }])
  const line_id = body.lines[0].id
  expect(await queue(a)).toMatchObject([{ sku: a, order_id: body.id, line_id, quantity: 2 }])
  await expect.poll(() => levels(a), settled).toEqual({ berlin: at(1, 1, 0) })
  await act(body.fulfillments[0].id, 'ship', parcel)

  await receive(a, 5)

  const filled = await find(body.id)
  expect(filled.lines).toMatchObject([{ quantity_backordered: 0 }])
  expect(filled.fulfillments).toMatchObject([
    { status: 'shipped' },
    { status: 'open', lines: [{ quantity: 2 }] },
  ])
  expect(await queue(a)).toEqual([])
  await expect.poll(() => levels(a), settled).toEqual({ berlin: at(5, 2, 3) })
  expect((await act(filled.fulfillments[1].id, 'ship', parcel)).status).toBe(200)
  expect(await find(body.id)).toMatchObject({ fulfillment_status: 'fulfilled' })
})

it('fills first in, first out, and the last in part', async () => {
  const a = await sold({})
  const placed = []
  for (const quantity of [2, 3, 1]) placed.push((await order([free(a, quantity)])).body.id)
  expect((await queue(a)).map(({ order_id }) => order_id)).toEqual(placed)

  await receive(a, 3)

  expect(await Promise.all(placed.map(waits))).toEqual([0, 2, 1])
  await receive(a, 3)
  expect(await Promise.all(placed.map(waits))).toEqual([0, 0, 0])
  expect(await queue(a)).toEqual([])
})

it('sends nothing of what ships whole before everything is there; others may skip ahead', async () => {
  const [a, b] = [await sold({}), await sold({ berlin: 1 })]
  const { body: whole } = await order([free(a, 3), free(b)], { ship_complete: true })
  const { body: small } = await order([free(a, 1)])
  expect(whole.fulfillments).toMatchObject([
    { status: 'on_hold', holds: ['inventory_out_of_stock'], lines: [{ sku: b }] },
  ])

  await receive(a, 2)
  expect([await waits(whole.id), await waits(small.id)]).toEqual([3, 1])
  const headers = key()
  const fill = () => api.post('/v1/backorders/fill', { sku: a, skip_ahead: true }, headers)
  const skipped = await fill()

  expect(skipped.body).toEqual({
    sku: a,
    filled: [{ order_id: small.id, quantity: 1, complete: true }],
  })
  expect((await fill()).body).toEqual(skipped.body)
  expect(await waits(whole.id)).toBe(3)
  await receive(a, 2)
  expect(await waits(whole.id)).toBe(0)
  expect((await find(whole.id)).fulfillments).toMatchObject([
    { status: 'open', holds: [], lines: [{ sku: b }, { sku: a, quantity: 3 }] },
  ])
})

it('never accepts more than the limit, however many ask at once', async () => {
  const a = await sold({}, allow(5))

  const answers = await Promise.all(Array.from({ length: 12 }, () => order([free(a, 1)])))

  const accepted = answers.filter(({ status }) => status === 201)
  expect(accepted).toHaveLength(5)
  expect(new Set(answers.map(({ status, code }) => [status, code].join(' ')))).toEqual(
    new Set(['201 ', '409 insufficient_stock']),
  )
  expect(await queue(a)).toHaveLength(5)
  const cancel = { reason: 'waited too long' }
  await api.post(`/v1/orders/${accepted[0]?.body.id}/cancel`, cancel, key())
  expect((await order([free(a)])).status).toBe(201)
  expect((await order([free(a)])).status).toBe(409)
})

it('promises a preorder from its day on', async () => {
  const available_on = '2999-01-15'
  const a = await sold({}, { backorder: { policy: 'preorder', available_on } })

  const { body } = await order([free(a)])

  expect(body.lines).toMatchObject([
    { quantity_backordered: 1, ship_after: `${available_on}T00:00:00.000Z` },
  ])
  await receive(a, 1)
  const { fulfillments } = await find(body.id)
  expect(fulfillments).toMatchObject([{ ship_after: `${available_on}T00:00:00.000Z` }])
  const early = await act(fulfillments[0].id, 'ship', parcel)
  expect(early.code).toBe('not_released')
})

it('waits for the component of a kit that is missing', async () => {
  const [a, b] = [await sold({ berlin: 4 }), await sold({ berlin: 1 })]
  await putSku(merchant, 'BOX', {
    components: [
      { sku: a, quantity: 2 },
      { sku: b, quantity: 1 },
    ],
  })

  const { body } = await order([free('BOX', 2)])

  expect(body.lines).toMatchObject([{ quantity_backordered: 1 }])
  expect(await queue(a)).toEqual([])
  expect(await queue(b)).toMatchObject([{ quantity: 1 }])
  await receive(b, 1)
  expect(await waits(body.id)).toBe(0)
})

it('releases an order that was held for stock when the stock comes in, by whatever way', async () => {
  const a = await sku({ berlin: 1 })
  const { body: first } = await order([free(a)])
  await act(first.fulfillments[0].id, 'reject', { reason: 'damaged' })
  expect(await find(first.id)).toMatchObject({ status: 'on_hold' })
  await receive(a, 1)
  expect(await find(first.id)).toMatchObject({ status: 'open', holds: [] })

  // The unit that another order gives back is found by the minute’s job.
  await receive(a, 1)
  const { body: second } = await order([free(a)])
  await act((await find(first.id)).fulfillments[1].id, 'reject', { reason: 'damaged' })
  expect(await find(first.id)).toMatchObject({ status: 'on_hold' })
  await api.post(`/v1/orders/${second.id}/cancel`, { reason: 'other' }, key())
  await expect
    .poll(async () => {
      await runSchedule(env)
      return (await find(first.id)).status
    }, settled)
    .toBe('open')
})

it('offers an order again to a location that refused it only when a person asks', async () => {
  const a = await sku({ berlin: 1 })
  const { body: placed } = await order([free(a)])
  await act(placed.fulfillments[0].id, 'reject', { reason: 'closed' })
  await expect.poll(() => levels(a), settled).toEqual({ berlin: at(1, 0, 1) })
  await receive(a, 1)
  await runSchedule(env)
  expect(await find(placed.id)).toMatchObject({ status: 'on_hold', fulfillments: [{}] })

  const { body } = await api.post('/v1/backorders/fill', { sku: a }, key())

  expect(body.filled).toEqual([{ order_id: placed.id, quantity: 1, complete: true }])
  expect(await find(placed.id)).toMatchObject({
    ...{ status: 'open', holds: [] },
    fulfillments: [{ status: 'rejected' }, { status: 'open', location_id: 'berlin' }],
  })
})
