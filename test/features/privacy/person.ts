/** Somebody who uses every channel there is, and leaves a word of theirs in each. */
import { runDurableObjectAlarm } from 'cloudflare:test'
import { env, exports } from 'cloudflare:workers'
import { expect, vi } from 'vitest'
import { mailCustomers } from '../../../api/jobs/mail-customers'
import { anyone, ORIGIN, request } from '../../support/worker/api'
import { createEndpoint, receive } from '../../support/worker/webhooks'
import { NDJSON } from '../bulk/support'
import { lineOf } from '../orders/support'
import { createReturnsDesk } from '../returns/support'

/** A word for each field that somebody, or somebody about them, may write in. */
export const canary = (field: string) => `canary-${field}`
export const email = 'Canary-Email@Example.com'
const address = (field: string) => ({
  ...{ name: canary(field), line1: `${canary(field)} 1`, line2: canary(field) },
  ...{ city: canary(field), region: canary(field), postal_code: canary(field), country: 'DE' },
  ...{ phone: canary(field), latitude: 52.123_456, longitude: 13.654_321 },
})
const { latitude: _, longitude: __, ...billing } = address('billing')
const person = {
  customer: { email, name: canary('name'), phone: canary('phone') },
  shipping_address: address('shipping'),
  billing_address: billing,
  metadata: { gift: canary('metadata') },
}
const engraved = { properties: { engraving: canary('property') } }

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
/** A photo with a word in it, in a chunk for texts behind its header. */
const photo = () => {
  const word = canary('photo')
  const chunk = Buffer.alloc(12 + word.length)
  chunk.writeUInt32BE(word.length, 0)
  chunk.write(`teXt${word}`, 4, 'latin1')
  return Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)])
}

export async function openLife() {
  const desk = await createReturnsDesk({ window_days: 30, approval: 'manual' })
  const { api, key, merchant } = desk
  const did = <T extends { status: number; text: string }>(answer: T): T => {
    if (answer.status >= 300) throw new Error(answer.text)
    return answer
  }
  const post = async (path: string, body: object) => did(await api.post(path, body, key())).body
  const endpoint = await createEndpoint(merchant, 'chat', {
    // Of those that come of the erasure itself a receiver may say what it likes.
    events: ['order.*', 'customer.merged', 'customer.updated'],
  })

  /** Declined, then paid with a gift card and the rest otherwise; held; canceled, paid back. */
  async function buysAndCancels() {
    const card = await post('/v1/gift_cards', {
      ...{ currency: 'EUR', amount: 300, metadata: { from: canary('gift') } },
    })
    await post('/v1/store_credit', {
      email,
      currency: 'EUR',
      amount: 700,
      reason: canary('credit'),
    })
    const placed = did(
      await desk.order([lineOf(await desk.sku({ berlin: 9 }), 1, engraved)], person),
    )
    const path = `/v1/orders/${placed.body.id}`
    const declined = await api.post(
      `${path}/payments`,
      { gateway: 'test', token: canary('token') },
      key(),
    )
    expect(declined.status).toBe(402)
    await post(`${path}/payments`, { gateway: 'gift_card', token: card.code, amount: 300 })
    await post(`${path}/payments`, { gateway: 'test', token: 'tok_ok' })
    const held = await post(`${path}/hold`, { reason: 'other', note: canary('hold') })
    await post(`${path}/release`, { hold_id: held.id })
    await post(`${path}/refunds`, { amount: 10, reason: canary('refund') })
    await post(`${path}/cancel`, { reason: canary('reason'), note: canary('note') })
  }

  /** Delivered; some of it sent back, more than announced; the rest complained about. */
  async function sendsBack() {
    const sold = await desk.sold(4, person, engraved)
    const { line_id } = sold
    const opened = await desk.open(sold.id, [
      { line_id, quantity: 1, reason: canary('return-reason'), note: canary('return-note') },
    ])
    const id = String(did(opened).body.id)
    await uploadPhoto(merchant.secret_key, `returns/${id}`)
    did(await desk.act(id, 'approve'))
    const lines = [{ line_id, quantity: 2, disposition: 'restock' }]
    did(await desk.act(id, 'receive', { location_id: 'berlin', lines }))
    const [surplus] = (await api.get('/v1/return_exceptions')).data
    await post(`/v1/return_exceptions/${surplus.id}/resolve`, { note: canary('surplus') })
    const again = await desk.open(sold.id, [{ line_id, quantity: 1, reason: 'x' }])
    did(
      await desk.act(String(did(again).body.id), 'decline', { reason: canary('return-declined') }),
    )

    const claim = await post('/v1/claims', {
      ...{ order_id: sold.id, type: 'damaged', description: canary('claim') },
      lines: [{ line_id, quantity: 1 }],
    })
    await uploadPhoto(merchant.secret_key, `claims/${claim.id}`)
    await post(`/v1/claims/${claim.id}/decline`, { reason: canary('claim-declined') })
    return { ...sold, end: async () => did(await desk.act(id, 'complete')) }
  }

  /** Withdrawn from before it left; another one that no location would send. */
  async function withdraws() {
    const sku = await desk.sku({ berlin: 1, paris: 1 })
    const placed = did(await desk.order([lineOf(sku)], person)).body
    await post('/v1/withdrawals', {
      ...{ order_id: placed.id, confirm: true },
      ...{ name: canary('withdrawer'), contact: `${canary('contact')}@example.com` },
    })
    await post(`/v1/orders/${placed.id}/cancel`, { reason: 'withdrawn' })
    const free = [lineOf(sku, 1, { unit_price: 0 })]
    const { id, fulfillments } = did(await desk.order(free, person)).body
    await post(`/v1/fulfillments/${fulfillments[0].id}/reject`, {
      ...{ reason: 'capacity', note: canary('rejection') },
    })
    await post(`/v1/orders/${id}/cancel`, { reason: 'nobody sends it' })
  }

  /** Sent by a carrier who tells all. */
  async function receives() {
    const free = [lineOf(await desk.sku({ berlin: 1 }), 1, { unit_price: 0 })]
    const { fulfillments } = did(await desk.order(free, person)).body
    const path = `/v1/fulfillments/${fulfillments[0].id}`
    const tracking_url = `https://carrier.example/track?zip=${canary('zip')}`
    await post(`${path}/ship`, { carrier: 'DHL', tracking_number: 'JD01', tracking_url })
    await post(`${path}/tracking_events`, {
      events: [
        {
          ...{ status: 'Delivered', occurred_at: new Date().toISOString() },
          ...{ description: `Signed by ${canary('signature')}`, location: canary('porch') },
        },
      ],
    })
  }

  /** Signed in at the portal, and mailed. */
  async function signsIn({ number }: { number: string }) {
    const at = (path: string) => `/portal/${merchant.slug}/api/${path}`
    did(await anyone.post(at('links'), { number, email }))
    const token = await vi.waitUntil(async () => {
      const { data } = await api.get(`/v1/notifications?to=${email}`)
      const link = data.find(({ template }) => template === 'magic_link')
      return /#token=([\w-]{43})/.exec(link?.text ?? '')?.[1] ?? false
    })
    const session = did(await anyone.post(at('sessions'), { token }))
    const cookie = session.headers.get('set-cookie')?.split(';')[0] ?? ''
    const look = () => anyone.get(at('order'), { cookie })
    expect((await look()).text).toContain(canary('name'))
    await mailCustomers(desk.services)
    return look
  }

  /** Imported, with a line that is wrong; exported with everybody. */
  async function isImported() {
    const line = { currency: 'EUR', lines: [lineOf(await desk.sku({ berlin: 1 }))], ...person }
    const wrong = { ...line, [canary('field')]: 1 }
    const { id } = await post('/v1/imports', { kind: 'orders' })
    const text = `${JSON.stringify(line)}\n${JSON.stringify(wrong)}`
    const length = String(new TextEncoder().encode(text).byteLength)
    const headers = { 'content-type': NDJSON, 'content-length': length }
    did(
      await request('PUT', `/v1/imports/${id}/content`, text, {
        key: merchant.secret_key,
        headers,
      }),
    )
    await finish('imports', id)
    expect((await api.get(`/v1/imports/${id}/errors`)).text).toContain(canary('field'))
    const [open] = (await api.get('/v1/orders?status=open&limit=1')).data
    await post(`/v1/orders/${open.id}/cancel`, { reason: 'imported' })
    const made = await post('/v1/exports', { kind: 'orders' })
    await finish('exports', made.id)
    expect((await api.get(`/v1/exports/${made.id}/content`)).text).toContain(canary('name'))
    return { import_id: id as string, export_id: made.id as string }
  }
  async function finish(what: 'imports' | 'exports', id: string) {
    while ((await api.get(`/v1/${what}/${id}`)).body.status === 'running') {
      await runDurableObjectAlarm(env.BULK_JOB.getByName(`${merchant.id}:${id}`))
    }
  }

  /** Known by another address, too. */
  async function merges() {
    const customer = { email: 'canary-other@example.com', name: canary('other') }
    const sku = await desk.sku({ berlin: 1 })
    const { id } = did(await desk.order([lineOf(sku)], { ...person, customer })).body
    await post(`/v1/orders/${id}/cancel`, { reason: 'other' })
    const [into] = (await api.get(`/v1/customers?email=${email}`)).data
    const [from] = (await api.get(`/v1/customers?email=${customer.email}`)).data
    did(await api.post(`/v1/customers/${into.id}/merge`, { from: from.id }))
    const known = { phone: canary('phone-2'), metadata: { tier: canary('tier') } }
    return did(await api.patch(`/v1/customers/${into.id}`, known)).body
  }

  /** Every event has arrived, and what the receiver said to it. */
  async function told() {
    let wanted = 0
    for (let after = 0, last = -1; after !== last; ) {
      last = after
      const { data } = await api.get(`/v1/events?limit=100&after=${after}`)
      wanted += data.filter(({ type }) =>
        /^order\.|^customer\.(?:merged|updated)$/.test(type),
      ).length
      after = data.at(-1)?.sequence ?? after
    }
    await receive(endpoint, wanted)
    await vi.waitUntil(
      async () => {
        const path = `/v1/webhook_endpoints/${endpoint.id}/deliveries?status=pending`
        return (await api.get(path)).data.length === 0
      },
      { timeout: 20_000 },
    )
  }

  return {
    ...{ desk, endpoint, buysAndCancels, sendsBack, withdraws, receives, signsIn, isImported },
    ...{ merges, told },
  }
}

async function uploadPhoto(key: string, of: string) {
  const sent = new Request(`${ORIGIN}/v1/${of}/photos`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'image/png' },
    body: photo(),
  })
  expect((await exports.default.fetch(sent)).status).toBe(201)
}
