/** A shop that takes payments, and the hours that pass for it. */
import { env } from 'cloudflare:workers'
import { expireOrders, settlePayments } from '../../../api/jobs/settle-payments'
import { createServices } from '../../../api/services'
import { createShop, lineOf } from '../orders/support'

export async function createPayingShop() {
  const shop = await createShop()
  const { api, key, order, sku } = shop
  /** One unit at 1000, of which there are so many, to be paid like this. */
  const paid = async (payment: object, change: { units?: number; customer?: object } = {}) => {
    const { units = 5, ...more } = change
    const code = await sku({ berlin: units })
    const answer = await order([lineOf(code)], { payment, ...more })
    return { ...answer, sku: code }
  }
  const read = async (id: unknown) => (await api.get(`/v1/orders/${id}`)).body
  const post = (id: unknown, path: string, body: object, headers = key()) =>
    api.post(`/v1/orders/${id}/${path}`, body, headers)
  return { ...shop, paid, read, post }
}

const services = createServices(env)

/** What the jobs do after so many minutes. */
export async function later(minutes: number) {
  const there = { ...services, now: () => Date.now() + minutes * 60_000 }
  await settlePayments(there)
  await expireOrders(there)
}

/** As if the request with this key had died before it was answered. */
export const forgetAnswer = (key: string, subject: string, created_at: number) =>
  env.DB.prepare(
    'UPDATE idempotency_keys SET status = NULL, body = ?, created_at = ? WHERE key = ?',
  )
    .bind(JSON.stringify(subject), created_at, key)
    .run()
