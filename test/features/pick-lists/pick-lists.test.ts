import { expect, it } from 'vitest'
import { putLocation, putSku } from '../../support/worker/merchant'
import { createShop, free } from '../fulfillments/support'

const { api, key, sku, order, act, find, merchant } = await createShop()
let places = 0

/** A location of its own for each test: a list takes whatever work there is. */
async function place() {
  const location_id = `place-${++places}`
  await putLocation(merchant, location_id, { priority: 5 })
  return location_id
}
const start = (location_id: string, limit = 20, headers = key()) =>
  api.post('/v1/pick_lists', { location_id, limit }, headers)
const scan = (id: unknown, body: object, headers = key()) =>
  api.post(`/v1/pick_lists/${id}/scan`, body, headers)
const finish = (id: unknown, headers = key()) =>
  api.post(`/v1/pick_lists/${id}/finish`, undefined, headers)
const due = (day: number) => ({ ship_by: `2027-01-0${day}T00:00:00.000Z` })

it('gathers the work of many orders, by bin and SKU', async () => {
  const here = await place()
  const [a, b] = [await sku({ [here]: 9 }), await sku({ [here]: 9 })]
  await putSku(merchant, a, { barcode: '4006381333931', metadata: { bin: 'B-1' } })
  await putSku(merchant, b, { metadata: { bin: 'A-7' } })
  const late = await order([free(a, 2, due(2)), free(b, 1)])
  const soon = await order([free(a, 1, due(1))])

  const { status, body } = await start(here)

  expect(status).toBe(201)
  expect(body).toMatchObject({ location_id: here, status: 'picking', quantity: 4, picked: 0 })
  const [first, second] = [soon.body.fulfillments[0].id, late.body.fulfillments[0].id]
  expect(body.fulfillments).toEqual([first, second])
  expect(body.lines).toMatchObject([
    { sku: b, bin: 'A-7', quantity: 1, items: [{ fulfillment_id: second }] },
    {
      ...{ sku: a, bin: 'B-1', barcode: '4006381333931', quantity: 3 },
      items: [
        { fulfillment_id: first, order_id: soon.body.id, quantity: 1 },
        { fulfillment_id: second, quantity: 2 },
      ],
    },
  ])
  expect((await find(soon.body.id)).fulfillments).toMatchObject([
    { status: 'picking', pick_list_id: body.id },
  ])
  expect((await start(here)).body).toMatchObject({ fulfillments: [], lines: [] })
})

it('verifies by scanning: right by bar code or SKU, due first, and wrong is refused', async () => {
  const here = await place()
  const [a, b] = [await sku({ [here]: 9 }), await sku({ berlin: 1 })]
  await putSku(merchant, a, { barcode: '111' })
  await putSku(merchant, b, { barcode: '222' })
  const { body: one } = await order([free(a, 1)])
  await order([free(a, 2)])
  const { body: list } = await start(here)

  for (const wrong of [
    { barcode: '222' },
    { barcode: '999' },
    { sku: b },
    { sku: a, quantity: 4 },
  ]) {
    const refused = await scan(list.id, wrong)
    expect([refused.status, refused.code]).toEqual([422, 'wrong_item'])
    expect(refused.body.expected).toEqual([a])
  }
  const early = await finish(list.id)
  expect([early.status, early.code, early.body.open]).toEqual([409, 'pick_list_incomplete', 3])

  const headers = key()
  const first = await scan(list.id, { barcode: '111' }, headers)
  const retried = await scan(list.id, { barcode: '111' }, headers)
  expect(retried.body).toEqual(first.body)
  expect(first.body).toMatchObject({ picked: 1, version: 2 })
  expect(first.body.lines[0].items).toMatchObject([
    { fulfillment_id: one.fulfillments[0].id, picked: 1 },
    { picked: 0 },
  ])
  const other = await scan(list.id, { sku: a, fulfillment_id: one.fulfillments[0].id })
  expect(other.code).toBe('wrong_item')
  expect((await scan(list.id, { sku: a, quantity: 2 })).body).toMatchObject({ picked: 3 })
  const more = await scan(list.id, { sku: a })
  expect([more.code, more.body.expected]).toEqual(['wrong_item', []])

  expect((await finish(list.id)).body).toMatchObject({ status: 'completed' })
  expect([(await scan(list.id, { sku: a })).code, (await finish(list.id)).code]).toEqual([
    'pick_list_completed',
    'pick_list_completed',
  ])
})

it('counts every scan, however many pickers scan at once', async () => {
  const here = await place()
  const a = await sku({ [here]: 9 })
  await order([free(a, 6)])
  const { body: list } = await start(here)

  const answers = await Promise.all(Array.from({ length: 8 }, () => scan(list.id, { sku: a })))

  expect(answers.filter(({ status }) => status === 200)).toHaveLength(6)
  expect((await api.get(`/v1/pick_lists/${list.id}`)).body).toMatchObject({ picked: 6 })
})

it('gives each fulfillment to one list only, and no more than asked for', async () => {
  const here = await place()
  const a = await sku({ [here]: 9 })
  for (let orders = 0; orders < 6; orders++) await order([free(a, 1)])
  const headers = key()

  const lists = await Promise.all([start(here, 4, headers), start(here, 4)])

  const claimed = lists.flatMap(({ body }) => body.fulfillments)
  expect(new Set(claimed).size).toBe(claimed.length)
  for (const { body } of lists) expect(body.fulfillments.length).toBeLessThanOrEqual(4)
  const replayed = await start(here, 4, headers)
  expect(replayed.body).toEqual(lists[0]?.body)
  const rest = (await start(here, 9)).body.fulfillments
  expect(claimed.length + rest.length).toBe(6)
})

it('asks no longer for what was canceled, moved or found missing', async () => {
  const [here, there] = [await place(), await place()]
  const a = await sku({ [here]: 9, [there]: 9 })
  const { body: canceled } = await order([free(a, 2)])
  const { body: short } = await order([free(a, 3)])
  const { body: list } = await start(here)

  await api.post(`/v1/orders/${canceled.id}/cancel`, { reason: 'x' }, key())
  await act(short.fulfillments[0].id, 'short_pick', {
    lines: [{ line_id: short.lines[0].id, quantity: 1 }],
  })

  const { body } = await api.get(`/v1/pick_lists/${list.id}`)
  expect(body).toMatchObject({ quantity: 2, fulfillments: [short.fulfillments[0].id] })
})

it.each([
  ['an unknown location', { location_id: 'nowhere' }, 422, 'unknown_location'],
  ['101 fulfillments', { location_id: 'berlin', limit: 101 }, 422, 'invalid_request'],
])('refuses a list for %s', async (_, body, status, code) => {
  const answer = await api.post('/v1/pick_lists', body, key())
  expect([answer.status, answer.code]).toEqual([status, code])
})

it('knows no list of another id, and no scan of nothing', async () => {
  const list = await start(await place())
  expect((await scan('pkl_x', { sku: 'A' })).status).toBe(404)
  expect((await scan(list.body.id, {})).code).toBe('invalid_request')
  expect((await scan(list.body.id, { sku: 'A', barcode: '1' })).code).toBe('invalid_request')
})
