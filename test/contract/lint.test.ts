import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../support/server.ts'
import { judge, lintByRedocly, type Waiver } from './lint.ts'

let server: TestServer
let document: object
beforeAll(async () => {
  server = await startTestServer({ schedule: false })
  document = (await (await fetch(`${server.url}/openapi.json`)).json()) as object
})
afterAll(() => server?.stop())

const recommended: Waiver[] = [
  {
    rule: 'operation-4xx-response',
    place:
      /^#\/paths\/~1(?:portal~1\{merchant_slug\}|healthz|readyz|openapi\.json|docs(?:~1guides|~1events)?|llms\.txt|problems)?\/get\//,
    reason: 'Pages and probes for everybody, without input: there is nothing to refuse.',
  },
]

it('passes Redocly’s recommended rules, warnings included', async () => {
  const { left, idle } = judge(await lintByRedocly(document, server.state_dir), recommended)

  expect(left).toEqual([])
  expect(idle).toEqual([])
})

it('is not so lenient that anything would pass', async () => {
  const bad = structuredClone(document) as { paths: Record<string, Record<string, object>> }
  const get = bad.paths['/v1/orders']?.get as Record<string, unknown>
  delete get.security
  const { left } = judge(await lintByRedocly(bad, server.state_dir), recommended)

  expect(left).toEqual(['security-defined #/paths/~1v1~1orders/get'])
})
