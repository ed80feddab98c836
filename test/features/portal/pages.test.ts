import { expect, it } from 'vitest'
import { anyone } from '../../support/worker/api'
import { createMerchant } from '../../support/worker/merchant'

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

it.each(['/portal/demo', '/portal/demo/', '/portal/demo/some/page', '/portal/no-such-shop'])(
  'serves the page at %s, and lets it load nothing from elsewhere',
  async (path) => {
    const { status, headers, text } = await anyone.get(path)

    expect(status).toBe(200)
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': expect.stringMatching(/^text\/html/),
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-cache',
    })
    expect(text).toContain('<div id="portal">')
  },
)

it('has nothing inline that the policy would refuse', async () => {
  const { text } = await anyone.get('/portal/demo')

  expect(text).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=|data:/)
})

it('serves the files of the page for good: they are named by their content', async () => {
  const { text } = await anyone.get('/portal/demo')
  const paths = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path = '']) => path)

  expect(paths).toHaveLength(3)
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

it.each(['swagger-ui.css', 'swagger-ui-bundle.js', 'init.js', 'LICENSE', 'NOTICE'])(
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
