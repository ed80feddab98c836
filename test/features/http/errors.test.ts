import { createExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, expect, it, vi } from 'vitest'
import { router } from '../../../api/http/mount'
import { connect } from '../../../db/database'
import { orders } from '../../../db/schema'
import { ORIGIN, read } from '../../support/worker/api'

const app = router()
app.use(async (c, next) => {
  c.set('request_id', 'request-1')
  await next()
})
app.get('/bug', () => {
  throw new TypeError('secrets are undefined')
})
app.get('/query', async (c) => {
  const broken = { email: 'ada@example.com' } as typeof orders.$inferInsert
  await connect(c.env.DB).insert(orders).values(broken)
  return c.body(null)
})

const logged = vi.spyOn(console, 'error').mockImplementation(() => {})
afterEach(() => logged.mockClear())

const get = async (path: string) =>
  read(await app.fetch(new Request(ORIGIN + path), env, createExecutionContext()))

it('answers a bug without saying anything about it, and logs it with its request', async () => {
  const answer = await get('/bug')

  expect([answer.status, answer.code]).toEqual([500, 'internal_error'])
  expect(answer.text).not.toContain('secrets')
  const [entry] = logged.mock.calls.map(([line]) => JSON.parse(String(line)))
  expect(entry).toMatchObject({ request_id: 'request-1', message: 'secrets are undefined' })
})

it('logs a failed query without the personal data in it', async () => {
  const answer = await get('/query')

  expect(answer.status).toBe(500)
  const [line] = logged.mock.calls.map(([line]) => String(line))
  expect(line).toContain('insert into')
  expect(line).not.toContain('ada@example.com')
  expect(answer.text).not.toContain('insert')
})
