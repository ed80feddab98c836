import { expect, it } from 'vitest'
import { createShop, lineOf } from './support'

const { api, key, sku, order, stock, audit } = await createShop()
const cancel = (id: unknown, headers = key(), body: object = { reason: 'changed my mind' }) =>
  api.post(`/v1/orders/${id}/cancel`, body, headers)

it('cancels an order, and its units come back', async () => {
  const a = await sku({ berlin: 2, paris: 2 })
  const { body: placed } = await order([lineOf(a, 3)])

  const { status, body } = await cancel(placed.id, key(), { reason: 'fraud', note: 'called' })

  expect(status).toBe(200)
  expect(body).toMatchObject({
    status: 'canceled',
    payment_status: 'voided',
    cancel_reason: 'fraud',
    cancel_note: 'called',
    version: 2,
  })
  await expect
    .poll(() => stock(a), { timeout: 10_000 })
    .toMatchObject({ on_hand: 4, reserved: 0, committed: 0, available: 4 })
  expect(await audit(a)).toMatchObject({ balanced: true, discrepancies: [] })
})

it('answers a repeated cancellation the same, and refuses another one', async () => {
  const a = await sku({ berlin: 1 })
  const { body } = await order([lineOf(a)])
  const headers = key()
  const first = await cancel(body.id, headers)

  const replayed = await cancel(body.id, headers)
  const again = await cancel(body.id)

  expect(replayed.body).toEqual(first.body)
  expect(replayed.headers.get('idempotent-replayed')).toBe('true')
  expect([again.status, again.code]).toEqual([409, 'illegal_transition'])
  expect(again.body).toMatchObject({ from: 'canceled', to: 'canceled', allowed: [] })
})

it('refuses a key that canceled another order', async () => {
  const a = await sku({ berlin: 2 })
  const [first, second] = [await order([lineOf(a)]), await order([lineOf(a)])]
  const headers = key()
  await cancel(first.body.id, headers)

  const answer = await cancel(second.body.id, headers)

  expect([answer.status, answer.code]).toEqual([422, 'idempotency_key_reused'])
  expect((await api.get(`/v1/orders/${second.body.id}`)).body.status).toBe('open')
})

it('needs a reason', async () => {
  const { body } = await order([lineOf(await sku({ berlin: 1 }))])

  const answer = await cancel(body.id, key(), {})

  expect([answer.status, answer.code]).toEqual([422, 'invalid_request'])
  expect(answer.body.errors).toMatchObject([{ pointer: '/reason' }])
})

it('tells the timeline, and the feed tells the same', async () => {
  const { body } = await order([lineOf(await sku({ berlin: 1 }))])
  await cancel(body.id)

  const timeline = await api.get(`/v1/orders/${body.id}/events`)

  expect(timeline.data.map(({ type }) => type)).toEqual([
    'order.placed',
    'fulfillment.created',
    'order.canceled',
    'fulfillment.canceled',
  ])
  const feed = await api.get('/v1/events?after=0&limit=100')
  const own = ({ data }: { data: { order_id?: string } }) => data.order_id === body.id
  expect(feed.data.filter(own)).toEqual(timeline.data)
})

it('numbers events without gaps', async () => {
  const { data } = await api.get('/v1/events?after=0&limit=100')

  expect(data.map(({ sequence }) => sequence)).toEqual(data.map((_, index) => index + 1))
})

it('pages through orders, newest first, neither skipping nor repeating while more come', async () => {
  const a = await sku({ berlin: 100 })
  const place = async (n: number) =>
    String((await order([lineOf(a)], { metadata: { n: String(n) }, channel: 'web' })).body.id)
  const ids: string[] = []
  for (let n = 0; n < 7; n++) ids.push(await place(n))

  const seen: string[] = []
  let cursor: string | null = ''
  do {
    const page = await api.get(`/v1/orders?status=open&limit=3${cursor ? `&cursor=${cursor}` : ''}`)
    seen.push(...page.data.map(({ id }) => String(id)))
    cursor = page.body.next_cursor as unknown as string | null
    await place(100)
  } while (cursor)

  expect(new Set(seen).size).toBe(seen.length)
  expect(seen.filter((id) => ids.includes(id))).toEqual(ids.toReversed())
})

it.each([
  ['email', 'email=ADA%40example.com', 1],
  ['another email', 'email=bob%40example.com', 0],
  ['number', 'number=', 1],
  ['status', 'status=canceled', 0],
  ['channel', 'channel=pos', 0],
  ['payment status', 'payment_status=pending', 1],
  ['fulfillment status', 'fulfillment_status=delivered', 0],
  ['created before', 'created_before=2020-01-01T00:00:00Z', 0],
  ['created after', 'created_after=2020-01-01T00:00:00.000Z', 1],
])('filters by %s', async (_, query, found) => {
  const { body } = await order([lineOf(await sku({ berlin: 1 }))])
  const filter = query.endsWith('number=') ? query + String(body.number).toLowerCase() : query

  const { data } = await api.get(`/v1/orders?limit=100&${filter}`)

  expect(data.filter(({ id }) => id === body.id)).toHaveLength(found)
})

it.each(['email=', 'number='])('does not take an empty filter for none: %s', async (query) => {
  const { status, code } = await api.get(`/v1/orders?${query}`)

  expect([status, code]).toEqual([422, 'invalid_request'])
})

it('keeps an unpaid order’s fulfillment out of every work list', async () => {
  const { body } = await order([lineOf(await sku({ berlin: 1, paris: 1 }), 2)])

  expect(body).toMatchObject({ status: 'open', payment_status: 'pending' })
  expect(body.fulfillments).toMatchObject([
    { location_id: 'berlin', status: 'on_hold', holds: ['awaiting_payment'] },
    { location_id: 'paris', status: 'on_hold', holds: ['awaiting_payment'] },
  ])
  const { id } = body.lines[0]
  expect(body.fulfillments[0].lines).toEqual([{ line_id: id, sku: body.lines[0].sku, quantity: 1 }])
  expect((await api.get(`/v1/orders/${body.id}`)).body).toEqual(body)
})

it('cancels once when many cancel at once, and tells it once', async () => {
  const { body } = await order([lineOf(await sku({ berlin: 1 }))])

  const answers = await Promise.all(Array.from({ length: 8 }, () => cancel(body.id, key())))

  expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(409)])
  const lost = answers.find(({ status }) => status === 409)
  expect(lost?.body).toMatchObject({ code: 'illegal_transition', from: 'canceled', allowed: [] })
  const timeline = await api.get(`/v1/orders/${body.id}/events`)
  expect(timeline.data.filter(({ type }) => type === 'order.canceled')).toHaveLength(1)
})
