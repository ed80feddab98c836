import { z } from '@hono/zod-openapi'
import { Problem } from '../../http/problem'
import { endpoint } from '../../http/router'
import { shell } from './assets'
import { lookUpOrder } from './look-up-order'
import { findShop } from './repository'
import { LookUpOrderSchema, OrderViewSchema, ShopSchema } from './schemas'

/** Any text: a slug that cannot exist is answered like one that does not. */
const params = z.object({ merchant_slug: z.string().openapi({ example: 'demo' }) })
const tag = 'Portal'
const access = { key: 'none' } as const

export const portal = [
  shell,
  endpoint(
    {
      method: 'get',
      path: '/portal/{merchant_slug}/api/shop',
      operation_id: 'getShop',
      summary: 'Read what the portal shows of a shop',
      tag,
      access,
      params,
      responses: { 200: ShopSchema },
    },
    async ({ services, params: { merchant_slug } }) => {
      const shop = await findShop(services.directory, merchant_slug)
      if (!shop) throw new Problem('not_found', { detail: 'No shop has this address.' })
      return { status: 200, body: { name: shop.name } }
    },
  ),
  endpoint(
    {
      method: 'post',
      path: '/portal/{merchant_slug}/api/lookup',
      operation_id: 'lookUpOrder',
      summary: 'Find an order by number and e-mail',
      description:
        'Needs no key. A wrong number, a wrong e-mail, an unknown shop and another shop’s order are answered alike.',
      tag,
      access,
      params,
      body: LookUpOrderSchema,
      responses: { 200: OrderViewSchema },
      problems: ['order_not_found'],
    },
    async ({ services, params: { merchant_slug }, body }) => {
      const headers = { 'cache-control': 'no-store' }
      const order = await lookUpOrder(services, merchant_slug, body)
      if (!order) throw new Problem('order_not_found', { headers })
      return { status: 200, body: order, headers }
    },
  ),
]
