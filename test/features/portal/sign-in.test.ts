import { env } from 'cloudflare:workers'
import { beforeAll, expect, it, vi } from 'vitest'
import { anyone } from '../../support/worker/api'
import { email, openShop } from './shop-with-order'

let shop: Awaited<ReturnType<typeof openShop>>
let other: Awaited<ReturnType<typeof openShop>>
let order: { number: string; created_at: string }

beforeAll(async () => {
  ;[shop, other] = [await openShop(), await openShop()]
  order = await shop.order()
})

const at = (path: string, slug = shop.slug) => `/portal/${slug}/api/${path}`
const askForLink = (asked: object, slug?: string) => anyone.post(at('links', slug), asked)

/** The token that is mailed to an address, once it is there. */
const mailedToken = (to: string) =>
  vi.waitUntil(async () => {
    const { data } = await shop.api.get(`/v1/notifications?to=${encodeURIComponent(to)}`)
    const link = data.find(({ template }) => template === 'magic_link')
    return /#token=([\w-]{43})$/m.exec(link?.text ?? '')?.[1] ?? false
  })

let customers = 0
/** Of an order of its own. */
async function newToken(): Promise<string> {
  const to = `customer-${++customers}@example.com`
  const { number } = await shop.order(to)
  const { status, body } = await askForLink({ number, email: to })
  expect([status, body]).toEqual([202, { status: 'accepted' }])
  return mailedToken(to)
}

const signIn = (token: string, slug?: string, headers?: Record<string, string>) =>
  anyone.post(at('sessions', slug), { token }, headers)

const cookieOf = (answer: { headers: Headers }) =>
  answer.headers.get('set-cookie')?.split(';')[0] ?? ''

it('mails a link that signs in once, into a session that ends', async () => {
  const token = await newToken()
  const session = await signIn(token)
  const again = await signIn(token)
  const cookie = cookieOf(session)
  const ended = await anyone.delete(at('session'), { cookie })
  const after = await anyone.delete(at('session'), { cookie })

  expect([session.status, session.headers.get('cache-control')]).toEqual([201, 'no-store'])
  expect(session.headers.get('set-cookie')).toMatch(
    new RegExp(
      `^__Host-portal-${shop.slug}=[\\w-]{43}; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=3600$`,
    ),
  )
  expect([again.status, again.code]).toEqual([410, 'link_used'])
  expect(again.headers.get('set-cookie')).toBeNull()
  expect([ended.status, ended.body]).toEqual([200, { status: 'ended' }])
  expect(ended.headers.get('set-cookie')).toContain('=; Path=/; Secure; HttpOnly')
  expect([after.status, after.code]).toEqual([401, 'session_missing'])
})

it('gives one session to one of many who use a link at once', async () => {
  const token = await newToken()
  const answers = await Promise.all(Array.from({ length: 8 }, () => signIn(token)))

  const codes = answers.map(({ status, code }) => code ?? status)
  expect(codes.filter((code) => code === 201)).toHaveLength(1)
  expect(codes.filter((code) => code === 'link_used')).toHaveLength(7)
})

it('stores no token, only what it hashes to', async () => {
  const token = await newToken()
  const cookie = cookieOf(await signIn(token))
  const links = await env.DB.prepare('SELECT * FROM portal_links').all()
  const sessions = await env.DB.prepare('SELECT * FROM portal_sessions').all()

  const stored = JSON.stringify([links.results, sessions.results])
  expect(stored).toContain(shop.id)
  expect(stored).not.toContain(token)
  expect(stored).not.toContain(cookie.split('=')[1])
})

it('says of a link that its time is over', async () => {
  const fresh = await openShop()
  const placed = await fresh.order('bob@example.com')
  await anyone.post(at('links', fresh.slug), { number: placed.number, email: 'bob@example.com' })
  const text = await vi.waitUntil(async () => {
    const { data } = await fresh.api.get('/v1/notifications?to=bob@example.com')
    return data.find(({ template }) => template === 'magic_link')?.text
  })
  await env.DB.prepare(
    'UPDATE portal_links SET created_at = 0, expires_at = ? WHERE merchant_id = ?',
  )
    .bind(Date.now(), fresh.id)
    .run()
  const answer = await signIn(/#token=([\w-]+)/.exec(text)?.[1] ?? '', fresh.slug)

  expect([answer.status, answer.code]).toEqual([410, 'link_expired'])
  expect(answer.headers.get('set-cookie')).toBeNull()
})

it('knows no link of another shop, and none that was made up', async () => {
  const token = await newToken()
  const elsewhere = await signIn(token, other.slug)
  const nowhere = await signIn(token, 'no-such-shop')
  const made_up = await signIn('x'.repeat(43))

  for (const { status, code } of [elsewhere, nowhere, made_up]) {
    expect([status, code]).toEqual([404, 'link_unknown'])
  }
  expect((await signIn(token)).status).toBe(201)
})

it('lets no other shop, and no other site, use a session', async () => {
  const cookie = cookieOf(await signIn(await newToken()))
  const value = cookie.split('=')[1]
  const foreign = { cookie, origin: 'https://evil.test' }
  const refused = [
    await anyone.delete(at('session'), foreign),
    await anyone.delete(at('session'), { cookie, origin: 'null' }),
    await anyone.delete(at('session'), { cookie, 'sec-fetch-site': 'cross-site' }),
    await anyone.delete(at('session'), { cookie, 'sec-fetch-site': 'same-site' }),
  ]
  const elsewhere = await anyone.delete(at('session', other.slug), {
    cookie: `${cookie}; __Host-portal-${other.slug}=${value}`,
  })
  const own = await anyone.delete(at('session'), { cookie, origin: 'https://holdfast.test' })

  expect(refused.map(({ code }) => code)).toEqual(Array(4).fill('cross_site_request'))
  expect(elsewhere.code).toBe('session_missing')
  expect(own.status).toBe(200)
})

it('signs nobody in for a page of another site', async () => {
  const token = await newToken()
  const answer = await signIn(token, shop.slug, { origin: 'https://evil.test' })

  expect([answer.status, answer.code]).toEqual([403, 'cross_site_request'])
  expect((await signIn(token)).status).toBe(201)
})

it('never leads to the host that a request names', async () => {
  await newToken()
  const { data } = await shop.api.get('/v1/notifications')
  const links = data.flatMap(({ text }) => text.match(/https?:\/\/[^\s"]+/g) ?? [])

  expect(links.length).toBeGreaterThan(0)
  expect(links.filter((link) => !link.startsWith('https://portal.test/portal/'))).toEqual([])
})

it('accepts alike what leads to no mail, and mails nobody', async () => {
  const asked = { number: order.number, email }
  const answers = [
    await askForLink(asked),
    await askForLink({ ...asked, number: 'HF-0000-0000' }),
    await askForLink({ ...asked, email: 'eve@example.com' }),
    await askForLink(asked, other.slug),
    await askForLink(asked, 'no-such-shop'),
  ]
  const told = answers.map(({ status, text, headers }) => {
    const named = [...headers].filter(([name]) => name !== 'request-id')
    return { status, text, headers: Object.fromEntries(named) }
  })

  expect(told).toEqual(Array(5).fill(told[0]))
  await mailedToken(email)
  const { data } = await shop.api.get('/v1/notifications')
  const elsewhere = await other.api.get('/v1/notifications')
  expect([...data, ...elsewhere.data].filter(({ to }) => to.startsWith('eve'))).toEqual([])
})
