import type { Context } from 'hono'
import { acceptedLanguage, type Language, readLanguage } from '../../domain/notifications/language'
import { authenticateCustomer } from '../../http/customer'
import { Problem } from '../../http/problem'
import type { HonoEnv } from '../../http/router'
import { readCustomerOrder } from './read-customer-order'
import { renderPage } from './render-page'
import { findShop } from './repository'
import { toShop } from './shop'

const LANGUAGE_COOKIE = 'portal-language'
const YEAR_SECONDS = 31_536_000

/** Nothing inline but data, nothing from elsewhere, in nobody's frame. */
const headers = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
}

/** Any page of a shop; with a session, the order is already in it. */
export async function servePage(c: Context<HonoEnv>): Promise<Response> {
  const slug = c.req.param('merchant_slug') ?? ''
  const { directory } = c.get('services')
  const found = await findShop(directory, slug)
  const shop = found ? toShop(found) : null
  const chosen = readLanguage(c.req.query('lang'))
  const language = chosen ?? knownLanguage(c) ?? shop?.language ?? 'en'
  const path = new URL(c.req.url).pathname.split('/').slice(3).filter(Boolean).join('/')
  const order = path.startsWith('order') ? await readOrder(c) : null
  const built = await readBuiltPage(c)
  return new Response(renderPage(built, { slug, language, shop, order, path }), {
    headers: {
      ...headers,
      // It depends on who asks, and an order is nothing to be kept.
      'cache-control': order ? 'no-store' : 'private, no-cache',
      vary: 'Cookie, Accept-Language',
      ...(chosen && remember(chosen)),
    },
  })
}

function knownLanguage(c: Context<HonoEnv>): Language | undefined {
  const { headers: sent } = c.req.raw
  const cookie = new RegExp(`(?:^|; )${LANGUAGE_COOKIE}=(\\w+)`).exec(sent.get('cookie') ?? '')
  return readLanguage(cookie?.[1]) ?? acceptedLanguage(sent.get('accept-language'))
}

const remember = (language: Language) => ({
  'set-cookie': `${LANGUAGE_COOKIE}=${language}; Path=/portal; SameSite=Lax; HttpOnly; Max-Age=${YEAR_SECONDS}`,
})

/** The order of whoever is signed in; a page without it is fine. */
async function readOrder(c: Context<HonoEnv>) {
  try {
    const order = await readCustomerOrder(c.get('services'), await authenticateCustomer(c))
    return order ?? null
  } catch (error) {
    if (error instanceof Problem) return null
    throw error
  }
}

let built: string | undefined

/** A deployment has one: read once per isolate. */
async function readBuiltPage(c: Context<HonoEnv>): Promise<string> {
  if (built !== undefined) return built
  const file = await c.env.ASSETS.fetch(new URL('/', c.req.url))
  if (!file.ok) throw new Problem('path_not_found')
  built = await file.text()
  return built
}
