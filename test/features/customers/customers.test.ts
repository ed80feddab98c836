import { env } from 'cloudflare:workers'
import { beforeAll, expect, it } from 'vitest'
import { createShop, lineOf } from '../orders/support'

const { api, key, sku, order, merchant } = await createShop()
let code: string
beforeAll(async () => {
  code = await sku({ berlin: 1_000 })
})

const from = (email: string, quantity = 1, change: object = {}) =>
  order([lineOf(code, quantity)], { customer: { email, name: 'Ada Lovelace' }, ...change })
const find = async (email: string) =>
  (await api.get(`/v1/customers?email=${encodeURIComponent(email)}`)).data[0]

/** What the orders themselves say, counted without the totals that are kept. */
async function recounted(emails: readonly string[]) {
  const { results } = await env.DB.prepare(
    `SELECT currency, count(*) AS orders, sum(status = 'canceled') AS canceled,
       sum(amount_payable) AS payable, sum(amount_captured) AS captured,
       sum(amount_refunded) AS refunded
     FROM orders WHERE merchant_id = ? AND email IN (SELECT value FROM json_each(?))
     GROUP BY currency ORDER BY currency`,
  )
    .bind(merchant.id, JSON.stringify(emails))
    .all()
  return results
}

it('makes a customer of the first order, whatever the case of the address', async () => {
  const { body } = await from('First@Example.com')
  await from('first@example.COM', 2)

  const customer = await find('FIRST@example.com')
  expect(customer).toMatchObject({
    ...{ email: 'first@example.com', emails: ['first@example.com'], name: 'Ada Lovelace' },
    totals: [{ currency: 'EUR', orders: 2, canceled: 0, payable: 3_000, captured: 0, refunded: 0 }],
    first_order_at: body.created_at,
    version: 1,
  })
  expect((await api.get(`/v1/customers/${customer.id}`)).body).toEqual(customer)
  const orders = await api.get(`/v1/customers/${customer.id}/orders`)
  expect(orders.data).toHaveLength(2)
  expect(orders.data[1]).toEqual(body)
})

it('keeps totals that equal a recount, through edits and cancellations and many at once', async () => {
  const email = 'count@example.com'
  const placed = await Promise.all(Array.from({ length: 8 }, (_, n) => from(email, 1 + (n % 3))))
  const [first, second, third] = placed.map(({ body }) => body)
  await api.post(`/v1/orders/${first.id}/cancel`, { reason: 'x' }, key())
  await api.post(
    `/v1/orders/${second.id}/cancel`,
    { reason: 'x', lines: [{ line_id: second.lines[0].id, quantity: 1 }] },
    key(),
  )
  await api.post(`/v1/orders/${third.id}/edits`, { add: [lineOf(code, 2)], commit: true }, key())

  const { totals, emails } = await find(email)
  expect(totals).toEqual(await recounted(emails))
  expect(totals).toMatchObject([
    { orders: 8, canceled: 1, payable: 15_000 - 1_000 - 1_000 + 2_000 },
  ])
})

it('merges two: orders, addresses and totals come over, and the other is gone', async () => {
  await from('old@example.com', 3)
  await from('new@example.com', 1)
  const [into, other] = [await find('new@example.com'), await find('old@example.com')]

  const merged = await api.post(`/v1/customers/${into.id}/merge`, { from: other.id })

  expect(merged.body).toMatchObject({
    ...{ id: into.id, email: 'new@example.com', version: 2 },
    emails: ['new@example.com', 'old@example.com'],
  })
  expect(merged.body.totals).toEqual(await recounted(merged.body.emails))
  expect((await api.get(`/v1/customers/${other.id}`)).status).toBe(404)
  const later = await from('old@example.com')
  const orders = await api.get(`/v1/customers/${into.id}/orders?limit=1`)
  expect(orders.data).toEqual([later.body])
  expect((await find('old@example.com')).id).toBe(into.id)
  const rest = await api.get(`/v1/customers/${into.id}/orders?cursor=${orders.body.next_cursor}`)
  expect(rest.data).toHaveLength(2)
})

it.each([
  ['itself', (id: string) => id, 'same_customer'],
  ['nobody', () => 'cus_nobody', 'unknown_customer'],
])('refuses to merge with %s', async (_, other, refusal) => {
  await from('alone@example.com')
  const { id } = await find('alone@example.com')

  const answer = await api.post(`/v1/customers/${id}/merge`, { from: other(id) })

  expect([answer.status, answer.code]).toEqual([422, refusal])
})

it('lets one of two opposite merges win', async () => {
  await from('left@example.com')
  await from('right@example.com')
  const [left, right] = [await find('left@example.com'), await find('right@example.com')]

  const answers = await Promise.all([
    api.post(`/v1/customers/${left.id}/merge`, { from: right.id }),
    api.post(`/v1/customers/${right.id}/merge`, { from: left.id }),
  ])

  const statuses = answers.map(({ status }) => status).sort()
  expect([
    [200, 404],
    [200, 422],
  ]).toContainEqual(statuses)
  const kept = await find('left@example.com')
  expect(kept.emails).toEqual(['left@example.com', 'right@example.com'])
})

it('changes what is kept, and no order of theirs', async () => {
  const { body } = await from('patch@example.com')
  const { id } = await find('patch@example.com')
  const stale = { 'if-match': '"7"' }
  expect((await api.patch(`/v1/customers/${id}`, { name: 'X' }, stale)).code).toBe('version_stale')

  const patched = await api.patch(`/v1/customers/${id}`, { name: 'Grace Hopper', phone: '+1' })

  expect(patched.body).toMatchObject({ name: 'Grace Hopper', phone: '+1', version: 2 })
  expect((await api.get(`/v1/orders/${body.id}`)).body).toEqual(body)
  const found = await api.get('/v1/customers?name=gRACE%20h')
  expect(found.data.map((each: { id: string }) => each.id)).toEqual([id])
})

it('pages through customers by name without skipping any', async () => {
  for (const n of [3, 1, 2]) {
    await order([lineOf(code)], { customer: { email: `page${n}@example.com`, name: `Page ${n}` } })
  }
  const first = await api.get('/v1/customers?name=page&limit=2')
  const rest = await api.get(`/v1/customers?name=page&limit=2&cursor=${first.body.next_cursor}`)

  const names = [...first.data, ...rest.data].map(({ name }: { name: string }) => name)
  expect(names).toEqual(['Page 1', 'Page 2', 'Page 3'])
  expect(rest.body.next_cursor).toBeNull()
})
