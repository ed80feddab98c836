import { exports } from 'cloudflare:workers'
import { Buffer } from 'node:buffer'
import { expect, it } from 'vitest'
import { ORIGIN } from '../../support/worker/api'
import { createMerchant } from '../../support/worker/merchant'
import { signInto } from '../portal/customers'
import { openShop } from '../portal/shop-with-order'
import { createReturnsDesk } from './support'

const desk = await createReturnsDesk()
const key = desk.merchant.secret_key
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
/** Another photo: with another word in it. */
const other = (n: number) => {
  const chunk = Buffer.alloc(13)
  chunk.writeUInt32BE(1, 0)
  chunk.write('teXt', 4, 'latin1')
  chunk.writeUInt8(n, 8)
  return Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)])
}

const returned = async () => {
  const { id, line_id } = await desk.sold(1)
  const opened = await desk.open(id, [{ line_id, quantity: 1, reason: 'damaged' }])
  return { order_id: id, ret: String(opened.body.id) }
}
const fetch = async (path: string, headers: Record<string, string>, body?: Uint8Array) => {
  const init = { method: body ? 'POST' : 'GET', headers, ...(body && { body }) }
  const response = await exports.default.fetch(new Request(ORIGIN + path, init))
  return { status: response.status, headers: response.headers, response }
}
const upload = async (id: string, bytes: Uint8Array, secret = key, type = 'image/png') => {
  const headers = { authorization: `Bearer ${secret}`, 'content-type': type }
  const { status, response } = await fetch(`/v1/returns/${id}/photos`, headers, bytes)
  // biome-ignore lint/suspicious/noExplicitAny: the shape is what is tested
  return { status, body: await response.json<any>() }
}
const photosOf = async (id: string) => (await desk.api.get(`/v1/returns/${id}`)).body.photos

it('keeps photos by their content, and hands them out to be saved only', async () => {
  const { order_id, ret } = await returned()
  const added = await upload(ret, png, key, 'image/jpeg')
  expect([added.status, added.body.photos]).toMatchObject([
    201,
    [{ content_type: 'image/png', size: png.length }],
  ])
  expect((await upload(ret, png)).body).toEqual(added.body)
  expect(await desk.events(order_id)).toEqual(expect.arrayContaining(['return.photo_added']))

  const { url } = added.body.photos[0]
  const photo = await fetch(url, { authorization: `Bearer ${key}` })
  expect(Buffer.from(await photo.response.arrayBuffer()).equals(png)).toBe(true)
  expect(Object.fromEntries(photo.headers)).toMatchObject({
    'content-type': 'image/png',
    'content-disposition': expect.stringMatching(/^attachment;/),
    'content-security-policy': "sandbox; default-src 'none'",
  })
  const rival = (await createMerchant()).secret_key
  expect((await fetch(url, { authorization: `Bearer ${rival}` })).status).toBe(404)
  expect((await upload(ret, other(1), rival)).status).toBe(404)
  expect(await photosOf(ret)).toHaveLength(1)
})

it.each([
  ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'photo_not_an_image'],
  ['a page behind it', Buffer.concat([png, Buffer.from('<script>')]), 'photo_not_an_image'],
])('refuses %s', async (_, bytes, code) => {
  const { ret } = await returned()
  expect(await upload(ret, bytes)).toMatchObject({ status: 422, body: { code } })
  expect(await photosOf(ret)).toEqual([])
})

it('takes five, whoever is first, and none once the return is closed', async () => {
  const { ret } = await returned()
  const answers = await Promise.all([1, 2, 3, 4, 5, 6].map((n) => upload(ret, other(n))))
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 201, 201, 201, 409])
  expect(await photosOf(ret)).toHaveLength(5)

  const closed = await returned()
  await desk.act(closed.ret, 'decline', { reason: 'worn' })
  expect(await upload(closed.ret, png)).toMatchObject({
    status: 409,
    body: { code: 'photo_limit' },
  })
})

it('takes a customer’s photos of their own return, sent from the portal', async () => {
  const shop = await openShop()
  const [ada, eve] = [await signInto(shop, { paid: true }), await signInto(shop)]
  const [fulfillment] = (await ada.order()).fulfillments
  await ada.act(`/v1/fulfillments/${fulfillment.id}/ship`, { carrier: 'DHL' })
  const [line] = (await ada.get('order')).body.lines
  const opened = await ada.post('returns', {
    lines: [{ line_id: line.id, quantity: 1, reason: 'damaged' }],
    resolution: 'refund',
  })
  expect([opened.status, opened.body.photos]).toEqual([201, 0])
  const path = `/portal/${shop.slug}/api/returns/${opened.body.id}/photos`
  const send = (cookie: string, more: Record<string, string> = {}) =>
    fetch(path, { cookie, 'content-type': 'image/png', ...more }, png)

  const sent = await send(ada.cookie)
  expect([sent.status, await sent.response.json()]).toMatchObject([201, { photos: 1 }])
  expect((await send(eve.cookie)).status).toBe(404)
  expect((await send('')).status).toBe(401)
  expect((await send(ada.cookie, { origin: 'https://evil.test' })).status).toBe(403)
  expect((await ada.get('order')).body.returns).toMatchObject([{ photos: 1 }])
})
