// Two merchants do everything there is, in turns. Neither is told of the other, and what is the
// other's is answered exactly as what never was.
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Operation } from '../contract/document.ts'
import { preparations } from '../contract/preparations/index.ts'
import { fill, nextKey, openShop, type Shop, stock } from '../contract/shop.ts'
import { namesIn } from './traffic.ts'

interface Request {
  operation: Operation
  parameters: Record<string, string>
  query: string
  body: string | Uint8Array<ArrayBuffer> | undefined
  headers: Record<string, string>
}
interface Side {
  own: Shop
  parametersOf: (operation: Operation) => Record<string, string>
  /** Every id and order number it was told. */
  told: Set<string>
  /** What it was answered by each operation, and with what it had asked. */
  requests: Map<string, Request>
}

const LONG = process.env.LONG === '1'
const always = [
  'mergeCustomers',
  'placeOrder',
  'getReturn',
  'getClaim',
  'getFulfillment',
  'getExport',
]

let shop: Shop
let sides: readonly [Side, Side]
const ends = [
  'deleteSku',
  'revokeApiKey',
  'releaseReservation',
  'cancelOrder',
  'deleteWebhookEndpoint',
]
let operations: Operation[]
beforeAll(async () => {
  shop = await openShop()
  sides = await Promise.all([open(shop.merchant), open(shop.rival)])
  // What has to be made first takes its time: a part of that is enough, but for LONG.
  const is_chosen = ({ name }: Operation, index: number) =>
    LONG || always.includes(name) || !preparations[name] || index % 3 === 0
  operations = shop.operations
    .filter(({ path, key }) => path.startsWith('/v1') && key !== 'operator' && key !== undefined)
    .filter(is_chosen)
    .toSorted((a, b) => ends.indexOf(a.name) - ends.indexOf(b.name))
})
afterAll(() => shop?.server.stop())

async function open(merchant: Shop['merchant']): Promise<Side> {
  const call: Shop['call'] = (name, parameters, change) =>
    shop.call(name, parameters, change, merchant.secret_key)
  const own = { ...shop, merchant, call, session: { cookie: '' } }
  return { own, parametersOf: await stock(own), told: new Set(), requests: new Map() }
}

async function requestOf({ own, parametersOf }: Side, operation: Operation): Promise<Request> {
  const prepared = await preparations[operation.name]?.(own)
  const json = operation.body && JSON.stringify({ ...operation.body, ...prepared?.body })
  const body = prepared?.upload?.bytes ?? prepared?.text ?? json
  const headers = {
    ...(prepared?.upload && { 'content-type': prepared.upload.type }),
    ...prepared?.headers,
  }
  const query = operation.name === 'readAvailability' ? '?sku=TSHIRT-M' : (prepared?.query ?? '')
  const parameters = { ...parametersOf(operation), ...prepared?.parameters }
  return { operation, parameters, query, body, headers }
}

async function send({ own }: Side, request: Request) {
  const { operation, parameters, query, body } = request
  const { method, path, idempotent } = operation
  const answer = await own.ask(method, fill(path, parameters) + query, {
    key: own.merchant.secret_key,
    headers: { ...(idempotent && { 'idempotency-key': nextKey() }), ...request.headers },
    body,
  })
  const headers = [...answer.headers].filter(([name]) => name !== 'request-id')
  return { status: answer.status, text: await answer.text(), headers: JSON.stringify(headers) }
}

it('no answer to one has an id of the other', async () => {
  const use = async (side: Side, operation: Operation) => {
    const request = await requestOf(side, operation)
    const { text, headers } = await send(side, request)
    for (const name of namesIn(`${text} ${headers}`)) side.told.add(name)
    side.requests.set(operation.name, request)
  }
  for (const operation of operations) {
    await Promise.all(sides.map((side) => use(side, operation)))
  }
  const [one, other] = sides
  expect(Math.min(one.told.size, other.told.size)).toBeGreaterThan(50)
  expect([...one.told].filter((name) => other.told.has(name))).toEqual([])
}, 240_000)

/** The same letters and digits, but for the last ones: an id that was never given out. */
const nobodys = (id: string) => `${id.slice(0, -6)}${'0'.repeat(6)}`
const withoutRequest = (text: string) => text.replaceAll(/"request_id":"[^"]*"/g, '')

it('what is the other’s is answered as what never was', async () => {
  const [asking, owner] = sides
  let compared = 0
  for (const operation of operations) {
    const theirs = owner.requests.get(operation.name)
    if (!theirs) continue
    const named = Object.entries(theirs.parameters).filter(
      ([name, id]) => operation.path.includes(`{${name}}`) && namesIn(id).length > 0,
    )
    if (named.length === 0) continue
    const nowhere = Object.fromEntries(named.map(([name, id]) => [name, nobodys(id)]))
    const foreign = await send(asking, theirs)
    const unknown = await send(asking, {
      ...theirs,
      parameters: { ...theirs.parameters, ...nowhere },
    })
    const about = operation.name
    expect([about, foreign.status]).toEqual([about, 404])
    // A refusal may repeat what was asked for.
    const alike = named.reduce((text, [, id]) => text.replaceAll(id, nobodys(id)), foreign.text)
    expect([about, withoutRequest(alike)]).toEqual([about, withoutRequest(unknown.text)])
    expect([about, foreign.headers]).toEqual([about, unknown.headers])
    compared++
  }
  expect(compared).toBeGreaterThan(20)
}, 240_000)

it('what a body names of the other’s is refused as what never was', async () => {
  const [asking, owner] = sides
  const own = asking.requests.get('mergeCustomers')
  const theirs = owner.requests.get('mergeCustomers')
  const order = asking.requests.get('placeOrder')
  if (!own || !theirs || !order) throw new Error('Nothing was merged or placed.')
  const merge = (from: string) => send(asking, { ...own, body: JSON.stringify({ from }) })
  const customer_id = String(theirs.parameters.id)
  const foreign = await merge(customer_id)
  const unknown = await merge(nobodys(customer_id))
  expect(foreign.status).toBe(422)
  expect(withoutRequest(foreign.text)).toBe(
    withoutRequest(unknown.text).replaceAll(nobodys(customer_id), customer_id),
  )

  // A reservation is signed: one of another merchant is none.
  const held = await owner.own.call('reserveCart')
  const place = (reservation_id: string) =>
    send(asking, { ...order, body: JSON.stringify({ ...order.operation.body, reservation_id }) })
  const taken = await place(String(held.id))
  const made_up = await place(nobodys(String(held.id)))
  expect(taken.status).toBe(404)
  expect(withoutRequest(taken.text)).toBe(withoutRequest(made_up.text))
})
