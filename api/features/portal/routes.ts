import { acceptedLanguage } from '../../domain/notifications/language'
import { reactSoon } from '../../http/after-change'
import { customer } from '../../http/auth'
import { cookieName, refuseOtherOrigins } from '../../http/customer'
import { Problem } from '../../http/problem'
import { endpoint } from '../../http/router'
import { instantToWire } from '../../http/schemas'
import { shell } from './assets'
import { claimRoutes } from './claim-routes'
import { lookUpOrder } from './look-up-order'
import { networkOf } from './network'
import { openSession, SESSION_MS } from './open-session'
import { orderRoutes } from './order-routes'
import { OrderViewSchema } from './order-schemas'
import { findShop } from './repository'
import { returnRoutes } from './return-routes'
import {
  EndedSchema,
  LinkAcceptedSchema,
  LookUpOrderSchema,
  OpenSessionSchema,
  SessionSchema,
  ShopSchema,
} from './schemas'
import { sendLink } from './send-link'
import { endSession } from './session-repository'
import { toShop } from './shop'
import { themeRoutes } from './theme-routes'
import { params, personal, tag } from './wire'

const access = { key: 'none' } as const
const cookie = (slug: string, value: string, seconds: number) =>
  `${cookieName(slug)}=${value}; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=${seconds}`

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
      return { status: 200, body: toShop(shop) }
    },
  ),
  endpoint(
    {
      method: 'post',
      path: '/portal/{merchant_slug}/api/lookup',
      operation_id: 'lookUpOrder',
      summary: 'Find an order by number and e-mail',
      description:
        'Needs no key. A wrong number, a wrong e-mail, an unknown shop and another shop’s order are answered alike. Who guesses too often waits.',
      tag,
      access,
      params,
      body: LookUpOrderSchema,
      responses: { 200: OrderViewSchema },
      problems: ['order_not_found', 'lookup_locked'],
    },
    async ({ c, services, params: { merchant_slug }, body }) => {
      const order = await lookUpOrder(services, merchant_slug, body, networkOf(c))
      if (!order) throw new Problem('order_not_found', { headers: personal })
      return { status: 200, body: order, headers: personal }
    },
  ),
  endpoint(
    {
      method: 'post',
      path: '/portal/{merchant_slug}/api/links',
      operation_id: 'sendLink',
      summary: 'Mail a link that signs in',
      description:
        'Always accepted: whether there is such an order is told by mail only, to its customer. The link works once, for 30 minutes; its token is what `…/api/sessions` takes.',
      tag,
      access,
      params,
      body: LookUpOrderSchema,
      responses: { 202: LinkAcceptedSchema },
    },
    async ({ c, services, params: { merchant_slug }, body }) => {
      const language = acceptedLanguage(c.req.raw.headers.get('accept-language'))
      const from = { network: networkOf(c), language }
      // After the answer: how long it takes tells nobody anything.
      c.executionCtx.waitUntil(
        sendLink(services, merchant_slug, body, from).then((found) => {
          if (found) reactSoon(c)
        }),
      )
      return { status: 202, body: { status: 'accepted' as const }, headers: personal }
    },
  ),
  endpoint(
    {
      method: 'post',
      path: '/portal/{merchant_slug}/api/sessions',
      operation_id: 'openSession',
      summary: 'Sign in with a mailed link',
      description:
        'The session lasts an hour and is good for the one order. It comes as a cookie for the pages of the portal.',
      tag,
      access,
      params,
      body: OpenSessionSchema,
      responses: { 201: SessionSchema },
      problems: ['link_unknown', 'link_used', 'link_expired', 'cross_site_request'],
    },
    async ({ c, services, params: { merchant_slug }, body }) => {
      refuseOtherOrigins(c)
      const { secret, expires_at } = await openSession(services, merchant_slug, body.token)
      return {
        status: 201,
        body: { expires_at: instantToWire(expires_at) },
        headers: {
          ...personal,
          'set-cookie': cookie(merchant_slug, secret, SESSION_MS / 1_000),
        },
      }
    },
  ),
  endpoint(
    {
      method: 'delete',
      path: '/portal/{merchant_slug}/api/session',
      operation_id: 'endSession',
      summary: 'Sign out',
      tag,
      access: { key: 'customer' },
      params,
      responses: { 200: EndedSchema },
    },
    async ({ services, principal, params: { merchant_slug } }) => {
      const { merchant, session_hash } = customer(principal)
      await endSession(services.shardFor(merchant.id), merchant.id, session_hash)
      return {
        status: 200,
        body: { status: 'ended' as const },
        headers: {
          ...personal,
          'set-cookie': cookie(merchant_slug, '', 0),
          // What the browser kept of the order's pages goes with it.
          'clear-site-data': '"cache"',
        },
      }
    },
  ),
  ...orderRoutes,
  ...returnRoutes,
  ...claimRoutes,
  ...themeRoutes,
]
