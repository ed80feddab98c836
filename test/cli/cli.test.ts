import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Client, createClient } from '../../api/client/src/client.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const main = fileURLToPath(new URL('../../api/cli/main.ts', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'holdfast-cli-'))
let server: TestServer
let key: string
let client: Client

beforeAll(async () => {
  server = await startTestServer()
  key = (await server.createMerchant()).secret_key
  client = createClient({ base_url: server.url, key })
  const address = { line1: 'Torstraße 1', city: 'Berlin', postal_code: '10119', country: 'DE' }
  await client.putLocation({ location_id: 'berlin', name: 'Berlin', kind: 'warehouse', address })
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await server?.stop()
})

/** Runs the command as a user would, and tells how it ended and what it said. */
const holdfast = (...args: string[]) =>
  new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    const env = { ...process.env, HOLDFAST_URL: server.url, HOLDFAST_SECRET_KEY: key }
    execFile(process.execPath, [main, ...args], { env }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr })
    })
  })

function file(name: string, ...lines: string[]): string {
  const path = join(folder, name)
  writeFileSync(path, `${lines.join('\n')}\n`)
  return path
}

it('says how it is used', async () => {
  const [help, none, unknown, option] = await Promise.all([
    holdfast('--help'),
    holdfast(),
    holdfast('dance'),
    holdfast('doctor', '--fast'),
  ])

  expect([help, none, unknown, option].map(({ code }) => code)).toEqual([0, 2, 2, 2])
  expect(help.stdout).toContain('import skus|inventory|orders FILE.csv')
  expect(unknown.stderr).toContain('There is no command dance.')
  expect(option.stderr).toContain("Unknown option '--fast'")
})

it('sends nothing in a dry run, and everything in a real one', async () => {
  const path = file('skus.csv', 'sku,title,price', 'CUP,"Cup, white",900', 'JUG,Jug,2900')

  const dry = await holdfast('import', 'skus', path, '--dry-run')
  expect([dry.code, dry.stdout]).toEqual([0, '2 of 2 would be sent\n'])
  expect((await client.listSkus()).data).toEqual([])

  const real = await holdfast('import', 'skus', path)
  expect([real.code, real.stdout]).toEqual([0, '2 of 2 imported\n'])
  expect((await client.getSku({ sku: 'CUP' })).title).toBe('Cup, white')
})

it('lets good rows in, and says of each bad one what to change', async () => {
  const path = file(
    'stock.csv',
    'sku,location_id,on_hand,expected',
    'CUP,berlin,20,',
    'CUP,berlin,many,',
    'NONE,berlin,1,',
    'JUG,berlin,5,99',
  )

  const { code, stdout } = await holdfast('import', 'inventory', path)

  expect(code).toBe(1)
  expect(stdout).toContain('1 of 4 imported')
  const errors = readFileSync(join(folder, 'stock.errors.csv'), 'utf8').trim().split(/\r?\n/)
  expect(errors).toHaveLength(4)
  expect(errors[0]).toBe('row,error,sku,location_id,on_hand,expected')
  expect(errors[1]).toMatch(/^3,on_hand: many is not a whole number\.,CUP/)
  expect(errors[2]).toMatch(/^4,.*unknown_sku/)
  expect(errors[3]).toMatch(/^5,.*stale_quantity/)
  expect((await client.getInventory({ sku: 'CUP' })).on_hand).toBe(20)
})

it('imports orders of several lines once, however often', async () => {
  const path = file(
    'orders.csv',
    'external_id,currency,email,name,sku,quantity,unit_price,line1,city,postal_code,country,shipping',
    'A-1,EUR,ada@example.com,Ada,CUP,2,900,Torstraße 1,Berlin,10119,DE,490',
    'A-1,EUR,ada@example.com,Ada,CUP,1,800,,,,,',
    'A-2,EUR,bob@example.com,Bob,CUP,1,900,,,,,',
  )

  expect((await holdfast('import', 'orders', path)).stdout).toBe('2 of 2 imported\n')
  expect((await holdfast('import', 'orders', path)).code).toBe(0)

  const { data } = await client.listOrders()
  expect(data.map(({ external_id, total }) => [external_id, total]).sort()).toEqual([
    ['A-1', 3_090],
    ['A-2', 900],
  ])
})

it('exports what can be imported again', async () => {
  const path = join(folder, 'again.csv')
  expect((await holdfast('export', 'orders', path)).stdout).toContain('3 rows')

  const again = await holdfast('import', 'orders', path)

  expect([again.code, again.stdout]).toEqual([0, '2 of 2 imported\n'])
  expect((await client.listOrders()).data).toHaveLength(2)
})

it('prints to the terminal when no file is named', async () => {
  const { stdout } = await holdfast('export', 'skus')

  expect(stdout.split('\n').slice(0, 2)).toEqual([
    'sku,title,price,cost,currency,barcode,weight_grams,hs_code,country_of_origin',
    'CUP,"Cup, white",900,,EUR,,,,',
  ])
})

it('makes things happen for real', async () => {
  const placed = await holdfast('trigger', 'order.placed')
  const canceled = await holdfast('trigger', 'order.canceled', '--sku', 'CUP')
  const unknown = await holdfast('trigger', 'order.eaten')

  const id = placed.stdout.trim().split(' ')[1] ?? ''
  expect((await client.getOrder({ id })).lines[0]?.sku).toBe('CUP')
  expect(canceled.code).toBe(0)
  expect(unknown.stderr).toContain('order.placed, order.canceled, inventory.adjusted')
})

it('finds nothing wrong where nothing is', async () => {
  const { code, stdout } = await holdfast('doctor')

  expect([code, stdout]).toEqual([0, 'All is well: 2 SKUs audited and compared.\n'])
})

it('says that a key is missing, and of a wrong one what the server says', async () => {
  const env = { ...process.env, HOLDFAST_URL: server.url, HOLDFAST_SECRET_KEY: 'hf_sk_nonsense' }
  const wrong = await new Promise<string>((resolve) => {
    execFile(process.execPath, [main, 'doctor'], { env }, (_error, _out, stderr) => resolve(stderr))
  })
  expect(wrong).toContain('401 key_invalid')

  const nothing = { ...process.env, HOLDFAST_SECRET_KEY: '', STATE_DIR: folder }
  const none = await new Promise<string>((resolve) => {
    const options = { env: nothing }
    execFile(process.execPath, [main, 'doctor'], options, (_error, _out, stderr) => resolve(stderr))
  })
  expect(none).toContain('No key: set HOLDFAST_SECRET_KEY')
})
