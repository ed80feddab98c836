import { env } from 'cloudflare:workers'
import { beforeAll, expect, it, vi } from 'vitest'
import type { Handed, Mail } from '../../../api/adapters/mail/mailer'
import type { EventType } from '../../../api/domain/events/catalogue'
import type { MerchantId } from '../../../api/domain/shared/ids'
import { mailCustomers } from '../../../api/jobs/mail-customers'
import { createServices, type Services } from '../../../api/services'
import { appendEvent } from '../../../db/append-event'
import { connect } from '../../../db/database'
import { openShop } from '../portal/shop-with-order'

let shop: Awaited<ReturnType<typeof openShop>>
beforeAll(async () => {
  shop = await openShop()
})

/** Services whose mailer keeps what it is handed, and answers as it is told. */
function withMailer(send: (mail: Mail) => Promise<Handed> = async () => ({ type: 'taken' })) {
  const handed: Mail[] = []
  const services: Services = {
    ...createServices(env),
    mailer: {
      readable: false,
      send: (mail) => {
        handed.push(mail)
        return send(mail)
      },
    },
  }
  return { services, handed, of: (to: string) => handed.filter((mail) => mail.to === to) }
}

const listed = async (to: string) =>
  (await shop.api.get(`/v1/notifications?to=${encodeURIComponent(to)}`)).data

const waitFor = (to: string) =>
  vi.waitUntil(async () => {
    const [mail] = await listed(to)
    return mail?.status === 'sent' ? mail : false
  })

let versions = 0
/** An event as the decision that it announces writes it. */
async function happen(type: EventType, object_id: string, data: Record<string, unknown>) {
  const db = connect(env.DB)
  await appendEvent(db, {
    id: `evt_${type}_${++versions}`,
    merchant_id: shop.id as MerchantId,
    ...{ type, object_type: 'test', object_id, data },
    version: versions,
    created_at: Date.now(),
  })
}
const orderOf = async (email: string) =>
  String((await shop.api.get(`/v1/orders?email=${email}`)).data[0]?.id)

it('tells of a placed order once, soon, as text and as HTML', async () => {
  const to = 'placed@example.com'
  const { number } = await shop.order(to)
  const mail = await waitFor(to)
  await mailCustomers(createServices(env))

  expect(mail).toMatchObject({
    template: 'order_placed',
    to,
    language: 'en',
    subject: `We have your order ${number}`,
    error: null,
  })
  for (const words of [`order ${number} at Bakery`, '4 × ROLL of rye', '€25.00', 'Ada Lovelace']) {
    expect(mail.text).toContain(words)
  }
  expect(mail.text).toContain(`https://portal.test/portal/${shop.slug}#number=${number}`)
  expect(mail.html).toMatch(/^<!doctype html>/)
  expect(mail.html).not.toMatch(/<(?:script|img|link|iframe)/)
  expect(await listed(to)).toHaveLength(1)
})

it('sends a mail once, however many do it at once, and however often', async () => {
  const to = 'once@example.com'
  await shop.order(to)
  await env.DB.prepare('DELETE FROM notifications WHERE recipient = ?').bind(to).run()
  const { services, of } = withMailer()
  const order_id = await orderOf(to)
  await happen('order.placed', order_id, { order_id })
  await Promise.all(Array.from({ length: 5 }, () => mailCustomers(services)))
  await mailCustomers(services)

  const sent = new Set([...of(to).map(({ id }) => id), ...(await listed(to)).map(({ id }) => id)])
  // The order's own mail may have been written again by then; each was handed over once.
  expect(of(to).length).toBeLessThanOrEqual(sent.size)
  expect(new Set(of(to).map(({ id }) => id)).size).toBe(of(to).length)
})

it('tries again what the provider did not take, under the same id, and gives up in the end', async () => {
  const to = 'again@example.com'
  await shop.order(to)
  await waitFor(to)
  await env.DB.prepare(
    "UPDATE notifications SET status = 'pending', attempts = 0, sent_at = NULL, next_attempt_at = 0 WHERE recipient = ?",
  )
    .bind(to)
    .run()
  const failing = withMailer(async () => {
    throw new Error('The mail provider answers 503')
  })
  const log = vi.spyOn(console, 'error').mockImplementation(() => {})
  let now = Date.now()
  failing.services.now = () => now
  for (let tries = 0; tries < 12; tries++) {
    await mailCustomers(failing.services)
    now += 24 * 3_600_000
  }
  const [mail] = await listed(to)

  expect(mail).toMatchObject({ status: 'failed', error: 'The mail provider answers 503' })
  expect(failing.of(to)).toHaveLength(8)
  expect(new Set(failing.of(to).map(({ id }) => id)).size).toBe(1)
  expect(log).toHaveBeenCalled()
  log.mockRestore()
})

it('does not try again what the provider refuses for good', async () => {
  const to = 'refused@example.com'
  await shop.order(to)
  await waitFor(to)
  await env.DB.prepare(
    "UPDATE notifications SET status = 'pending', sent_at = NULL, next_attempt_at = 0 WHERE recipient = ?",
  )
    .bind(to)
    .run()
  const { services, of } = withMailer(async () => ({ type: 'refused', reason: '422 invalid_to' }))
  await mailCustomers(services)
  await mailCustomers(services)

  expect(of(to)).toHaveLength(1)
  expect((await listed(to))[0]).toMatchObject({ status: 'failed', error: '422 invalid_to' })
})

it('keeps no link that signs in once a provider has it', async () => {
  const to = 'link@example.com'
  const { number } = await shop.order(to)
  await waitFor(to)
  await shop.storefront.post(`/portal/${shop.slug}/api/links`, { number, email: to })
  const link = await vi.waitUntil(async () =>
    (await listed(to)).find(
      ({ template, status }) => template === 'magic_link' && status === 'sent',
    ),
  )
  expect(link.text).toContain('#token=')
  await env.DB.prepare(
    "UPDATE notifications SET status = 'pending', next_attempt_at = 0 WHERE id = ?",
  )
    .bind(link.id)
    .run()
  const { services, of } = withMailer()
  await mailCustomers(services)

  expect(of(to)[0]?.text).toContain('#token=')
  const kept = (await listed(to)).find(({ id }) => id === link.id)
  expect([kept?.status, kept?.text, kept?.html]).toEqual(['sent', '', ''])
})

it('tells once per parcel that it comes today, however often the carrier says so', async () => {
  const to = 'today@example.com'
  await shop.order(to)
  const order_id = await orderOf(to)
  for (const tracking_status of [
    'in_transit',
    'out_for_delivery',
    'out_for_delivery',
    'exception',
  ]) {
    await happen('fulfillment.tracked', 'ful_today', { order_id, tracking_status })
  }
  await mailCustomers(createServices(env))

  const templates = (await listed(to)).map(({ template }) => template)
  expect(templates.sort()).toEqual(['delayed', 'order_placed', 'out_for_delivery'])
})

it('goes on when one event cannot be told of', async () => {
  const to = 'after@example.com'
  await shop.order(to)
  const order_id = await orderOf(to)
  await happen('fulfillment.delivered', 'ful_gone', { order_id: 'ord_gone' })
  await happen('fulfillment.delivered', 'ful_here', { order_id })
  await mailCustomers(createServices(env))
  const waiting = await env.DB.prepare('SELECT COUNT(*) AS count FROM events_to_mail').first(
    'count',
  )

  expect((await listed(to)).map(({ template }) => template)).toContain('delivered')
  expect(waiting).toBe(0)
})

it('writes the others of a run when one order cannot be read, and tries that one later', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const [broken, whole] = ['broken@example.com', 'whole@example.com']
  for (const to of [broken, whole]) {
    await shop.order(to)
    await waitFor(to)
  }
  const [broken_id, whole_id] = [await orderOf(broken), await orderOf(whole)]
  await env.DB.prepare("UPDATE orders SET customer = 'null', version = version + 1 WHERE id = ?")
    .bind(broken_id)
    .run()
  await happen('fulfillment.delivered', 'ful_broken', { order_id: broken_id })
  await happen('fulfillment.delivered', 'ful_whole', { order_id: whole_id })
  await mailCustomers(createServices(env))
  const { results } = await env.DB.prepare('SELECT attempts FROM events_to_mail').all()
  await env.DB.exec('DELETE FROM events_to_mail')

  expect((await listed(whole)).map(({ template }) => template)).toContain('delivered')
  expect((await listed(broken)).map(({ template }) => template)).toEqual(['order_placed'])
  expect(results).toEqual([{ attempts: 1 }])
  log.mockRestore()
})

it('speaks the language of the order, else the merchant’s', async () => {
  const theme = await shop.api.put('/v1/portal_theme', { language: 'de', accent_color: '#ffee00' })
  expect(theme.status).toBe(201)
  const place = (email: string, metadata: object) =>
    shop.api.post(
      '/v1/orders',
      {
        currency: 'EUR',
        customer: { email, name: 'Ada' },
        lines: [{ sku: 'ROLL', quantity: 1, unit_price: 500 }],
        metadata,
      },
      { 'idempotency-key': email },
    )
  await place('de@example.com', {})
  await place('ar@example.com', { locale: 'ar-EG' })

  expect((await waitFor('de@example.com')).subject).toMatch(/^Ihre Bestellung/)
  const arabic = await waitFor('ar@example.com')
  expect(arabic.html).toContain('<html lang="ar" dir="rtl">')
  // Yellow could not be read on white: it was darkened.
  expect(arabic.html).not.toContain('#ffee00')
})

it('lists only what the merchant’s own customers were mailed, newest first, page by page', async () => {
  const other = await openShop()
  expect((await other.api.get('/v1/notifications')).data).toEqual([])
  const first = await shop.api.get('/v1/notifications?limit=2')
  const second = await shop.api.get(`/v1/notifications?limit=2&cursor=${first.body.next_cursor}`)
  const ids = [...first.data, ...second.data].map(({ id }) => id)

  expect(ids).toEqual([...ids].sort().reverse())
  expect(new Set(ids).size).toBe(4)
})
