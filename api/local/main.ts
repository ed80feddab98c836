// The process behind `npm start`: serves until it is told to end, or its parent is gone.
import { accessSync, constants, mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { endTools } from './build/run-tool.ts'
import { localSecrets } from './secrets.ts'
import { seedDemo } from './seed-demo.ts'
import { type LocalServer, startServer } from './server.ts'
import { showMailsAndProblems } from './show-log.ts'
import { describe, explained } from './support/explain.ts'
import { root } from './support/paths.ts'
import { welcome } from './welcome.ts'

const longest_wait_ms = 30_000
const longest_end_ms = 3_500

let server: Promise<LocalServer> | undefined
let is_ending = false

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => end(0))
// The parent holds the other end of this channel: it closes even when the parent is killed.
process.on('disconnect', () => end(0))
// A reader that went away, as in `npm start | head`, is no reason to stop serving.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

try {
  await serve()
} catch (error) {
  if (!is_ending) {
    console.error(describe(error))
    await end(1)
  }
}

async function serve(): Promise<void> {
  const port = readPort(process.env.PORT || '8787')
  const state_dir = resolve(root, process.env.STATE_DIR || '.holdfast')
  makeFolder(state_dir)
  console.log('Starting …')
  const secrets = await localSecrets()
  server = startServer({
    port,
    state_dir,
    secrets,
    rate_limits: process.env.RATE_LIMITS === 'on',
    request_log: process.env.REQUEST_LOG,
    demo_seed: true,
    vars: { MAILER: 'print' },
    assets: true,
    onLog: showMailsAndProblems,
  })
  const { url, miniflare } = await server
  const database = await miniflare.getD1Database('DB')
  const operator_token = secrets.ADMIN_TOKEN ?? ''
  const demo = await seedDemo({ url, state_dir, operator_token, database })
  await waitUntilReady(url)
  if (!is_ending) console.log(welcome({ url, state_dir, demo }))
}

function readPort(text: string): number {
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port
  throw explained(`PORT is "${text}"; it has to be a number from 0 (any free port) to 65535.`)
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true })
    accessSync(path, constants.W_OK)
  } catch (error) {
    throw explained(`STATE_DIR has to be a folder that can be written to: ${String(error)}`)
  }
}

async function waitUntilReady(url: string): Promise<void> {
  const give_up_at = Date.now() + longest_wait_ms
  for (;;) {
    const response = await fetch(`${url}/readyz`)
    const text = await response.text()
    if (response.ok) return
    if (Date.now() > give_up_at) throw new Error(`Not ready: GET /readyz answers ${text}`)
    await sleep(100)
  }
}

async function end(code: number): Promise<void> {
  if (is_ending) return
  is_ending = true
  endTools()
  const stopped = server?.then(({ stop }) => stop()).catch(() => {})
  await Promise.race([stopped, sleep(longest_end_ms)])
  // Miniflare kills its runtime when this process exits, so a stop that hangs leaves nothing.
  process.exit(code)
}
