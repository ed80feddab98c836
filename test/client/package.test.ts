import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { generate } from '../../api/client/generate.ts'
import { startTestServer } from '../support/server.ts'

const folder = fileURLToPath(new URL('../../api/client', import.meta.url))

it('is generated from the document as it is served', async () => {
  const server = await startTestServer()
  try {
    const document = await (await fetch(`${server.url}/openapi.json`)).json()

    const written = readFileSync(`${folder}/src/operations.ts`, 'utf8')
    // Different? Write it anew beside a running server: node api/client/generate.ts
    expect(generate(document as Parameters<typeof generate>[0])).toBe(written)
  } finally {
    await server.stop()
  }
})

it('would be published with its code, its types and its guide, and nothing else', () => {
  const tsc = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url))
  execFileSync(process.execPath, [tsc, '-b', folder])
  const told = execFileSync('npm', ['pack', '--dry-run', '--json'], {
    cwd: folder,
    encoding: 'utf8',
  })

  const [{ files }] = JSON.parse(told) as [{ files: { path: string }[] }]
  const modules = ['client', 'index', 'operations', 'problem', 'webhooks']
  expect(files.map(({ path }) => path).sort()).toEqual(
    [
      'README.md',
      ...modules.flatMap((name) => [`dist/${name}.d.ts`, `dist/${name}.js`]),
      'package.json',
    ].sort(),
  )
})

it('runs as it is published', async () => {
  const { createClient, verifyWebhook, HoldfastError } = await import(`${folder}/dist/index.js`)

  expect([createClient, verifyWebhook, HoldfastError].map((each) => typeof each)).toEqual([
    'function',
    'function',
    'function',
  ])
})
