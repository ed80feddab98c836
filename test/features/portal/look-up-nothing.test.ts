import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { portal } from '../../../api/features/portal/routes'
import { mount, router } from '../../../api/http/mount'
import { createServices } from '../../../api/services'
import { anyone, ORIGIN, read } from '../../support/worker/api'
import { email, openShop } from './shop-with-order'

type Miss = { slug: string; number: string; email: string }
let misses: Miss[]

beforeAll(async () => {
  const [shop, other] = [await openShop(), await openShop()]
  const [{ number }, foreign] = [await shop.order(), await other.order()]
  const right = { slug: shop.slug, number, email }
  misses = [
    { ...right, number: 'HF-0000-0000' },
    { ...right, number: 'no number at all' },
    { ...right, email: 'eve@example.com' },
    { ...right, number: foreign.number },
    { ...right, slug: other.slug },
    { ...right, slug: 'no-such-shop' },
    { ...right, slug: 'No Shop: Never' },
  ]
})

/** Database, locks and hashing, in the order in which they were used. */
let noted: string[] = []

afterEach(() => vi.restoreAllMocks())

type Operation = 'lookup' | 'links'
const pathOf = ({ slug }: Miss, operation: Operation) =>
  `/portal/${encodeURIComponent(slug)}/api/${operation}`
const bodyOf = ({ number, email }: Miss) => ({ number, email })

it('is answered alike, whatever was wrong', async () => {
  const answers = []
  for (const miss of misses) {
    const { status, headers, body } = await anyone.post(pathOf(miss, 'lookup'), bodyOf(miss))
    const told = Object.fromEntries([...headers].filter(([name]) => name !== 'request-id'))
    answers.push({ status, headers: told, body: { ...body, request_id: undefined } })
  }

  const [first] = answers
  expect(first).toMatchObject({ status: 404, body: { code: 'order_not_found' } })
  expect(answers).toEqual(misses.map(() => first))
})

it.each([
  ['lookup', ['from "merchants"', 'attempt', 'from "orders"', 'digest', 'digest']],
  [
    'links',
    [
      ...['from "merchants"', 'attempt', 'from "orders"', 'digest', 'digest', 'digest'],
      ...['insert into "portal_links"', 'insert into "notifications"', 'batch'],
    ],
  ],
] as const)('does the same work for %s, whatever was wrong', async (operation, expected) => {
  const workFor = recordWork(operation)
  const done = []
  for (const miss of misses) done.push(await workFor(miss))

  const [first] = done
  expect(first).toEqual(expected.map((part) => expect.stringContaining(part)))
  expect(done).toEqual(misses.map(() => first))
})

/** Serves the portal from a world that notes what it is asked, and every hash that is made. */
function recordWork(operation: Operation) {
  noted = []
  const DB = new Proxy(env.DB, {
    get(database, property) {
      const method: unknown = Reflect.get(database, property)
      if (typeof method !== 'function') return method
      return (...given: unknown[]) => {
        noted.push(property === 'prepare' ? String(given[0]) : String(property))
        return method.apply(database, given)
      }
    },
  })
  const services = createServices({ ...env, DB })
  const { digest } = crypto.subtle
  vi.spyOn(crypto.subtle, 'digest').mockImplementation((...given) => {
    noted.push('digest')
    return digest.apply(crypto.subtle, given)
  })
  const { locks } = services
  services.locks = (merchant_id, subject) => {
    const lock = locks(merchant_id, subject)
    return {
      attempt(attempt) {
        noted.push(`attempt ${attempt.kind}`)
        return lock.attempt(attempt)
      },
      forgive(attempt) {
        noted.push('forgive')
        return lock.forgive(attempt)
      },
    }
  }
  const app = router()
  app.use((c, next) => {
    c.set('request_id', 'noted')
    c.set('services', services)
    c.set('headers', {})
    return next()
  })
  mount(app, portal)

  return async (miss: Miss) => {
    noted = []
    const headers = { 'content-type': 'application/json' }
    const init = { method: 'POST', headers, body: JSON.stringify(bodyOf(miss)) }
    const context = createExecutionContext()
    const url = ORIGIN + pathOf(miss, operation)
    const { status } = await read(await app.request(url, init, { ...env, DB }, context))
    expect(status).toBe(operation === 'lookup' ? 404 : 202)
    await waitOnExecutionContext(context)
    return noted
  }
}

it.each([
  ['right', email],
  ['wrong', 'eve@example.com'],
])(
  'locks whoever guessed too often, and answers alike when the e-mail is then %s',
  async (_, then) => {
    const shop = await openShop()
    const { number } = await shop.order()
    const ask = (asked: string, network: string) =>
      anyone.post(
        `/portal/${shop.slug}/api/lookup`,
        { number, email: asked },
        { 'cf-connecting-ip': network },
      )
    const guesses = Array.from({ length: 12 }, (_, n) =>
      ask(`guess-${n}@example.com`, '203.0.113.7'),
    )
    const statuses = (await Promise.all(guesses)).map(({ status }) => status)
    const locked = await ask(then, '203.0.113.7')
    const elsewhere = await ask(email, '198.51.100.8')

    expect(statuses.filter((status) => status === 404)).toHaveLength(10)
    expect(statuses.filter((status) => status === 429)).toHaveLength(2)
    expect([locked.status, locked.code]).toEqual([429, 'lookup_locked'])
    expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(0)
    expect([...locked.headers.keys()]).toEqual([
      'cache-control',
      'content-type',
      'request-id',
      'retry-after',
    ])
    expect(elsewhere.status).toBe(200)
  },
)

it('still mails a link while the order is locked, and it still signs in', async () => {
  const shop = await openShop()
  const { number } = await shop.order()
  const path = (name: string) => `/portal/${shop.slug}/api/${name}`
  for (let guess = 0; guess < 11; guess++) {
    await anyone.post(path('lookup'), { number, email: 'eve@example.com' })
  }
  expect((await anyone.post(path('lookup'), { number, email })).code).toBe('lookup_locked')
  await anyone.post(path('links'), { number, email })
  const token = await vi.waitUntil(async () => {
    const { data } = await shop.api.get('/v1/notifications')
    const link = data.find(({ template }) => template === 'magic_link')
    return /#token=([\w-]+)/.exec(link?.text ?? '')?.[1] ?? false
  })

  expect((await anyone.post(path('sessions'), { token })).status).toBe(201)
})

it('forgives slips once the guess is right', async () => {
  const shop = await openShop()
  const { number } = await shop.order()
  const ask = (asked: string) =>
    anyone.post(`/portal/${shop.slug}/api/lookup`, { number, email: asked })
  for (let round = 0; round < 3; round++) {
    for (let slip = 0; slip < 6; slip++) expect((await ask('a@example.com')).status).toBe(404)
    expect((await ask(email)).status).toBe(200)
  }
})
