import { env } from 'cloudflare:workers'
import { beforeAll, expect, it } from 'vitest'
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

const pathOf = ({ slug }: Miss) => `/portal/${encodeURIComponent(slug)}/api/lookup`
const bodyOf = ({ number, email }: Miss) => ({ number, email })

it('is answered alike, whatever was wrong', async () => {
  const answers = []
  for (const miss of misses) {
    const { status, headers, body } = await anyone.post(pathOf(miss), bodyOf(miss))
    const told = Object.fromEntries([...headers].filter(([name]) => name !== 'request-id'))
    answers.push({ status, headers: told, body: { ...body, request_id: undefined } })
  }

  const [first] = answers
  expect(first).toMatchObject({ status: 404, body: { code: 'order_not_found' } })
  expect(answers).toEqual(misses.map(() => first))
})

it('asks the database the same, whatever was wrong', async () => {
  const statementsOf = recordStatements()
  const asked = []
  for (const miss of misses) asked.push(await statementsOf(miss))

  const [first] = asked
  expect(first).toEqual([
    expect.stringContaining('from "merchants"'),
    expect.stringContaining('from "orders"'),
  ])
  expect(asked).toEqual(misses.map(() => first))
})

/** Serves the portal from a database that notes what it is asked. */
function recordStatements() {
  let noted: string[] = []
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
    const { code } = await read(await app.request(ORIGIN + pathOf(miss), init, { ...env, DB }))
    expect(code).toBe('order_not_found')
    return noted
  }
}
