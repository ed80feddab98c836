import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../support/server.ts'
import type { OpenApi } from './document.ts'
import { judge, lintByOwasp, lintByRedocly } from './lint.ts'
import { owasp, redocly } from './waivers.ts'

let server: TestServer
let document: OpenApi
beforeAll(async () => {
  server = await startTestServer({ schedule: false })
  document = (await (await fetch(`${server.url}/openapi.json`)).json()) as OpenApi
})
afterAll(() => server?.stop())

/** The document with an operation that everybody may call. */
function unguarded(): OpenApi {
  const bad = structuredClone(document)
  const { get } = bad.paths['/v1/orders'] ?? {}
  if (get) get.security = []
  return bad
}

it('passes Redocly’s recommended rules, warnings included', async () => {
  const findings = await lintByRedocly(document, server.state_dir)
  expect(judge(findings, redocly)).toEqual({ left: [], idle: [] })
})

it('passes OWASP’s rules', async () => {
  expect(judge(await lintByOwasp(document), owasp)).toEqual({ left: [], idle: [] })
})

it('is not so lenient that anything would pass', async () => {
  const bad = unguarded()
  const { left } = judge(await lintByOwasp(bad), owasp)
  expect(left).toEqual(['owasp:api2:2023-read-restricted #/paths/~1v1~1orders/get/security'])
  const { get } = bad.paths['/v1/orders'] ?? {}
  delete get?.security
  const told = judge(await lintByRedocly(bad, server.state_dir), redocly)
  expect(told.left).toEqual(['security-defined #/paths/~1v1~1orders/get'])
})
