import { exports } from 'cloudflare:workers'
import { Buffer } from 'node:buffer'
import { expect, it } from 'vitest'
import { ORIGIN } from '../../support/worker/api'
import { createMerchant } from '../../support/worker/merchant'
import { createReturnsDesk } from './support'

const desk = await createReturnsDesk()
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
/** Another photo: its last pixel is another one. */
const other = (n: number) => {
  const chunk = Buffer.alloc(13)
  chunk.writeUInt32BE(1, 0)
  chunk.write('teXt', 4, 'latin1')
  chunk.writeUInt8(n, 8)
  return Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)])
}

const claim = async (type = 'damaged', quantity = 1) => {
  const sold = await desk.sold(2)
  const lines = [{ line_id: sold.line_id, quantity }]
  const body = { order_id: sold.id, type, lines, description: 'torn' }
  const opened = await desk.api.post('/v1/claims', body, desk.key())
  return { ...sold, opened, claim_id: String(opened.body.id) }
}
const upload = (
  id: string,
  bytes: Uint8Array,
  type = 'image/png',
  key = desk.merchant.secret_key,
) =>
  exports.default.fetch(
    new Request(`${ORIGIN}/v1/claims/${id}/photos`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': type },
      body: bytes,
    }),
  )
const decide = (id: string, verb: string, body: object) =>
  desk.api.post(`/v1/claims/${id}/${verb}`, body, desk.key())

it('keeps photos by their content, and hands them out to be saved only', async () => {
  const { claim_id } = await claim()
  const added = await upload(claim_id, png, 'image/jpeg')
  expect(added.status).toBe(201)
  const { photos } = await added.json<{
    photos: { url: string; content_type: string; size: number }[]
  }>()
  expect(photos).toMatchObject([{ content_type: 'image/png', size: png.length }])
  const again = await upload(claim_id, png)
  expect((await again.json<{ photos: unknown[] }>()).photos).toHaveLength(1)

  const photo = await exports.default.fetch(
    new Request(`${ORIGIN}${photos[0]?.url}`, {
      headers: { authorization: `Bearer ${desk.merchant.secret_key}` },
    }),
  )
  expect(Buffer.from(await photo.arrayBuffer()).equals(png)).toBe(true)
  expect(Object.fromEntries(photo.headers)).toMatchObject({
    'content-type': 'image/png',
    'content-disposition': expect.stringMatching(/^attachment;/),
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
  })
})

it.each([
  [
    'SVG',
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
    'image/png',
    422,
    'photo_not_an_image',
  ],
  [
    'a page behind a photo',
    Buffer.concat([png, Buffer.from('<script>1</script>')]),
    'image/png',
    422,
    'photo_not_an_image',
  ],
  ['SVG by its own name', Buffer.from('<svg/>'), 'image/svg+xml', 415, 'unsupported_media_type'],
  ['more than 5 MiB', Buffer.alloc(5 * 1024 * 1024 + 1), 'image/png', 413, 'body_too_large'],
] as const)('refuses %s', async (_, bytes, type, status, code) => {
  const { claim_id } = await claim()
  const answer = await upload(claim_id, bytes, type)
  expect([answer.status, (await answer.json<{ code: string }>()).code]).toEqual([status, code])
  expect((await desk.api.get(`/v1/claims/${claim_id}`)).body.photos).toEqual([])
})

it('takes five photos, and none of another merchant', async () => {
  const { claim_id } = await claim()
  const answers = await Promise.all([1, 2, 3, 4, 5, 6].map((n) => upload(claim_id, other(n))))
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 201, 201, 201, 409])
  const rival = await createMerchant()
  expect((await upload(claim_id, png, 'image/png', rival.secret_key)).status).toBe(404)
  expect((await rival.api.get(`/v1/claims/${claim_id}`)).status).toBe(404)
})

it('refunds what was damaged, once', async () => {
  const { id, claim_id } = await claim()
  const approved = await decide(claim_id, 'approve', { resolution: 'refund' })
  expect(approved.body).toMatchObject({ status: 'approved', refund_id: expect.any(String) })
  expect(await decide(claim_id, 'approve', { resolution: 'refund' })).toMatchObject({
    status: 409,
    code: 'illegal_transition',
  })
  expect(await desk.read(id)).toMatchObject({ refunds: [{ amount: 1_000, status: 'succeeded' }] })
  expect((await desk.api.get('/v1/claims?status=approved')).data.map((each) => each.id)).toContain(
    claim_id,
  )
})

it('replaces what was missing with units from the shelf', async () => {
  const { id, sku, claim_id } = await claim('missing')
  expect(await decide(claim_id, 'approve', { resolution: 'replacement' })).toMatchObject({
    status: 409,
    code: 'insufficient_stock',
  })
  await desk.api.post(
    '/v1/inventory/adjustments',
    { reason: 'found', lines: [{ sku, location_id: 'berlin', delta: 1 }] },
    desk.key(),
  )
  const approved = await decide(claim_id, 'approve', { resolution: 'replacement' })
  expect(approved.body.line_ids).toHaveLength(1)
  await expect.poll(() => desk.stock(sku)).toMatchObject({ available: 0, committed: 1 })
  const order = await desk.read(id)
  expect(order).toMatchObject({ payment_status: 'paid', total: 2_000 })
  expect(order.fulfillments.at(-1)).toMatchObject({ status: 'open' })
})

it('declines with a reason, and frees the units', async () => {
  const { id, line_id, claim_id } = await claim('other', 2)
  const lines = [{ line_id, quantity: 2, reason: 'unwanted' }]
  expect(await desk.open(id, lines)).toMatchObject({ status: 422, code: 'not_returnable' })
  expect((await decide(claim_id, 'decline', { reason: 'no photo' })).body).toMatchObject({
    status: 'declined',
    decline_reason: 'no photo',
  })
  expect((await desk.open(id, lines)).status).toBe(201)
})
