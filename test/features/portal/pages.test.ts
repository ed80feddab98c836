import { expect, it } from 'vitest'
import { anyone } from '../../support/worker/api'
import { createMerchant } from '../../support/worker/merchant'

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

it.each([
  '/portal/demo',
  '/portal/demo/',
  '/portal/demo/some/page',
  '/portal/no-such-shop',
  '/portal/demo//evil.test',
  '/portal/demo/sign-in?next=https://evil.test',
])('serves the page at %s, and lets it load nothing from elsewhere', async (path) => {
  const { status, headers, text } = await anyone.get(path)

  expect(status).toBe(200)
  expect(Object.fromEntries(headers)).toMatchObject({
    'content-type': expect.stringMatching(/^text\/html/),
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'x-frame-options': 'DENY',
    'cache-control': 'private, no-cache',
  })
  expect(headers.get('location')).toBeNull()
  expect(text).toContain('<div id="portal" data-page="')
})

it('has nothing inline that the policy would refuse', async () => {
  const { text } = await anyone.get('/portal/demo')

  expect(text).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=|data:/)
})

it('serves the files of the page for good: they are named by their content', async () => {
  const { text } = await anyone.get('/portal/demo')
  const paths = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path = '']) => path)

  // Icon, script, styles, and the texts of one language.
  expect(paths).toHaveLength(4)
  for (const path of paths) {
    expect(path).toMatch(/^\/assets\/\w+-[\w-]{8}\.(?:js|css|svg)$/)
    const { status, headers } = await anyone.get(path)
    expect([status, headers.get('cache-control'), headers.get('x-content-type-options')]).toEqual([
      200,
      'public, max-age=31536000, immutable',
      'nosniff',
    ])
  }
})

it.each(['swagger-ui.css', 'swagger-ui-bundle.js', 'init.js', 'icon.svg', 'LICENSE', 'NOTICE'])(
  'serves %s of the API viewer',
  async (file) => {
    expect((await anyone.get(`/docs-assets/${file}`)).status).toBe(200)
  },
)

it.each([
  '/portal',
  '/portal/demo/api',
  '/portal/demo/api/nothing',
  '/assets/nothing.js',
  '/docs-assets/nothing.js',
])('serves nothing at %s', async (path) => {
  const { status, body } = await anyone.get(path)

  expect([status, body.code]).toEqual([404, 'path_not_found'])
})

it.each(['/portal/demo', '/portal/demo/', '/portal/demo/some/page', '/assets/some.js'])(
  'refuses to be written to at %s',
  async (path) => {
    const { status, headers } = await anyone.post(path, {})

    expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD'])
  },
)

it('tells how a shop presents itself, and no more', async () => {
  const { slug } = await createMerchant({ name: 'Bücher & Mehr', time_zone: 'Europe/Berlin' })
  const known = await anyone.get(`/portal/${slug}/api/shop`)
  const unknown = await anyone.get('/portal/no-such-shop/api/shop')

  expect([known.status, known.body]).toEqual([
    200,
    {
      name: 'Bücher & Mehr',
      time_zone: 'Europe/Berlin',
      language: 'en',
      accent: {
        light: { accent: '#1d5c4d', on_accent: '#ffffff' },
        dark: { accent: expect.stringMatching(/^#/), on_accent: '#000000' },
      },
      logo: null,
    },
  ])
  expect([unknown.status, unknown.body.code]).toEqual([404, 'not_found'])
})

it.each([
  ['', 'de-AT,de;q=0.9', 'de', 'ltr', 'Bestellung finden'],
  ['?lang=ar', 'de', 'ar', 'rtl', 'ابحث عن طلبي'],
  ['?lang=xx', 'pt', 'en', 'ltr', 'Find my order'],
])('speaks the language that is asked for: %s, %s', async (query, accepted, lang, dir, title) => {
  const { slug } = await createMerchant({ name: 'Bakery' })
  const { text } = await anyone.get(`/portal/${slug}${query}`, { 'accept-language': accepted })

  expect(text).toContain(`<html lang="${lang}" dir="${dir}">`)
  expect(text).toContain(`<title>${title} · Bakery</title>`)
  expect(text.match(/data-language="\w+"/g)).toEqual([`data-language="${lang}"`])
})

it('remembers the language that was chosen, for the pages of the portal', async () => {
  const { headers } = await anyone.get('/portal/demo?lang=ja')
  const cookie = headers.get('set-cookie') ?? ''
  const later = await anyone.get('/portal/demo', {
    cookie: 'portal-language=ja; x=y',
    'accept-language': 'de',
  })

  expect(cookie).toMatch(/^portal-language=ja; Path=\/portal; SameSite=Lax; HttpOnly/)
  expect(later.text).toContain('<html lang="ja"')
})
