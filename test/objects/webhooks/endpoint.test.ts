/** An endpoint's object at real receivers, woken as in life: by writes, and by its own alarms. */
import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { createMerchant, putSku } from '../../support/worker/merchant'
import { createEndpoint, objectsIn, receive } from '../../support/worker/webhooks'

it('sends what happens, in order, once', async () => {
  const merchant = await createMerchant()
  const endpoint = await createEndpoint(merchant, 'status/200')
  for (const sku of ['A', 'B', 'C']) await putSku(merchant, sku)
  await receive(endpoint, 3)
  await putSku(merchant, 'D')
  const received = await receive(endpoint, 4)

  expect(await objectsIn(endpoint)).toEqual(['A', 'B', 'C', 'D'])
  const { data } = await merchant.api.get('/v1/events?type=sku.*')
  expect(received.map(({ headers }) => headers['webhook-id'])).toEqual(data.map(({ id }) => id))
  expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({
    id: data[0].id,
    sequence: data[0].sequence,
    type: 'sku.created',
    timestamp: data[0].created_at,
    data: data[0].data,
  })
})

it('does not send what happened before it was set up, nor what it does not listen to', async () => {
  const merchant = await createMerchant()
  await putSku(merchant, 'BEFORE')
  const endpoint = await createEndpoint(merchant, 'status/200', { payload: 'thin' })
  await merchant.api.patch('/v1/settings', { name: 'Another name' })
  await putSku(merchant, 'AFTER')
  const received = await receive(endpoint, 1)

  expect(received.map(({ body }) => JSON.parse(body).data)).toEqual([
    { object_type: 'sku', object_id: 'AFTER' },
  ])
})

it('bad receivers delay nobody else', async () => {
  const merchant = await createMerchant()
  const hanging = await createEndpoint(merchant, 'hang')
  const failing = await createEndpoint(merchant, 'status/500')
  const redirecting = await createEndpoint(merchant, 'redirect/302')
  const good = await createEndpoint(merchant, 'status/200')
  const skus = Array.from({ length: 20 }, (_, n) => `S-${n}`)
  await Promise.all(skus.map((sku) => putSku(merchant, sku)))
  await receive(good, 20)

  // The receiver that hangs has answered nothing yet.
  const { data } = await merchant.api.get(`${hanging.path}/deliveries`)
  expect(data.every(({ status }) => status === 'pending')).toBe(true)
  expect((await objectsIn(good)).toSorted()).toEqual(skus.toSorted())
  await receive(failing, 5)
  await receive(redirecting, 5)
  await hanging.become('')
})

it('keeps the order of one object behind a failure, while others pass', async () => {
  const merchant = await createMerchant()
  const endpoint = await createEndpoint(merchant, 'switch')
  await endpoint.become('status/500')
  await putSku(merchant, 'A')
  await receive(endpoint, 1)
  await endpoint.become('status/200')
  await putSku(merchant, 'A')
  await putSku(merchant, 'B')
  const received = await receive(endpoint, 4)

  const bodies = received.map(({ body }) => JSON.parse(body))
  // Failed; then B passes; after five seconds A again, and then what happened to it since.
  expect(bodies.map(({ object_id, type }) => `${object_id} ${type}`)).toEqual([
    'A sku.created',
    'B sku.created',
    'A sku.created',
    'A sku.updated',
  ])
})

it('410 disables it at once, and the log says so', async () => {
  const merchant = await createMerchant()
  const endpoint = await createEndpoint(merchant, 'status/410')
  await putSku(merchant, 'A')
  await expect
    .poll(async () => (await merchant.api.get(endpoint.path)).body)
    .toMatchObject({ status: 'disabled', disabled_reason: 'gone', version: 2 })
  await putSku(merchant, 'B')

  const { data } = await merchant.api.get('/v1/events?type=webhook_endpoint.disabled')
  const created = await merchant.api.get('/v1/events?type=sku.created&limit=1')
  expect(data).toHaveLength(1)
  expect(data[0]).toMatchObject({
    object_id: endpoint.id,
    data: {
      reason: 'gone',
      sequence: created.data[0].sequence,
      webhook_endpoint: { id: endpoint.id, status: 'disabled', url: endpoint.url },
    },
  })
  await runInDurableObject(endpoint.stub, (object) => object.run())
  expect(await endpoint.received()).toHaveLength(1)
})

it('enabled again, it is sent what it missed', async () => {
  const merchant = await createMerchant()
  const endpoint = await createEndpoint(merchant, 'status/200')
  await merchant.api.patch(endpoint.path, { status: 'disabled' })
  await putSku(merchant, 'A')
  await putSku(merchant, 'B')
  await runInDurableObject(endpoint.stub, (object) => object.run())
  expect(await endpoint.received()).toEqual([])

  await merchant.api.patch(endpoint.path, { status: 'enabled' })
  await receive(endpoint, 2)
  expect(await objectsIn(endpoint)).toEqual(['A', 'B'])
})

it('an object that dies while it sends makes the attempt again', async () => {
  const merchant = await createMerchant()
  const endpoint = await createEndpoint(merchant, 'switch')
  await endpoint.become('hang')
  await putSku(merchant, 'A')
  await receive(endpoint, 1)
  // Memory, promises and sockets are gone at once, as in a crash.
  const death = runInDurableObject(endpoint.stub, (_, ctx) => ctx.abort('died'))
  await expect(death).rejects.toThrow('died')
  await endpoint.become('status/200')
  await runInDurableObject(endpoint.stub, (object) => object.run())
  await receive(endpoint, 2)

  const [delivery] = (await merchant.api.get(`${endpoint.path}/deliveries`)).data
  await expect
    .poll(async () => (await merchant.api.get(`${endpoint.path}/deliveries`)).data[0])
    .toMatchObject({
      id: delivery.id,
      status: 'delivered',
      attempts: [{ error: 'interrupted' }, { error: null, response_status: 200 }],
    })
})

it('forgets everything when it is deleted', async () => {
  const merchant = await createMerchant()
  const endpoint = await createEndpoint(merchant, 'status/200')
  await putSku(merchant, 'A')
  await receive(endpoint, 1)
  await merchant.api.delete(endpoint.path)
  await putSku(merchant, 'B')

  const tables = () =>
    runInDurableObject(
      endpoint.stub,
      (_, { storage }) =>
        storage.sql.exec("SELECT name FROM sqlite_master WHERE name = 'deliveries'").toArray()
          .length,
    )
  await expect.poll(tables).toBe(0)
  expect(await runInDurableObject(endpoint.stub, (_, { storage }) => storage.getAlarm())).toBeNull()
  expect(await endpoint.received()).toHaveLength(1)
})

it('waits when D1 is away, and loses nothing', async () => {
  const merchant = await createMerchant()
  const endpoint = await createEndpoint(merchant, 'status/200')
  await putSku(merchant, 'A')
  await receive(endpoint, 1)
  await env.DB.exec('ALTER TABLE webhook_endpoints RENAME TO away')
  await runInDurableObject(endpoint.stub, (object) => object.poke())
  await runInDurableObject(endpoint.stub, (object) => object.alarm())
  const alarm = await runInDurableObject(endpoint.stub, (_, { storage }) => storage.getAlarm())
  await env.DB.exec('ALTER TABLE away RENAME TO webhook_endpoints')
  await putSku(merchant, 'B')
  await receive(endpoint, 2)

  expect(alarm).toBeGreaterThan(0)
  expect(await objectsIn(endpoint)).toEqual(['A', 'B'])
})
