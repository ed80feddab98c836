import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { eraseCustomers } from '../../api/jobs/erase-customers'
import { createServices } from '../../api/services'
import { createShop, lineOf } from '../features/orders/support'

const DAY = 86_400_000
const services = createServices(env)
const after = (days: number) => eraseCustomers({ ...services, now: () => Date.now() + days * DAY })

/** A shop whose customers have ordered once each; the order of the last one is still open. */
async function open(names: readonly string[]) {
  const shop = await createShop()
  const code = await shop.sku({ berlin: 500 })
  const ids: string[] = []
  for (const name of names) {
    const email = `${name}@example.com`
    const { body } = await shop.order([lineOf(code)], { customer: { email, name } })
    if (name !== 'open') {
      await shop.api.post(`/v1/orders/${body.id}/cancel`, { reason: 'x' }, shop.key())
    }
    ids.push((await shop.api.get(`/v1/customers?email=${email}`)).data[0].id as string)
  }
  const erased = async () => {
    const customers = await Promise.all(ids.map((id) => shop.api.get(`/v1/customers/${id}`)))
    return customers.map(({ body }) => body.erased_at !== null)
  }
  const retain = (customers_days: number | null) =>
    shop.api.patch('/v1/settings', { retention: { customers_days } })
  return { ...shop, ids, erased, retain }
}

it('forgets nobody unless a merchant says so, and then only who is silent for so long', async () => {
  const [keeping, forgetting] = [await open(['ada']), await open(['ada', 'open', 'grace'])]
  await after(10_000)
  expect(await forgetting.erased()).toEqual([false, false, false])

  expect((await forgetting.retain(29)).status).toBe(422)
  expect((await forgetting.retain(400)).body.retention).toMatchObject({ customers_days: 400 })
  await after(399)
  expect(await forgetting.erased()).toEqual([false, false, false])
  await after(401)
  expect(await forgetting.erased()).toEqual([true, false, true])
  expect(await keeping.erased()).toEqual([false])

  const { data } = await forgetting.api.get('/v1/audit_log?limit=20')
  const entry = data.find(({ operation }) => operation === 'eraseCustomers')
  expect(entry).toMatchObject({ actor: { kind: 'system' }, object_type: 'customer' })
  await forgetting.retain(null)
})

it('goes from one merchant to the next, and begins again', async () => {
  const shops = [await open(['ada']), await open(['ada']), await open(['ada'])]
  for (const { retain } of shops) await retain(30)
  for (let run = 0; run < shops.length + 1; run++) await after(31)
  for (const { erased } of shops) expect(await erased()).toEqual([true])
})

it('finishes what a request began, some orders at a time', async () => {
  const shop = await createShop()
  const code = await shop.sku({ berlin: 500 })
  const customer = { email: 'often@example.com', name: 'Often' }
  for (let n = 0; n < 3; n++) {
    const { body } = await shop.order([lineOf(code)], { customer })
    await shop.api.post(`/v1/orders/${body.id}/cancel`, { reason: 'x' }, shop.key())
  }
  const [{ id, totals }] = (await shop.api.get('/v1/customers?email=often@example.com')).data
  await shop.api.post(`/v1/customers/${id}/erase`, undefined)
  // As a run leaves it that ended after its first transaction.
  const { results } = await env.DB.prepare(
    'SELECT id FROM orders WHERE merchant_id = ? AND email = ?',
  )
    .bind(shop.merchant.id, `${id}@erased.invalid`)
    .all<{ id: string }>()
  const orders = results.map((row) => row.id)
  const left = orders.slice(1)
  await env.DB.batch([
    env.DB.prepare(
      `UPDATE orders SET email = 'often@example.com', customer = json_object('email', 'often@example.com', 'name', 'Often'), version = version + 1
       WHERE merchant_id = ? AND id IN (SELECT value FROM json_each(?))`,
    ).bind(shop.merchant.id, JSON.stringify(left)),
    env.DB.prepare(
      'UPDATE erasures SET pending = ?, completed_at = NULL WHERE merchant_id = ? AND customer_id = ?',
    ).bind(JSON.stringify({ emails: ['often@example.com'], orders: left }), shop.merchant.id, id),
  ])

  await after(0)

  const again = await shop.api.post(`/v1/customers/${id}/erase`, undefined)
  expect(again.body).toMatchObject({ status: 'completed', orders: 3 })
  const { data } = await shop.api.get(`/v1/customers/${id}/orders`)
  expect(data.map((order) => order.customer.name)).toEqual(['Erased', 'Erased', 'Erased'])
  expect((await shop.api.get(`/v1/customers/${id}`)).body.totals).toEqual(totals)
})
