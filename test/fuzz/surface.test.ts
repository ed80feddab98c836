// The whole surface, with what the document allows and with what it does not: no answer is a
// failure of the server, every answer is as the document says, and two merchants never meet.
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Operation } from '../contract/document.ts'
import { preparations } from '../contract/preparations/index.ts'
import { openShop, type Shop, stock } from '../contract/shop.ts'
import { type Draft, draftOf } from './requests.ts'
import { type Caller, complain, createCaller, exchange, namesIn } from './traffic.ts'

const LONG = process.env.LONG === '1'
const REQUESTS = Number(process.env.FUZZ_REQUESTS ?? (LONG ? 20_000 : 1_500))
const BATCH = 250
const CLIENTS = 8
const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31)

let shop: Shop
let callers: [Caller, Caller]
beforeAll(async () => {
  shop = await openShop()
  const { merchant, rival } = shop
  callers = await Promise.all([prepare(merchant), prepare(rival)])
})
afterAll(() => shop?.server.stop())

/** Operations whose preparations leave objects in states that chance would not reach. */
const made = [
  ...['approveReturn', 'receiveReturn', 'completeReturn', 'resolveReturnException'],
  ...['approveClaim', 'getClaimPhoto', 'getWithdrawal', 'getCreditNote', 'patchCustomer'],
  ...['pickFulfillment', 'trackParcel', 'pickUpFulfillment', 'getPickList', 'getExport'],
]

/** A shop with something of everything, whose own keys are left alone. */
async function prepare(keys: Shop['merchant']): Promise<Caller> {
  const session = { cookie: '' }
  const call: Shop['call'] = (name, parameters, change) =>
    shop.call(name, parameters, change, keys.secret_key)
  const own: Shop = { ...shop, merchant: keys, session, call }
  const caller = createCaller(keys)
  const read = async (path: string) =>
    (await shop.ask('GET', path, { key: keys.secret_key })).text()
  for (const name of namesIn(await read('/v1/api_keys?limit=100'))) caller.kept_back.add(name)
  await stock(own)
  const webhook = { url: 'http://127.0.0.1:9/hook', events: ['webhook_endpoint.tested'] }
  await call('createWebhookEndpoint', {}, webhook)
  for (const name of made) await preparations[name]?.(own)
  for (const make of [preparations.openCustomerReturn, preparations.cancelCustomerOrder]) {
    caller.cookies.push((await make?.(own))?.headers?.cookie ?? '')
  }
  caller.cookies.push(session.cookie)
  for (const { path, method, key } of shop.operations) {
    const is_list = method === 'GET' && key === 'secret' && !/\{|\/stream$/.test(path)
    if (is_list) caller.learnFrom(await read(`${path}?limit=100`))
  }
  return caller
}

/** Pages of text are the same for everybody: a few times is enough. */
const weightOf = ({ path, name }: Operation) =>
  // Every endpoint gets every event from then on.
  /^(?:createMerchant|createWebhookEndpoint)$/.test(name)
    ? 1
    : /^\/(?:v1|portal)\//.test(path)
      ? 5
      : 1

function* drafts(): Generator<Draft> {
  const any = fc.oneof(
    ...shop.operations.map((operation) => ({
      weight: weightOf(operation),
      arbitrary: draftOf(shop.document, operation),
    })),
  )
  for (let batch = 0; batch < REQUESTS / BATCH; batch++) {
    yield* fc.sample(any, { seed: seed + batch, numRuns: BATCH })
  }
}

it(`answers ${REQUESTS} requests, none with a failure of its own`, async () => {
  console.log(`FUZZ_SEED=${seed}`)
  /** By what is wrong: the last request that found it. */
  const complaints = new Map<string, string>()
  const tally = new Map<string, Map<number, number>>()
  const queue = drafts()
  let sent = 0
  const client = async () => {
    for (const draft of queue) {
      const [one, other] = callers
      const turn: [Caller, Caller] = sent++ % 2 === 0 ? [one, other] : [other, one]
      const told = await exchange(shop, draft, ...turn)
      const wrong = complain(shop, told)
      const { name, method } = draft.operation
      const request = `${method} ${told.sent.slice(0, 2_000)}`
      if (wrong) complaints.set(`${name}: ${wrong.slice(0, 300)}`, request)
      const counts = tally.get(name) ?? new Map()
      tally.set(name, counts.set(told.status, (counts.get(told.status) ?? 0) + 1))
    }
  }
  await Promise.all(Array.from({ length: CLIENTS }, client))

  expect([...complaints].slice(0, 20)).toEqual([])
  expect(sent).toBe(REQUESTS)
  // A fuzz that is refused at the door proves nothing.
  const succeeded = [...tally.values()].filter((counts) =>
    [...counts.keys()].some((status) => status < 400),
  )
  if (process.env.FUZZ_TALLY) {
    for (const [name, counts] of tally) console.log(name, JSON.stringify([...counts]))
  }
  expect(succeeded.length / shop.operations.length).toBeGreaterThan(LONG ? 0.85 : 0.6)
  const statuses = [...tally.values()].flatMap((counts) => [...counts.keys()])
  expect([...new Set(statuses)]).toEqual(
    expect.arrayContaining([400, 401, 403, 404, 409, 415, 422]),
  )
}, 1_800_000)
