import { exports } from 'cloudflare:workers'
import { PDFDocument } from '@cantoo/pdf-lib'
import { expect, it } from 'vitest'
import { ORIGIN } from '../../support/worker/api'
import { createMerchant, putSku } from '../../support/worker/merchant'
import { createShop, free } from './support'

const { api, sku, order, merchant } = await createShop()
const address = {
  name: 'Žofie <b>Nováková</b> 漢字',
  line1: '"Straße" 1 & Ko',
  city: 'Łódź',
  postal_code: '90-001',
  country: 'PL',
}

async function read(path: string, body?: object, key = merchant.secret_key) {
  const response = await exports.default.fetch(
    new Request(ORIGIN + path, {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    }),
  )
  return { response, bytes: new Uint8Array(await response.arrayBuffer()) }
}

async function placed(quantity = 1) {
  const a = await sku({ berlin: quantity })
  await putSku(merchant, a, { title: `A <i>thing</i> for 漢字 🎁` })
  const line = free(a, quantity, { properties: { Engraving: '</td>{{x}}' } })
  const { body } = await order([line], { shipping_address: address })
  return { number: body.number as string, id: body.fulfillments[0].id as string, a }
}

it('shows what is in the parcel and whose it is, and runs nothing somebody wrote', async () => {
  const { id, number, a } = await placed(3)

  const { response, bytes } = await read(`/v1/fulfillments/${id}/packing_slip.html`)

  const page = new TextDecoder().decode(bytes)
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(page).toContain(number)
  expect(page).toContain(`<tr><td>3</td><td>A &lt;i&gt;thing&lt;/i&gt; for 漢字 🎁`)
  expect(page).toContain(`<td>${a}</td>`)
  expect(page).toContain('Žofie &lt;b&gt;Nováková&lt;/b&gt; 漢字<br>&quot;Straße&quot; 1 &amp; Ko')
  expect(page).toContain('Engraving: &lt;/td&gt;{{x}}')
  expect(page).not.toMatch(/<(?:i|b|script)[ >]/)
})

it('draws a PDF of any text there is', async () => {
  const { id } = await placed()

  const { response, bytes } = await read(`/v1/fulfillments/${id}/packing_slip.pdf`)

  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('application/pdf')
  expect(response.headers.get('content-disposition')).toMatch(/^inline; filename="packing-slip-HF-/)
  const document = await PDFDocument.load(bytes)
  expect(document.getPages().map((page) => Math.round(page.getWidth()))).toEqual([595])
})

it('draws many into one document, and goes on with a second page where one is full', async () => {
  const long = []
  for (let line = 0; line < 40; line++) long.push(free((await placed()).a, 1))
  const some = await Promise.all([placed(), placed()])
  for (const { sku: code } of long) {
    await api.post(
      '/v1/inventory/adjustments',
      { reason: 'more', lines: [{ sku: code, location_id: 'berlin', delta: 1 }] },
      { 'idempotency-key': `more-${code}` },
    )
  }
  const { body } = await order(long)
  const ids = [some[0]?.id, body.fulfillments[0].id, some[1]?.id]

  const { response, bytes } = await read('/v1/packing_slips', { fulfillment_ids: ids })

  expect(response.status).toBe(200)
  expect((await PDFDocument.load(bytes)).getPageCount()).toBeGreaterThanOrEqual(4)
})

it('knows only the merchant’s own, and no more than a hundred', async () => {
  const { id } = await placed()
  const rival = (await createMerchant()).secret_key

  for (const path of ['packing_slip.pdf', 'packing_slip.html']) {
    const foreign = await read(`/v1/fulfillments/${id}/${path}`, undefined, rival)
    expect(foreign.response.status).toBe(404)
  }
  const some = await api.post('/v1/packing_slips', { fulfillment_ids: [id, 'ful_x'] })
  expect([some.status, some.body.fulfillment_ids]).toEqual([404, ['ful_x']])
  const many = await api.post('/v1/packing_slips', { fulfillment_ids: Array(101).fill(id) })
  expect([many.status, many.code]).toEqual([422, 'invalid_request'])
  const most = await read('/v1/packing_slips', { fulfillment_ids: Array(100).fill(id) })
  expect(most.response.status).toBe(200)
  expect((await PDFDocument.load(most.bytes)).getPageCount()).toBe(100)
})
