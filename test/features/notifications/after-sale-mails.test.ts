// What customers are mailed about a return is true of that return, and of what arrived of it.
import { expect, it, vi } from 'vitest'
import { createReturnsDesk } from '../returns/support'

const desk = await createReturnsDesk({
  ...{ keep_below: 500, store_credit_bonus_bps: 1_000, approval: { automatic: true } },
})
const address = { name: 'Ada Lovelace', line1: 'Torstraße 1', city: 'Berlin', postal_code: '10119' }
const customerOf = async (id: string) => String((await desk.read(id)).customer.email)

const mailsTo = async (to: string) =>
  (await desk.api.get(`/v1/notifications?limit=100&to=${encodeURIComponent(to)}`)).data
const mail = (to: string, template: string) =>
  vi.waitUntil(async () => (await mailsTo(to)).find((each) => each.template === template), {
    timeout: 20_000,
  })
let buyers = 0
async function sold(quantity: number, unit_price = 1_000) {
  const email = `after-sale-${++buyers}@example.com`
  const change = {
    customer: { email, name: 'Ada Lovelace' },
    shipping_address: { ...address, country: 'DE' },
  }
  return { ...(await desk.sold(quantity, change, { unit_price })), email }
}
const receive = (id: string, line_id: string, units: Record<string, number>) =>
  desk.act(id, 'receive', {
    location_id: 'berlin',
    lines: Object.entries(units).map(([disposition, quantity]) => ({
      ...{ line_id, disposition, quantity },
    })),
  })

it('names the units that arrived, not all that were announced', async () => {
  const { id, line_id, email } = await sold(3)
  const { body } = await desk.open(id, [{ line_id, quantity: 3, reason: 'unwanted' }])
  await receive(String(body.id), line_id, { restock: 1, missing: 1 })
  const { text } = await mail(email, 'return_received')

  expect(text).toMatch(/^- 1 × /m)
})

it('tells nobody that something arrived when nothing did', async () => {
  const { id, line_id, email } = await sold(1)
  const { body } = await desk.open(id, [{ line_id, quantity: 1, reason: 'unwanted' }])
  await receive(String(body.id), line_id, { missing: 1 })
  const other = await sold(1)
  const second = await desk.open(other.id, [
    { line_id: other.line_id, quantity: 1, reason: 'unwanted' },
  ])
  await receive(String(second.body.id), other.line_id, { damaged: 1 })
  // Mails are written in turn: by now the first one's would be there.
  await mail(other.email, 'return_received')

  expect((await mailsTo(email)).map(({ template }) => template)).not.toContain('return_received')
})

it('says that items may be kept, and asks for no parcel', async () => {
  const { id, line_id, email } = await sold(1, 400)
  await desk.open(id, [{ line_id, quantity: 1, reason: 'unwanted' }])
  const { text } = await mail(email, 'return_approved')

  expect(text).toContain('Keep the items')
  expect(text).not.toContain('label')
})

it('promises no label where there is none', async () => {
  const { id, line_id } = await desk.sold(1, { shipping_address: undefined })
  await desk.open(id, [{ line_id, quantity: 1, reason: 'unwanted' }])
  const { text } = await mail(await customerOf(id), 'return_approved')

  expect(text).toContain('Bring or send the items')
  expect(text).not.toContain('label')
})

it('says where the money is when it is store credit', async () => {
  const { id, line_id, email } = await sold(1)
  const wish = { resolution: 'store_credit' }
  const { body } = await desk.open(id, [{ line_id, quantity: 1, reason: 'unwanted' }], wish)
  await receive(String(body.id), line_id, { restock: 1 })
  const { text } = await mail(email, 'refunded')

  expect(text).toContain('store credit')
  expect(text).not.toContain('payment method')
})

it('acknowledges a withdrawal with its date and time, to where the customer wants it', async () => {
  const { id } = await sold(1)
  const contact = `Acknowledge-${id}@Example.com`
  const { body } = await desk.api.post(
    '/v1/withdrawals',
    { order_id: id, name: 'Ada Lovelace', contact, confirm: true },
    desk.key(),
  )
  const { text, html } = await mail(contact.toLowerCase(), 'withdrawal_received')
  const time_zone = (await desk.api.get('/v1/settings')).body.time_zone
  const received = new Intl.DateTimeFormat('en', {
    ...{ dateStyle: 'long', timeStyle: 'long', timeZone: time_zone },
  }).format(new Date(String(body.created_at)))

  expect(text).toContain(`Received: ${received}`)
  expect(html).toContain(received)
  expect(text).toContain(String(body.statement))
})
