import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../support/server.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const names = readdirSync(`${root}api/guides`).map((file) => file.replace(/\.md$/, ''))
const scratch = mkdtempSync(join(tmpdir(), 'holdfast-guides-'))
let server: TestServer
let secret: string

const sourceOf = (name: string) => readFileSync(`${root}api/guides/${name}.md`, 'utf8')
const blocks = (name: string, language: string) =>
  [...sourceOf(name).matchAll(/^```(\w+)\n(.*?)^```$/gms)].flatMap(([, tag, code = '']) =>
    tag === language ? [code] : [],
  )

beforeAll(async () => {
  server = await startTestServer({ assets: true })
  const merchant = await server.createMerchant()
  secret = merchant.secret_key
  // What the guides take for granted: the demo shop's mug.
  await put('/v1/locations/berlin', {
    ...{ name: 'Berlin', kind: 'warehouse' },
    address: { line1: 'Torstraße 1', city: 'Berlin', postal_code: '10119', country: 'DE' },
  })
  await put('/v1/skus/MUG-ENAMEL-BLUE', { title: 'Mug' })
  const lines = [{ sku: 'MUG-ENAMEL-BLUE', location_id: 'berlin', delta: 100 }]
  await put('/v1/inventory/adjustments', { reason: 'received', lines }, 'POST')
})
afterAll(async () => {
  rmSync(scratch, { recursive: true, force: true })
  await server?.stop()
})

async function put(path: string, body: object, method = 'PUT') {
  const headers = {
    ...{ authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    'idempotency-key': `set-up${path}`,
  }
  const answer = await fetch(server.url + path, { method, headers, body: JSON.stringify(body) })
  expect(answer.ok).toBe(true)
}

/** Runs a program with what the guides call `HOLDFAST_URL` and `SECRET`. */
function run(program: string, args: readonly string[]) {
  const env = { ...process.env, HOLDFAST_URL: server.url, SECRET: secret }
  return new Promise<{ code: number; output: string; errors: string }>((resolve) => {
    execFile(program, args, { env }, (error, output, errors) => {
      resolve({ code: error ? 1 : 0, output, errors })
    })
  })
}

it.each(names.filter((name) => blocks(name, 'sh').length > 0))(
  'the commands of %s work as they stand',
  async (name) => {
    const script = join(scratch, `${name}.sh`)
    writeFileSync(script, `set -eu\n${blocks(name, 'sh').join('\n')}`)

    const { code, output, errors } = await run('sh', [script])

    expect({ code, errors }).toEqual({ code: 0, errors: '' })
    expect(output).not.toContain('application/problem+json')
    expect(output.trim()).not.toBe('')
  },
)

it.each(names.filter((name) => blocks(name, 'ts').length > 0))(
  'the code of %s runs, and prints what it says it prints',
  async (name) => {
    for (const [index, code] of blocks(name, 'ts').entries()) {
      const module = join(scratch, `${name}-${index}.ts`)
      const client = `file://${root}api/client/src`
      writeFileSync(
        module,
        code
          .replace("'@holdfast/client/webhooks'", `'${client}/webhooks.ts'`)
          .replace("'@holdfast/client'", `'${client}/index.ts'`),
      )

      const { code: exit, output, errors } = await run(process.execPath, [module])

      expect({ exit, errors }).toEqual({ exit: 0, errors: '' })
      const promised = [...code.matchAll(/console\.log\(.*\) \/\/ ([\w_]+)(?::|$)/gm)]
      for (const [, said = ''] of promised) expect(output).toContain(said)
    }
  },
)

it('quick start ends with an order that waits for its payment', async () => {
  const headers = { authorization: `Bearer ${secret}` }
  const answer = await fetch(`${server.url}/v1/orders?email=ada@example.com`, { headers })
  const { data } = (await answer.json()) as { data: { external_id: string; status: string }[] }

  expect(data.find(({ external_id }) => external_id === 'web-1001')?.status).toBe('open')
})

it.each(names)(
  '%s is served as a page and as Markdown, and its links lead somewhere',
  async (name) => {
    const page = await fetch(`${server.url}/docs/guides/${name}`)
    const html = await page.text()
    expect([page.status, page.headers.get('content-type')]).toEqual([
      200,
      'text/html; charset=utf-8',
    ])
    expect(html).toContain('<h1')
    expect(html).not.toMatch(/<script|style="/)

    const markdown = await fetch(`${server.url}/docs/guides/${name}.md`)
    expect(markdown.headers.get('content-type')).toBe('text/markdown; charset=utf-8')
    expect(await markdown.text()).toBe(sourceOf(name))

    const links = [...html.matchAll(/href="(\/[^"]*)"/g)].map(([, path = '']) => path)
    for (const path of new Set(links)) {
      expect([path, (await fetch(server.url + path)).status]).toEqual([path, 200])
    }
  },
)

it('tells machines what there is to read', async () => {
  const text = await (await fetch(`${server.url}/llms.txt`)).text()

  expect(text).toMatch(/^# Holdfast\n/)
  for (const name of names) expect(text).toContain(`/docs/guides/${name}.md`)
  // A summary is a whole sentence, however the guide is broken into lines.
  for (const line of text.split('\n').filter((each) => each.includes('/docs/guides/'))) {
    expect(line).toMatch(/^- \[[^\]]+\]\([^)]+\): \p{Lu}.*\.$/u)
  }
  const missing = await fetch(`${server.url}/docs/guides/nothing`)
  expect([missing.status, missing.headers.get('content-type')]).toEqual([
    404,
    'application/problem+json',
  ])
})
