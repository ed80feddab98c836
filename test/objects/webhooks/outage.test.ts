/** Hours and days, by a clock that the test moves; receivers are real. */
import { runInDurableObject } from 'cloudflare:test'
import { afterEach, expect, it, vi } from 'vitest'
import { attemptGaps } from '../../../api/domain/webhooks/schedule'
import { createMerchant, putSku } from '../../support/worker/merchant'
import { createEndpoint, objectsIn, type TestEndpoint } from '../../support/worker/webhooks'

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000]

afterEach(() => {
  vi.useRealTimers()
})

/** Only what the time is; timers go on as they do. */
function holdClock() {
  vi.useFakeTimers({ toFake: ['Date'] })
  const start = Date.now()
  return (passed: number) => vi.setSystemTime(start + passed)
}

const run = ({ stub }: TestEndpoint) => runInDurableObject(stub, (object) => object.run())

it('an outage of three hours: catches up, nothing lost, every object in its order', async () => {
  const setClock = holdClock()
  const merchant = await createMerchant()
  const endpoint = await createEndpoint(merchant, 'switch', { events: ['*'] })
  await endpoint.become('status/503')
  const skus = ['A', 'B', 'C', 'D', 'E']
  // An event every three minutes or so; the receiver is away for all of them.
  for (let step = 0; step < 60; step++) {
    setClock(step * 3 * minute)
    await putSku(merchant, skus[step % skus.length] ?? '')
    await run(endpoint)
  }
  const tried = (await endpoint.received()).length
  await endpoint.become('status/200')
  for (const passed of [3 * hour, 3 * hour + 6 * minute]) {
    setClock(passed)
    await run(endpoint)
  }

  const received = (await endpoint.received()).slice(tried)
  const bodies = received.map(({ body }) => JSON.parse(body))
  const { data } = await merchant.api.get('/v1/events?type=sku.*&limit=100')
  expect(data).toHaveLength(60)
  expect(new Set(bodies.map(({ id }) => id))).toEqual(new Set(data.map(({ id }) => id)))
  for (const sku of skus) {
    const versions = bodies
      .filter(({ object_id }) => object_id === sku)
      .map(({ data: { version } }) => version)
    expect(versions).toEqual(versions.toSorted((a, b) => a - b))
    expect(versions).toHaveLength(12)
  }
  // Not every event knocked at the closed door: from the tenth failure on, the oldest one did.
  expect(tried).toBeLessThan(120)
})

it('after the whole schedule it is disabled, says so, and goes on when it is enabled', async () => {
  const setClock = holdClock()
  const merchant = await createMerchant()
  const witness = await createEndpoint(merchant, 'status/200', { events: ['webhook_endpoint.*'] })
  const endpoint = await createEndpoint(merchant, 'switch')
  await endpoint.become('status/500')
  await putSku(merchant, 'A')
  let passed = 0
  for (const [index, gap] of attemptGaps.entries()) {
    passed += Math.ceil(gap * 1.1)
    setClock(passed)
    await run(endpoint)
    expect(await endpoint.received()).toHaveLength(index + 1)
  }

  const { body } = await merchant.api.get(endpoint.path)
  expect(body).toMatchObject({ status: 'disabled', disabled_reason: 'exhausted' })
  await run(witness)
  const told = (await witness.received()).map((request) => JSON.parse(request.body))
  expect(told.at(-1)).toMatchObject({
    type: 'webhook_endpoint.disabled',
    object_id: endpoint.id,
    data: { reason: 'exhausted' },
  })
  const { data } = await merchant.api.get(`${endpoint.path}/deliveries`)
  expect(data).toMatchObject([{ status: 'failed', attempts: { length: 10 } }])

  await putSku(merchant, 'B')
  await endpoint.become('status/200')
  await merchant.api.patch(endpoint.path, { status: 'enabled' })
  await run(endpoint)
  expect((await objectsIn(endpoint)).slice(10)).toEqual(['B'])
})

it('forgets deliveries 14 days after they ended, and not what still waits', async () => {
  const setClock = holdClock()
  const merchant = await createMerchant()
  const endpoint = await createEndpoint(merchant, 'switch')
  await putSku(merchant, 'DONE')
  await run(endpoint)
  await endpoint.become('status/410')
  await putSku(merchant, 'WAITS')
  await run(endpoint)
  const listed = async () =>
    (await merchant.api.get(`${endpoint.path}/deliveries`)).data.map(({ status }) => status)

  setClock(13 * day)
  await run(endpoint)
  expect(await listed()).toEqual(['pending', 'delivered'])
  setClock(15 * day)
  await run(endpoint)
  expect(await listed()).toEqual(['pending'])
})

it('an old secret ends when it said', async () => {
  const setClock = holdClock()
  const merchant = await createMerchant()
  const endpoint = await createEndpoint(merchant, 'status/200')
  await merchant.api.post(`${endpoint.path}/rotate_secret`, { overlap_seconds: 3_600 })
  await putSku(merchant, 'A')
  await run(endpoint)
  setClock(hour + 1_000)
  await putSku(merchant, 'B')
  await run(endpoint)

  const signatures = (await endpoint.received()).map(
    ({ headers }) => headers['webhook-signature']?.split(' ').length,
  )
  expect(signatures).toEqual([2, 1])
  const { body } = await merchant.api.get(endpoint.path)
  expect(body.secrets).toEqual([{ expires_at: null }])
})
