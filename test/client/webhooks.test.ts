import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { verifyWebhook } from '../../api/client/src/webhooks.ts'

interface Vector {
  secret: string
  id: string
  timestamp: number
  payload: string
  signature: string
}
const vectors = JSON.parse(
  readFileSync(new URL('../fixtures/standard-webhooks/vectors.json', import.meta.url), 'utf8'),
) as Vector[]

const headersOf = ({ id, timestamp, signature }: Vector, change: Record<string, string> = {}) =>
  new Headers({
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signature,
    ...change,
  })
const [vector] = vectors
if (!vector) throw new Error('No vector.')
const now = vector.timestamp * 1_000

it.each(vectors)('accepts the published delivery $id', async (each) => {
  const options = { now: each.timestamp * 1_000 }
  const content = await verifyWebhook(each.secret, headersOf(each), each.payload, options)

  expect(content).toEqual(JSON.parse(each.payload))
})

it('accepts any of several secrets, and any of several signatures', async () => {
  const other = 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'
  const signatures = `v1,AAAA v2,${vector.signature.slice(3)} ${vector.signature}`
  const headers = headersOf(vector, { 'webhook-signature': signatures })

  expect(await verifyWebhook([other, vector.secret], headers, vector.payload, { now })).toEqual(
    JSON.parse(vector.payload),
  )
})

it.each([
  ['another body', vector.payload.replace('}', ' }'), {}, 0],
  ['another id', vector.payload, { 'webhook-id': 'msg_other' }, 0],
  ['another secret’s signature', vector.payload, { 'webhook-signature': 'v1,AAAA' }, 0],
  ['a signature of another version', vector.payload, { 'webhook-signature': 'v2,x' }, 0],
  ['a signature that is no base64', vector.payload, { 'webhook-signature': 'v1,%' }, 0],
  ['a time that is no number', vector.payload, { 'webhook-timestamp': '1e9' }, 0],
  ['a delivery that is too old', vector.payload, {}, 301],
  ['a delivery from the future', vector.payload, {}, -301],
  ['no signature', vector.payload, { 'webhook-signature': '' }, 0],
])('refuses %s', async (_, body, change, late_seconds) => {
  const verified = verifyWebhook(vector.secret, headersOf(vector, change), body, {
    now: now + late_seconds * 1_000,
  })

  await expect(verified).rejects.toMatchObject({ name: 'WebhookVerificationError' })
})
