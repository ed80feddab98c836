import { runInDurableObject } from 'cloudflare:test'
import { expect, it } from 'vitest'
import { createMerchant, putSku } from '../../support/worker/merchant'
import { createEndpoint, objectsIn, receive } from '../../support/worker/webhooks'

it('logs what was sent and answered, newest first, with bodies one by one', async () => {
  const merchant = await createMerchant()
  const { api } = merchant
  const endpoint = await createEndpoint(merchant, 'switch')
  await endpoint.become('status/500')
  await putSku(merchant, 'A')
  await receive(endpoint, 1)
  await endpoint.become('status/200')
  for (const sku of ['B', 'C']) await putSku(merchant, sku)
  const received = await receive(endpoint, 3)
  const settled = async () => (await api.get(`${endpoint.path}/deliveries?status=delivered`)).data
  await expect.poll(async () => (await settled()).length).toBe(2)

  const list = await api.get(`${endpoint.path}/deliveries?limit=2`)
  const rest = await api.get(`${endpoint.path}/deliveries?limit=2&cursor=${list.body.next_cursor}`)
  const all = [...list.data, ...rest.data]
  expect(all.map(({ status }) => status)).toEqual(['delivered', 'delivered', 'pending'])
  expect(all[2]).toMatchObject({
    event_type: 'sku.created',
    next_attempt_at: expect.any(String),
    request_body: null,
    attempts: [{ number: 1, response_status: 500, error: 'status', response_body: null }],
  })
  const one = await api.get(`${endpoint.path}/deliveries/${all[2].id}`)
  expect(one.body.request_body).toBe(received[0]?.body)
  expect(one.body.attempts).toMatchObject([{ response_body: 'said' }])
  const pending = await api.get(`${endpoint.path}/deliveries?status=pending`)
  expect(pending.data.map(({ id }) => id)).toEqual([all[2].id])
  expect((await api.get(`${endpoint.path}/deliveries?type=order.*`)).data).toEqual([])
  expect((await api.get(`${endpoint.path}/deliveries?type=*.created`)).data).toHaveLength(3)
})

it.each([['dlv_0'], ['dlv_99'], ['dlv_x'], ['1'], ['dlv_1e3']])(
  'has no delivery %s',
  async (id) => {
    const merchant = await createMerchant()
    const endpoint = await createEndpoint(merchant, 'status/200')

    expect((await merchant.api.get(`${endpoint.path}/deliveries/${id}`)).status).toBe(404)
  },
)

it('replays one event, a range, and a type of it', async () => {
  const merchant = await createMerchant()
  const endpoint = await createEndpoint(merchant, 'status/200', { events: ['*'] })
  for (const sku of ['A', 'B', 'C', 'B']) await putSku(merchant, sku)
  await receive(endpoint, 4)
  const { data } = await merchant.api.get('/v1/events?type=sku.*')
  const [first = 0] = data.map(({ sequence }) => sequence)
  const replay = (body: object) => merchant.api.post(`${endpoint.path}/replay`, body)

  const one = await replay({ from_sequence: first + 1, to_sequence: first + 1 })
  expect([one.status, one.body]).toEqual([
    202,
    { from_sequence: first + 1, to_sequence: first + 1, type: '*' },
  ])
  await receive(endpoint, 5)
  await replay({ from_sequence: first, type: 'sku.updated' })
  await receive(endpoint, 6)
  const range = await replay({ from_sequence: first, to_sequence: first + 2 })
  expect(range.body.to_sequence).toBe(first + 2)
  const received = await receive(endpoint, 9)

  const updated = data.find(({ type }) => type === 'sku.updated')
  expect((await objectsIn(endpoint)).slice(4)).toEqual(['B', 'B', 'A', 'B', 'C'])
  const again = received[5]
  expect(again?.headers['webhook-id']).toBe(updated?.id)
  expect((await merchant.api.get(`${endpoint.path}/deliveries?limit=1`)).data).toMatchObject([
    { replay: true, event_type: 'sku.created' },
  ])
})

it('replays no more than there is, and nothing from the future', async () => {
  const merchant = await createMerchant()
  const endpoint = await createEndpoint(merchant, 'status/200')
  const replay = (body: object) => merchant.api.post(`${endpoint.path}/replay`, body)
  const { data } = await merchant.api.get('/v1/events?limit=100')
  const last = data.at(-1)?.sequence

  expect((await replay({ from_sequence: 1, to_sequence: 9_999 })).body.to_sequence).toBe(last)
  expect(await replay({ from_sequence: last + 1 })).toMatchObject({ status: 422 })
  expect(await replay({ from_sequence: 3, to_sequence: 2 })).toMatchObject({ status: 422 })
  expect(await replay({ from_sequence: 1, type: 'order.eaten' })).toMatchObject({ status: 422 })
  expect(await replay({})).toMatchObject({ status: 422 })
})

it('sends a test to this endpoint alone, whatever it listens to', async () => {
  const merchant = await createMerchant()
  const endpoint = await createEndpoint(merchant, 'status/200', { events: ['order.placed'] })
  const other = await createEndpoint(merchant, 'status/200', { events: ['*'] })
  const test = await merchant.api.post(`${endpoint.path}/test`, undefined)
  const [request] = await receive(endpoint, 1)
  await putSku(merchant, 'A')
  await receive(other, 1)

  expect(test.status).toBe(202)
  expect(request?.headers['webhook-id']).toBe(test.body.event_id)
  expect(JSON.parse(request?.body ?? '')).toMatchObject({
    type: 'webhook_endpoint.tested',
    data: { webhook_endpoint_id: endpoint.id },
  })
  expect(await objectsIn(other)).toEqual(['A'])
})

it('sends nothing again while it is disabled', async () => {
  const merchant = await createMerchant()
  const endpoint = await createEndpoint(merchant, 'status/200')
  await merchant.api.patch(endpoint.path, { status: 'disabled' })
  const refused = [
    await merchant.api.post(`${endpoint.path}/test`, undefined),
    await merchant.api.post(`${endpoint.path}/replay`, { from_sequence: 1 }),
  ]

  expect(refused.map(({ status, code }) => [status, code])).toEqual(
    Array(2).fill([409, 'webhook_disabled']),
  )
  await runInDurableObject(endpoint.stub, (object) => object.run())
  expect(await endpoint.received()).toEqual([])
})
