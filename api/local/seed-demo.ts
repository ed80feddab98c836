// Puts the demo shop into a new data folder, through the public API alone, and keeps its keys.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { locations, merchant, skus, slug, stock } from '../../db/seed.ts'
import type { LocalDatabase } from './migrate.ts'
import { explained } from './support/explain.ts'

const most_slugs = 1_000

export interface Demo {
  id: string
  slug: string
  secret_key: string
  publishable_key: string
}

interface Shop {
  url: string
  state_dir: string
  operator_token: string
  database: LocalDatabase
}

interface Answer {
  status: number
  body: Record<string, unknown>
}

/**
 * Every step can be repeated: a start that was killed anywhere goes on at the next one. Keys that
 * were lost between the merchant's creation and the write of demo.json cannot be read again: then
 * another demo merchant is made.
 */
export async function seedDemo(shop: Shop): Promise<Demo> {
  const seeded = await readSeeded(shop.database)
  const kept = readDemo(shop)
  if (seeded && kept) return kept
  const demo = kept && (await isKnown(shop, kept)) ? kept : await createMerchant(shop)
  await fill(shop, demo)
  await shop.database
    .prepare("INSERT OR IGNORE INTO deployment_facts (name, value) VALUES ('demo_seeded', ?)")
    .bind(demo.id)
    .run()
  return demo
}

async function readSeeded(database: LocalDatabase): Promise<boolean> {
  const query = "SELECT value FROM deployment_facts WHERE name = 'demo_seeded'"
  return (await database.prepare(query).first()) !== null
}

const pathOf = ({ state_dir }: Shop) => `${state_dir}/demo.json`

function readDemo(shop: Shop): Demo | undefined {
  const path = pathOf(shop)
  if (!existsSync(path)) return undefined
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    throw explained(`${path} is damaged. Delete it: the next start makes another demo shop.`)
  }
}

/** A kept demo.json may belong to data that somebody has deleted. */
async function isKnown(shop: Shop, { secret_key }: Demo): Promise<boolean> {
  const { status } = await call(shop, secret_key, 'GET', '/v1/settings')
  return status === 200
}

async function createMerchant(shop: Shop): Promise<Demo> {
  for (let number = 1; number <= most_slugs; number += 1) {
    const body = { ...merchant, slug: number === 1 ? slug : `${slug}-${number}` }
    const answer = await call(shop, shop.operator_token, 'POST', '/v1/merchants', body)
    if (answer.status === 409 && answer.body.code === 'slug_taken') continue
    const { id, slug: taken, secret_key, publishable_key } = expectStatus(answer, 201).body
    const demo = { id, slug: taken, secret_key, publishable_key } as Demo
    writeFileSync(`${pathOf(shop)}.new`, `${JSON.stringify(demo, null, 2)}\n`, { mode: 0o600 })
    renameSync(`${pathOf(shop)}.new`, pathOf(shop))
    return demo
  }
  throw explained(`${most_slugs} demo merchants are too many. Delete ${shop.state_dir}.`)
}

async function fill(shop: Shop, { secret_key }: Demo): Promise<void> {
  for (const [id, location] of Object.entries(locations)) {
    expectStatus(await call(shop, secret_key, 'PUT', `/v1/locations/${id}`, location), 200, 201)
  }
  for (const [code, sku] of Object.entries(skus)) {
    const body = { ...sku, currency: merchant.currency }
    expectStatus(await call(shop, secret_key, 'PUT', `/v1/skus/${code}`, body), 200, 201)
  }
  const lines = stock.flatMap(([sku, location_id, buckets]) =>
    // Expecting nothing there: what an interrupted start has put there already stays as it is.
    Object.entries(buckets).map(([bucket, set]) => ({
      sku,
      location_id,
      bucket,
      set,
      expected: 0,
    })),
  )
  const body = { reason: 'Opening stock', reference: 'demo', lines }
  const answer = await call(shop, secret_key, 'POST', '/v1/inventory/adjustments', body)
  if (answer.body.code !== 'stale_quantity') expectStatus(answer, 201)
}

async function call(
  { url }: Shop,
  token: string,
  method: string,
  path: string,
  body?: object,
): Promise<Answer> {
  const text = body && JSON.stringify(body)
  const response = await fetch(url + path, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(text && { 'content-type': 'application/json' }),
      ...(text && method === 'POST' && { 'idempotency-key': keyOf(path + text) }),
    },
    ...(text && { body: text }),
  })
  return { status: response.status, body: (await response.json()) as Answer['body'] }
}

/** The same request is the same attempt, at every start. */
const keyOf = (text: string) =>
  `demo-${createHash('sha256').update(text).digest('hex').slice(0, 24)}`

function expectStatus(answer: Answer, ...expected: number[]): Answer {
  if (expected.includes(answer.status)) return answer
  throw explained(
    `The demo shop was refused: ${answer.status} ${JSON.stringify(answer.body)}\n` +
      'Correct db/seed.ts, or delete the data folder when it is of another version.',
  )
}
