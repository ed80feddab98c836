// `npm run deploy -- --dry-run`: what a deployment would upload, built without a network or an account.
import { execFile, execFileSync } from 'node:child_process'
import {
  cpSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { root } from '../../api/local/support/paths.ts'

/** A checkout of its own: a build must not pull files away from other tests. */
const checkout = mkdtempSync(join(tmpdir(), 'holdfast-deploy-'))
const run = promisify(execFile)

beforeAll(() => {
  const listed = ['ls-files', '-z', '--cached', '--others', '--exclude-standard']
  const files = execFileSync('git', listed, { cwd: root, encoding: 'utf8' }).split('\0')
  for (const file of files.filter((name) => /^(?:[^/]+|(?:api|db|portal)\/.*)$/.test(name))) {
    cpSync(join(root, file), join(checkout, file), { recursive: true })
  }
  symlinkSync(join(root, 'node_modules'), join(checkout, 'node_modules'))
})
afterAll(() => rmSync(checkout, { recursive: true, force: true, maxRetries: 5 }))

async function deploy(...args: string[]): Promise<string> {
  const tools = join(root, 'node_modules', '.bin')
  const { stdout } = await run('npm', ['run', 'deploy', '--', '--dry-run', ...args], {
    cwd: checkout,
    env: {
      ...process.env,
      PATH: `${tools}:${dirname(process.execPath)}:${process.env.PATH}`,
      // Neither an account nor a proxy that leads to one.
      ...{ CLOUDFLARE_API_TOKEN: '', CLOUDFLARE_ACCOUNT_ID: '', NO_COLOR: '1', CI: 'true' },
      ...{ HTTPS_PROXY: 'http://127.0.0.1:9', HTTP_PROXY: 'http://127.0.0.1:9' },
    },
  })
  return stdout
}

it('builds what would be uploaded, with every binding, for production and for staging', async () => {
  const config = readFileSync(join(checkout, 'wrangler.toml'), 'utf8')
  const bindings = [...config.matchAll(/^(?:binding|name) = "([A-Z_]+)"/gm)].map(([, name]) => name)
  expect(bindings).toContain('SKU_STOCK')

  const production = await deploy('--outdir', 'out')
  expect(production).toContain('--dry-run: exiting now.')
  for (const name of bindings) expect(production).toContain(`env.${name}`)
  expect(statSync(join(checkout, 'out', 'index.js')).size).toBeGreaterThan(100_000)

  // As the guide to self-hosting tells it.
  const staging = config
    .replace('name = "holdfast"', 'name = "holdfast-staging"')
    .replace(/database_id = "[^"]*"/, 'database_id = "11111111-1111-1111-1111-111111111111"')
  writeFileSync(join(checkout, '.wrangler.staging.toml'), staging)
  expect(await deploy('-c', '.wrangler.staging.toml')).toContain('--dry-run: exiting now.')
})

it('tells the guide’s reader of every secret and variable there is', () => {
  const guide = readFileSync(join(root, 'api/guides/self-hosting.md'), 'utf8')
  const bound = readFileSync(join(root, 'api/env.d.ts'), 'utf8')
  const names = [...bound.matchAll(/^ {2}([A-Z_]+)\??: string$/gm)].map(([, name]) => name)

  expect(names).toContain('SIGNING_SECRET')
  for (const name of names) expect([name, guide.includes(`\`${name}\``)]).toEqual([name, true])
})
