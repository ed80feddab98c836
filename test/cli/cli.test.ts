import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { runDoctor } from '../../api/cli/doctor.ts'
import { createProgress } from '../../api/cli/import.ts'
import { type Client, createClient } from '../../api/client/src/client.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { holdfast as run, serve } from './support.ts'

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

const holdfast = (...args: string[]) => run({ url: server.url, key }, ...args)

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

it('keeps of an SKU what a file says nothing of', async () => {
  const parts = { components: [{ sku: 'CUP', quantity: 2 }] }
  await client.putSku({ sku: 'PAIR', title: 'Pair', final_sale: true, ...parts })
  const path = join(folder, 'pair.csv')
  await holdfast('export', 'skus', path)
  writeFileSync(path, readFileSync(path, 'utf8').replace('PAIR,Pair,', 'PAIR,Two cups,'))
  await holdfast('import', 'skus', path)

  expect(await client.getSku({ sku: 'PAIR' })).toMatchObject({
    ...{ title: 'Two cups', final_sale: true, ...parts },
  })
  await client.deleteSku({ sku: 'PAIR' })
})

it('says field by field what a server refuses, and which columns it has no use for', async () => {
  const path = file('minus.csv', 'sku,title,prize,price', 'MINUS,Minus,1,-1')
  const { stderr } = await holdfast('import', 'skus', path)

  expect(stderr).toContain('Columns not imported: prize.')
  expect(readFileSync(join(folder, 'minus.errors.csv'), 'utf8')).toMatch(/\/price: /)
})

it.each([
  ['a quote that is never closed', 'sku,title\nOPEN,"Open\nLOST,Lost\n', 'row 2: a quote'],
  ['another encoding', Buffer.from('sku,title\nLATIN,M\xfcsli\n', 'latin1'), 'is not in UTF-8'],
])('imports nothing of a file with %s', async (_, content, said) => {
  const path = join(folder, 'spoilt.csv')
  writeFileSync(path, content)
  const { code, stderr } = await holdfast('import', 'skus', path)

  expect([code, stderr]).toEqual([1, expect.stringContaining(said)])
  const known = (await client.listSkus()).data.map(({ sku }) => sku)
  expect(known).not.toEqual(expect.arrayContaining([expect.stringMatching(/OPEN|LATIN/)]))
})

it('takes a file without rows for what it is', async () => {
  const { code, stdout } = await holdfast('import', 'skus', file('none.csv', 'sku,title'))

  expect([code, stdout]).toEqual([0, '0 of 0 imported\n'])
})

it('says what to change when it cannot begin', async () => {
  const [written, kind, address, nobody, no_url] = await Promise.all([
    holdfast('export', 'skus', join(folder, 'nowhere', 'skus.csv')),
    holdfast('export', 'cups'),
    holdfast('listen', '--forward-to', 'localhost'),
    run({ url: 'http://127.0.0.1:1', key }, 'export', 'skus'),
    run({ url: 'nowhere', key }, 'doctor'),
  ])

  expect([written.code, written.stderr]).toEqual([
    1,
    expect.stringMatching(/cannot be written.\n$/),
  ])
  expect([kind.code, kind.stderr]).toEqual([2, expect.stringContaining('cups is none of skus')])
  expect([address.code, address.stderr]).toEqual([2, expect.stringContaining('no http address')])
  expect(nobody.stderr).toContain('No answer from the server')
  expect(no_url.stderr).toContain('HOLDFAST_URL is no address: nowhere.')
})

it.each([
  ['in place on a terminal', true, ['\r1 of 2 \x1b[K', '\r2 of 2 \x1b[K', '\r\x1b[K']],
  ['not at all in a log', false, []],
])('shows how far it is: %s', (_, isTTY, shown) => {
  const written: string[] = []
  const progress = createProgress(2, { isTTY, write: (text) => written.push(text) })
  progress.step()
  progress.step()
  progress.end()

  expect(written).toEqual(shown)
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

interface Page {
  data: object[]
}

/** What a liar between the doctor and the server makes of an answer. */
type Lie = (answer: Page, path: string) => unknown

/** The doctor's verdict where this is told, and nothing may be waited for. */
async function examine(lie: Lie) {
  const liar = await serve(async ({ url: path = '' }, _, response) => {
    const answer = await fetch(server.url + path, { headers: { authorization: `Bearer ${key}` } })
    response.end(JSON.stringify(lie((await answer.json()) as Page, path)))
  })
  const said: string[] = []
  const client = createClient({ base_url: liar.url, key })
  const told = { say: (line: string) => void said.push(line), patience_ms: 0 }
  const code = await runDoctor({ url: liar.url, key, client }, told)
  liar.server.close()
  return { code, said }
}

const discrepancy = {
  ...{ location_id: 'berlin', account: 'on_hand', witness: 'counters', ledger: 20, counter: 21 },
}

it.each<[string, string, Lie]>([
  [
    'a counter that is not the fold of its ledger',
    '✗ CUP at berlin: on_hand is 20 by the ledger, 21 by counters',
    (answer, path) =>
      path.endsWith('/CUP/audit')
        ? { ...answer, balanced: false, discrepancies: [discrepancy] }
        : answer,
  ],
  [
    'a projection that stays behind',
    '✗ CUP at berlin: on_hand is 20, D1 was told 19',
    (answer, path) =>
      path.startsWith('/v1/inventory?') && path.includes('sku=CUP')
        ? changeRows(answer, (row) => ({ ...row, on_hand: 19 }))
        : answer,
  ],
  [
    'units that no order waits for',
    'committed and no order waits for them',
    (answer, path) => (path.startsWith('/v1/fulfillments') ? changeRows(answer, () => []) : answer),
  ],
  [
    'an order that should have ended',
    'should have ended unpaid at 2026-01-01T00:00:00.000Z',
    (answer, path) =>
      path.startsWith('/v1/orders?') && path.includes('status=pending')
        ? {
            data: [{ number: 'HF-LATE', expires_at: '2026-01-01T00:00:00.000Z' }],
            next_cursor: null,
          }
        : answer,
  ],
])('finds %s', async (_, finding, lie) => {
  const { code, said } = await examine(lie)

  expect(code).toBe(1)
  expect(said.at(0)).toContain(finding)
  expect(said.at(-1)).toMatch(/^\d+ findings: 2 SKUs/)
})

const changeRows = (answer: Page, change: (row: object) => object) => ({
  ...answer,
  data: answer.data.flatMap((row) => change(row)),
})

it('says that a key is missing, and of a wrong one what the server says', async () => {
  const wrong = await run({ url: server.url, key: 'hf_sk_nonsense' }, 'doctor')
  expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringContaining('401 key_invalid')])

  const none = await run({ url: server.url, key: '', state_dir: folder }, 'doctor')
  expect(none.stderr).toContain('No key: set HOLDFAST_SECRET_KEY')
})
