/** One attempt, at receivers that behave badly. */
import { createHmac } from 'node:crypto'
import { expect, it } from 'vitest'
import { newSecret } from '../../../api/objects/webhook-secret'
import { RESPONSE_BYTES_MAX, refuseUrl, sendWebhook } from '../../../api/objects/webhook-send'
import { createBox } from '../../support/worker/webhooks'

const local = { WEBHOOK_LOOPBACK: 'on', WEBHOOK_DNS: '' }
const secret = newSecret()
const now = Date.parse('2026-11-23T10:15:30.789Z')
const send = (url: string, timeout_ms?: number, settings = local) =>
  sendWebhook(
    { url, event_id: 'evt_1', body: '{"x":1}', secrets: [secret] },
    settings,
    now,
    timeout_ms,
  )

it.each([[200], [201], [204], [299]])('%i is a delivery', async (status) => {
  const box = createBox(`status/${status}`)
  const attempt = await send(box.url)

  expect(attempt).toMatchObject({ outcome: { type: 'delivered' }, error: null })
  expect(attempt.response_status).toBe(status)
})

it.each([[400], [401], [404], [409], [429], [500], [503]])('%i is a failure', async (status) => {
  const attempt = await send(createBox(`status/${status}`).url)

  expect(attempt).toEqual({
    outcome: { type: 'failed' },
    response_status: status,
    error: 'status',
    response_body: 'said',
  })
})

it.each([[301], [302], [303], [307], [308]])(
  '%i is a failure, and is not followed',
  async (status) => {
    const box = createBox(`redirect/${status}`)
    const attempt = await send(box.url)

    expect(attempt).toMatchObject({ outcome: { type: 'failed' }, error: 'redirect' })
    expect(await box.received()).toHaveLength(1)
    const elsewhere = { ...createBox('x'), url: box.url.replace(/\/redirect.*/, '/log/redirected') }
    expect(await (await fetch(elsewhere.url)).json()).toEqual([])
  },
)

it('410 says that the receiver is gone', async () => {
  expect(await send(createBox('status/410').url)).toMatchObject({ outcome: { type: 'gone' } })
})

it('nothing is sent that cannot be signed', async () => {
  const box = createBox('status/200')
  const sending = { url: box.url, event_id: 'evt_1', body: '{}', secrets: [] }
  const attempt = await sendWebhook(sending, local, now)

  expect(attempt).toMatchObject({ outcome: { type: 'failed' }, error: 'secret_unreadable' })
  expect(await box.received()).toEqual([])
})

it('a receiver may ask for patience', async () => {
  expect(await send(createBox('status/503/120').url)).toMatchObject({
    outcome: { type: 'failed', retry_after_ms: 120_000 },
  })
})

it('a receiver that hangs up is a failure', async () => {
  expect(await send(createBox('break').url)).toMatchObject({
    outcome: { type: 'failed' },
    response_status: null,
    error: 'unreachable',
  })
})

it('a receiver that says nothing is given up', async () => {
  const box = createBox('hang')
  expect(await send(box.url, 300)).toMatchObject({ outcome: { type: 'failed' }, error: 'timeout' })
  await box.become('')
})

it('a receiver that goes on for ever has answered with its status', async () => {
  const [well, badly] = [createBox('endless/200'), createBox('endless/500')]

  expect(await send(well.url, 300)).toMatchObject({
    outcome: { type: 'delivered' },
    response_body: 'and so on',
  })
  expect(await send(badly.url, 300)).toMatchObject({ error: 'status', response_status: 500 })
  await Promise.all([well.become(''), badly.become('')])
})

it('a huge answer is read a little', async () => {
  const attempt = await send(createBox('huge/200').url)

  expect(attempt.outcome).toEqual({ type: 'delivered' })
  expect(attempt.response_body).toHaveLength(RESPONSE_BYTES_MAX)
})

it('the request carries id, timestamp and signature of exactly its body', async () => {
  const box = createBox('status/200')
  await send(box.url)

  const [request] = await box.received()
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
  const signature = createHmac('sha256', key).update('evt_1.1795428930.{"x":1}').digest('base64')
  expect(request).toMatchObject({
    method: 'POST',
    body: '{"x":1}',
    headers: {
      'content-type': 'application/json',
      'webhook-id': 'evt_1',
      'webhook-timestamp': '1795428930',
      'webhook-signature': `v1,${signature}`,
    },
  })
})

it('this machine is refused without the setting for local runs', async () => {
  const box = createBox('status/200')
  const attempt = await send(box.url, 1_000, { ...local, WEBHOOK_LOOPBACK: 'off' })

  expect(attempt).toMatchObject({ outcome: { type: 'failed' }, error: 'not_https' })
  expect(await box.received()).toEqual([])
})

it.each([
  ['only private addresses', '10.0.0.1|', 'address_not_public'],
  ['a private address among public ones', '93.184.215.14,192.168.0.1|', 'address_not_public'],
  ['a private IPv6 address', '93.184.215.14|fd00::1', 'address_not_public'],
  ['a metadata service', '169.254.169.254|', 'address_not_public'],
  ['no address', '|', 'unresolvable'],
  ['a name that does not exist', 'nxdomain', 'unresolvable'],
  ['a look-up that fails', 'fail', 'unresolvable'],
])('a name is refused that leads to %s', async (_, records, error) => {
  const resolver = createBox('dns')
  await resolver.become(records)
  const settings = { WEBHOOK_LOOPBACK: 'off', WEBHOOK_DNS: resolver.url }

  expect(await send('https://hooks.example.com/', 1_000, settings)).toEqual({
    outcome: { type: 'failed' },
    response_status: null,
    error,
    response_body: null,
  })
})

it('a name that leads to public addresses only is allowed, whatever it is an alias of', async () => {
  const resolver = createBox('dns')
  await resolver.become('93.184.215.14|2606:2800:21f:cb07::1')
  const settings = { WEBHOOK_LOOPBACK: 'off', WEBHOOK_DNS: resolver.url }

  expect(await refuseUrl('https://hooks.example.com/', settings)).toBeUndefined()
  expect(await refuseUrl('https://10.0.0.1/', settings)).toBe('address_not_public')
})
