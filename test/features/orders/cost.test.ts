import { createExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { app } from '../../../api/app'
import { ORIGIN } from '../../support/worker/api'
import { createShop, lineOf } from './support'

const asked = { objects: 0, batches: 0, queries: 0 }

/** The target, with what its functions are asked counted. */
const watched = <T extends object>(
  target: T,
  answers: Record<string, (result: never) => unknown>,
) =>
  new Proxy(target, {
    get(_, name) {
      const value = Reflect.get(target, name)
      if (typeof value !== 'function') return value
      return (...args: unknown[]) => {
        const result = Reflect.apply(value, target, args)
        return answers[String(name)]?.(result as never) ?? result
      }
    },
  })
const countedObject = (stub: object) =>
  new Proxy(stub, {
    get: (_, name) => {
      asked.objects++
      const method = Reflect.get(stub, name)
      return (...args: unknown[]) => Reflect.apply(method, stub, args)
    },
  })
const countedStatement = (statement: D1PreparedStatement): D1PreparedStatement => {
  const query = () => void asked.queries++
  return watched(statement, {
    bind: countedStatement,
    all: query,
    raw: query,
    run: query,
    first: query,
  })
}
const countedDatabase = <T extends object>(database: T): T =>
  watched(database, {
    batch: () => void asked.batches++,
    prepare: countedStatement,
    withSession: countedDatabase,
  })
const world: Env = {
  ...env,
  DB: countedDatabase(env.DB),
  SKU_STOCK: watched(env.SKU_STOCK, { getByName: countedObject }),
}

const { merchant, sku, stock } = await createShop()
let keys = 0
async function ask(path: string, body?: object) {
  Object.assign(asked, { objects: 0, batches: 0, queries: 0 })
  const headers = {
    authorization: `Bearer ${merchant.secret_key}`,
    'content-type': 'application/json',
    'idempotency-key': `cost-${++keys}`,
  }
  const init = body ? { method: 'POST', body: JSON.stringify(body), headers } : { headers }
  const response = await app.fetch(
    new Request(`${ORIGIN}${path}`, init),
    world,
    createExecutionContext(),
  )
  expect(response.status).toBeLessThan(300)
  return { ...asked }
}

const codes = [await sku({ berlin: 9 }), await sku({ berlin: 9 }), await sku({ berlin: 9 })]
const lines = codes.map((code) => lineOf(code))
const order = { currency: 'EUR', customer: { email: 'ada@example.com', name: 'Ada' }, lines }
const projected = async () => {
  const { results } = await env.DB.prepare(
    'SELECT available FROM stock_levels WHERE merchant_id = ? ORDER BY sku',
  )
    .bind(merchant.id)
    .all()
  return results.map(({ available }) => available)
}

it('places an order of three SKUs with three object calls and one batch', async () => {
  await ask('/v1/orders', order)

  expect(await ask('/v1/orders', order)).toEqual({ objects: 3, batches: 1, queries: 0 })
})

it('lets that batch tell D1 what was taken, entries and levels', async () => {
  const before = (await projected()).map(Number)
  await ask('/v1/orders', order)

  expect(await projected()).toEqual(before.map((units) => units - 1))
  const [{ version }] = await Promise.all(codes.map(stock))
  const { results } = await env.DB.prepare(
    `SELECT operation FROM stock_movements WHERE merchant_id = ? AND sku = ? AND sequence = ?`,
  )
    .bind(merchant.id, codes[0], version)
    .all()
  expect(results).toEqual([{ operation: 'pin' }])
})

it('holds a cart of three SKUs with three object calls, and without D1', async () => {
  const cart = { lines: codes.map((code) => ({ sku: code, quantity: 1 })) }
  await ask('/v1/reservations', cart)

  expect(await ask('/v1/reservations', cart)).toEqual({ objects: 3, batches: 0, queries: 0 })
})

it('tells a cached availability without asking anybody', async () => {
  const path = `/v1/availability?sku=${codes[0]}`
  expect(await ask(path)).toEqual({ objects: 0, batches: 0, queries: 1 })

  expect(await ask(path)).toEqual({ objects: 0, batches: 0, queries: 0 })
})

it('tells a strong availability with one object call', async () => {
  const path = `/v1/availability?sku=${codes[0]}&consistency=strong`

  expect(await ask(path)).toEqual({ objects: 1, batches: 0, queries: 0 })
})
