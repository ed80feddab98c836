/** Customers who are signed in, as a test needs them. */
import { expect, vi } from 'vitest'
import { anyone } from '../../support/worker/api'
import type { openShop, Wanted } from './shop-with-order'

type Shop = Awaited<ReturnType<typeof openShop>>
let customers = 0
let keys = 0

/** Somebody with an order of four rolls and a bread, who came by the mailed link. */
export async function signInto(shop: Shop, wanted: Wanted = {}) {
  const email = `signed-in-${++customers}@example.com`
  const { number, id } = await shop.order(email, wanted)
  const at = (path: string) => `/portal/${shop.slug}/api/${path}`
  await anyone.post(at('links'), { number, email })
  const token = await vi.waitUntil(async () => {
    const { data } = await shop.api.get(`/v1/notifications?to=${email}`)
    const link = data.find(({ template }) => template === 'magic_link')
    return /#token=([\w-]{43})/.exec(link?.text ?? '')?.[1] ?? false
  })
  const session = await anyone.post(at('sessions'), { token })
  expect(session.status).toBe(201)
  const cookie = session.headers.get('set-cookie')?.split(';')[0] ?? ''
  const key = () => ({ 'idempotency-key': `customer-${++keys}` })
  return {
    ...{ number, id, email, cookie },
    get: (path: string, headers = {}) => anyone.get(at(path), { cookie, ...headers }),
    post: (path: string, body: unknown, headers: Record<string, string> = key()) =>
      anyone.post(at(path), body, { cookie, ...headers }),
    patch: (path: string, body: unknown, headers = {}) =>
      anyone.patch(at(path), body, { cookie, ...headers }),
    order: async () => (await shop.api.get(`/v1/orders/${id}`)).body,
    /** What the merchant does. */
    act: (path: string, body: object = {}) => shop.api.post(path, body, key()),
  }
}
