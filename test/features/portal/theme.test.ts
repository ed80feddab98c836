import { expect, it } from 'vitest'
import { anyone } from '../../support/worker/api'
import { createMerchant } from '../../support/worker/merchant'

const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]).toString('base64')

it('gives portal and mails the merchant’s color, logo and language', async () => {
  const { api, slug } = await createMerchant({ name: 'Bäckerei' })
  const theme = { accent_color: '#7a1fa2', logo: png, language: 'fr' }
  const created = await api.put('/v1/portal_theme', theme)
  const { body: shop } = await anyone.get(`/portal/${slug}/api/shop`)
  const logo = await anyone.get(shop.logo)
  const styles = await anyone.get(`/portal/${slug}/api/theme.css`)
  const page = await anyone.get(`/portal/${slug}`)

  expect([created.status, created.body.version]).toEqual([201, 1])
  expect(shop).toMatchObject({ language: 'fr', accent: { light: { accent: '#7a1fa2' } } })
  expect(Object.fromEntries(logo.headers)).toMatchObject({
    'content-type': 'image/png',
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
  })
  expect(styles.text).toMatch(/^:root\{--accent:#7a1fa2;--on-accent:#ffffff\}@media/)
  expect(page.text).toContain('<html lang="fr" dir="ltr">')
  expect(page.text).toContain(`/portal/${slug}/api/theme.css?v=7a1fa2`)
})

it('is replaced as a whole, from the version that was seen', async () => {
  const { api, slug } = await createMerchant()
  expect((await api.get('/v1/portal_theme')).status).toBe(404)
  await api.put('/v1/portal_theme', { accent_color: '#7a1fa2', logo: png })
  const stale = await api.put('/v1/portal_theme', {}, { 'if-match': '"9"' })
  const replaced = await api.put('/v1/portal_theme', {}, { 'if-match': '"1"' })

  expect([stale.status, replaced.status]).toEqual([412, 200])
  expect((await api.get('/v1/portal_theme')).body).toMatchObject({
    accent_color: null,
    logo_type: null,
    language: 'en',
    version: 2,
  })
  expect((await anyone.get(`/portal/${slug}/api/logo`)).status).toBe(404)
})

it.each([
  ['a color with more to it', { accent_color: '#000000;}body{display:none' }],
  ['a color by name', { accent_color: 'red' }],
  ['a color from elsewhere', { accent_color: 'url(https://evil.test)' }],
  [
    'a logo that is a program',
    { logo: Buffer.from('<svg onload="alert(1)"/>').toString('base64') },
  ],
  ['a logo that is a page', { logo: Buffer.from('<!doctype html>').toString('base64') }],
  ['a logo at another address', { logo: 'https://evil.test/logo.png' }],
  ['a logo beyond 100 KiB', { logo: Buffer.alloc(103 * 1024, 0x89).toString('base64') }],
  ['a language of nobody', { language: 'xx' }],
  ['styles of its own', { css: 'body{}' }],
])('refuses %s', async (_, theme) => {
  const { api } = await createMerchant()
  const { status, code } = await api.put('/v1/portal_theme', theme)

  expect([status, code]).toEqual([422, 'invalid_request'])
})
