import { createExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { app } from '../../../api/app'
import { LATEST_MIGRATION } from '../../../api/features/service/latest-migration'
import { problemCodes } from '../../../api/http/problem-codes'
import { anyone, ORIGIN, read, request } from '../../support/worker/api'

const ready = async (bindings: Env = env) =>
  read(await app.fetch(new Request(`${ORIGIN}/readyz`), bindings, createExecutionContext()))

it('is up', async () => {
  const answer = await anyone.get('/healthz')

  expect([answer.status, answer.body]).toEqual([200, { status: 'ok' }])
})

it('is ready when everything answers', async () => {
  const answer = await ready()

  expect([answer.status, answer.body]).toEqual([
    200,
    {
      status: 'ready',
      checks: { secrets: true, database: true, migrations: true, demo_seed: true, stock: true },
    },
  ])
})

it('is not ready until the demo shop is there, where one is expected', async () => {
  const seeding = { ...env, DEMO_SEED: 'on' }

  const before = await ready(seeding)
  await env.DB.exec("INSERT INTO deployment_facts VALUES ('demo_seeded', 'now')")
  const after = await ready(seeding)

  expect([before.status, before.code]).toEqual([503, 'not_ready'])
  expect(before.headers.get('retry-after')).toBe('1')
  expect(before.body).toMatchObject({ checks: { demo_seed: false, database: true } })
  expect(after.status).toBe(200)
})

it.each(['ADMIN_TOKEN', 'SIGNING_SECRET'])('is not ready without %s', async (name) => {
  const answer = await ready({ ...env, [name]: undefined } as unknown as Env)

  expect([answer.status, answer.body.checks]).toMatchObject([503, { secrets: false, stock: true }])
})

it('is not ready until the newest migration is applied', async () => {
  await env.DB.exec(`DELETE FROM d1_migrations WHERE name = '${LATEST_MIGRATION}'`)
  const older = await ready()
  await env.DB.exec('DROP TABLE d1_migrations')
  const none = await ready()
  await env.DB.exec(
    `CREATE TABLE d1_migrations (name TEXT); INSERT INTO d1_migrations VALUES ('${LATEST_MIGRATION}')`,
  )
  const current = await ready()

  expect([older.status, none.status, current.status]).toEqual([503, 503, 200])
  expect(none.body).toMatchObject({ checks: { migrations: false, database: true } })
})

it('leads from its root to the documentation', async () => {
  const home = await anyone.get('/')
  const links = [...home.text.matchAll(/href="([^"]+)"/g)].map(([, path]) => String(path))

  expect(links).toContain('/docs')
  for (const path of links) expect([path, (await anyone.get(path)).status]).toEqual([path, 200])
})

it('shows the documentation without anything from elsewhere', async () => {
  const docs = await anyone.get('/docs')
  const sources = [...docs.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path)

  expect(docs.status).toBe(200)
  expect(docs.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(docs.headers.get('content-security-policy')).not.toContain('unsafe')
  expect(docs.text).not.toMatch(/<script(?! src=")/)
  expect(sources).toEqual([
    '/docs-assets/icon.svg',
    '/docs-assets/swagger-ui.css',
    '/openapi.json',
    '/docs-assets/swagger-ui-bundle.js',
    '/docs-assets/init.js',
  ])
})

it.each(Object.keys(problemCodes))('explains %s', async (code) => {
  const page = await anyone.get(`/problems/${code}`)

  expect(page.status).toBe(200)
  expect(page.text).toContain(`<code>${code}</code>`)
})

it.each(['nothing', 'toString', '__proto__', '%3Cscript%3E'])(
  'explains no code %s',
  async (code) => {
    const answer = await anyone.get(`/problems/${code}`)

    expect([answer.status, answer.code]).toEqual([404, 'not_found'])
  },
)

it('lists every code', async () => {
  const { text } = await anyone.get('/problems')

  for (const code of Object.keys(problemCodes)) expect(text).toContain(`/problems/${code}"`)
})

it.each([
  ['/docs/', '/docs'],
  ['/docs/?query#part', '/docs?query'],
  ['/docs/events/', '/docs/events'],
  ['/docs/guides/', '/docs/guides'],
  ['/docs/guides/webhooks/', '/docs/guides/webhooks'],
  ['/docs/guides/%2F%2Fevil.example/', '/docs/guides/%2F%2Fevil.example'],
  ['/problems/', '/problems'],
  ['/problems/not_found/', '/problems/not_found'],
])('leads from %s to the page', async (path, page) => {
  const answer = await anyone.get(path)

  expect([answer.status, answer.headers.get('location')]).toEqual([308, page])
  expect(answer.headers.get('request-id')).toMatch(/\S/)
})

it.each([
  '//evil.example/',
  '//evil.example/docs/',
  '/docs//evil.example/',
  '/docs/..//evil.example/',
  '/docs/%2e%2e//evil.example/',
  '/docs/guides//',
  '/docs/guides//evil.example/',
  '/\\evil.example/docs/',
  '/nowhere/',
])('leads nobody from %s', async (path) => {
  const answer = await anyone.get(path)

  expect([answer.status, answer.headers.get('location')]).toEqual([404, null])
})

it('leads only those who read', async () => {
  const written = await anyone.post('/docs/', {})
  const head = await request('HEAD', '/docs/guides/')

  expect([written.status, written.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
  expect([head.status, head.headers.get('location')]).toEqual([308, '/docs/guides'])
})
