import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createClient } from '../races/client.ts'
import { orderOf, succeeded } from '../races/shop.ts'
import type { Order } from '../races/wire.ts'
import { launch, type Serving, serve } from './launch.ts'

/** Everything has to be gone by then. */
const ENDED_WITHIN_MS = 6_000
const sku = 'MUG-ENAMEL-BLUE'

const folders = Array.from({ length: 2 }, () => mkdtempSync(join(tmpdir(), 'holdfast-start-')))
const [first_dir = '', second_dir = ''] = folders
const started: Serving[] = []

async function start(...[options]: Parameters<typeof serve>): Promise<Serving> {
  const serving = await serve(options)
  started.push(serving)
  return serving
}

afterAll(() => {
  for (const { family, signal } of started) if (family().length > 0) signal('SIGKILL', 'all')
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
})

const office = ({ url, secret_key }: Serving) => createClient(() => url, secret_key)

async function expectEnded({ family, ended }: Serving): Promise<void> {
  await expect.poll(family, { timeout: ENDED_WITHIN_MS, interval: 50 }).toEqual([])
  await ended
}

// Processes are looked up in /proc.
describe.runIf(process.platform === 'linux')('npm start', () => {
  let shop: Serving
  let placed: Order

  beforeAll(async () => {
    shop = await start({ state_dir: first_dir, by: 'npm' })
    const body = orderOf([[sku, 1]])
    placed = succeeded(await office(shop).post<Order>('/v1/orders', body))
  })

  it('prints where the documentation is', async () => {
    const docs = /Documentation +(\S+)/.exec(shop.output())?.[1]
    const answer = await fetch(docs ?? '')

    expect(docs).toBe(`${shop.url}/docs`)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      200,
      expect.stringContaining('text/html'),
    ])
  })

  it('prints a command that works', async () => {
    const command = /^ +(curl .*)$/m.exec(shop.output())?.[1] ?? 'false'
    const { stdout } = await promisify(execFile)('bash', ['-c', command])

    expect(JSON.parse(stdout)).toMatchObject({ data: [{ sku, in_stock: true }] })
  })

  it('prints how the demo finds this server', () => {
    const { port } = new URL(shop.url)

    expect(shop.output()).toContain(`  PORT=${port} STATE_DIR=${first_dir} npm run demo\n`)
  })

  it('ends with one line when the port is taken', async () => {
    const port = Number(new URL(shop.url).port)
    const refused = launch({ state_dir: second_dir, port })

    expect(await refused.ended).toBe(1)
    expect(complaints(refused.output())).toEqual([
      expect.stringContaining(`Port ${port} is in use.`),
    ])
    expect(refused.family()).toEqual([])
  })

  it('ends with one line when the data folder is in use', async () => {
    const refused = launch({ state_dir: first_dir })

    expect(await refused.ended).toBe(1)
    expect(complaints(refused.output())).toEqual([
      expect.stringContaining(`The data folder ${first_dir} is in use`),
    ])
  })

  it('ends when its port is taken by somebody who does not speak HTTP', async () => {
    const silent = createServer()
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const address = silent.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const refused = launch({ state_dir: second_dir, port })

    expect(await refused.ended).toBe(1)
    silent.close()
  })

  it('serves two shops at once, and Ctrl-C ends one of them whole', async () => {
    const other = await start({ state_dir: second_dir })

    expect(other.secret_key).not.toBe(shop.secret_key)
    expect((await office(other).get(`/v1/orders/${placed.id}`)).status).toBe(404)

    other.signal('SIGINT', 'all')
    await expectEnded(other)
    expect((await office(shop).get(`/v1/orders/${placed.id}`)).status).toBe(200)
  })

  it('keeps keys and data when it is ended and started on another port', async () => {
    shop.signal('SIGINT', 'all')
    await expectEnded(shop)
    await expect(fetch(`${shop.url}/healthz`)).rejects.toThrow()

    const again = await start({ state_dir: first_dir })

    expect(again.url).not.toBe(shop.url)
    expect([again.secret_key, again.publishable_key]).toEqual([
      shop.secret_key,
      shop.publishable_key,
    ])
    const { body } = await office(again).get<Order>(`/v1/orders/${placed.id}`)
    expect(body).toEqual(placed)

    again.signal('SIGINT', 'first')
    await expectEnded(again)
  })
})

/** What it printed besides saying that it starts. */
const complaints = (output: string) =>
  output.split('\n').filter((line) => line.trim() !== '' && line !== 'Starting …')
