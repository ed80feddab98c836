/** Old events move to files, and no reader notices. */
import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import type { MerchantId } from '../../../api/domain/shared/ids'
import { archiveEvents, HOT_FOR } from '../../../api/jobs/archive-events'
import { createServices } from '../../../api/services'
import { connect } from '../../../db/database'
import { ARCHIVED_AT_ONCE, archiveNext } from '../../../db/event-archive'
import type { TestMerchant } from '../../support/worker/merchant'
import { adjustStock, createMerchant, putLocation, putSku } from '../../support/worker/merchant'
import { createEndpoint, objectsIn, receive } from '../../support/worker/webhooks'

const services = createServices(env)
/** The day on which everything that is there now has become old. */
const later = { ...services, now: () => Date.now() + HOT_FOR + 1_000 }
const merchants_first = async () => {
  await env.DB.exec("DELETE FROM deployment_facts WHERE name = 'archive.merchant'")
}

async function read({ api }: TestMerchant, query = '', limit = 100) {
  const found: Record<string, unknown>[] = []
  for (let after = 0; ; ) {
    const { data } = await api.get(`/v1/events?after=${after}&limit=${limit}${query}`)
    if (data.length === 0) return found
    found.push(...data)
    after = data.at(-1)?.sequence
  }
}

const stored = async ({ id }: TestMerchant) =>
  (
    await env.DB.prepare('SELECT sequence FROM events WHERE merchant_id = ? ORDER BY sequence')
      .bind(id)
      .all<{ sequence: number }>()
  ).results.map(({ sequence }) => sequence)

/** Adds events of old, as many as are asked for. */
async function age(merchant: TestMerchant, count: number) {
  const rows = Array.from({ length: count }, (_, n) => ({ n: n + 1 }))
  await env.DB.prepare(
    `INSERT INTO events (merchant_id, sequence, id, type, object_type, object_id, version, data, created_at)
      SELECT ?1, (SELECT MAX(sequence) FROM events WHERE merchant_id = ?1) + (value ->> '$.n'),
        'evt_' || (value ->> '$.n'), 'location.updated', 'location', 'old', value ->> '$.n', '{}', 1
      FROM json_each(?2)`,
  )
    .bind(merchant.id, JSON.stringify(rows))
    .run()
}

it('reads the same before and after, however it is asked', async () => {
  const merchant = await createMerchant()
  await putLocation(merchant, 'berlin')
  for (const sku of ['A', 'B', 'C']) await putSku(merchant, sku)
  await adjustStock(merchant, 'A', 'berlin', 5)
  const queries = [
    '',
    '&type=sku.*',
    '&type=sku.created',
    '&type=location.created',
    '&type=order.*',
  ]
  const before = await Promise.all(queries.map((query) => read(merchant, query)))
  await merchants_first()
  await archiveEvents(later)
  await putSku(merchant, 'NEW')

  for (const [index, query] of queries.entries()) {
    const expected = before[index] ?? []
    for (const limit of [1, 2, 100]) {
      const after = await read(merchant, query, limit)
      expect(after.slice(0, expected.length)).toEqual(expected)
      expect(after.slice(expected.length).every(({ object_id }) => object_id === 'NEW')).toBe(true)
    }
  }
  // The newest of then is in D1 still, and the next was numbered from it.
  const count = before[0]?.length ?? 0
  expect(await stored(merchant)).toEqual([count, count + 1])
})

it('moves several files, goes on where the last ends, and never the newest', async () => {
  const merchant = await createMerchant()
  await age(merchant, 2 * ARCHIVED_AT_ONCE + 20)
  const before = await read(merchant)
  await merchants_first()
  await archiveEvents(services)

  const { results } = await env.DB.prepare(
    'SELECT first_sequence, last_sequence FROM event_archives WHERE merchant_id = ? ORDER BY 1',
  )
    .bind(merchant.id)
    .all()
  // The first event is young: as long as it is, those behind it wait, too.
  expect(results).toEqual([])
  await archiveEvents(later)
  expect(await read(merchant)).toEqual(before)
  expect(before).toHaveLength(2 * ARCHIVED_AT_ONCE + 21)
  expect(await stored(merchant)).toEqual([before.length])
})

it('a run that dies before it is noted, and two runs at once, change nothing twice', async () => {
  const merchant = await createMerchant()
  await age(merchant, 30)
  const before = await read(merchant)
  const db = connect(env.DB)
  const merchant_id = merchant.id as MerchantId
  const range = { merchant_id, first_sequence: 1 }
  const much_later = Date.now() + HOT_FOR
  // The file is there, the note is not: D1 failed, or the run died.
  await env.DB.exec('ALTER TABLE event_archives RENAME TO away')
  const died = archiveNext(db, env.FILES, range, much_later, 0)
  await expect(died).rejects.toThrow()
  await env.DB.exec('ALTER TABLE away RENAME TO event_archives')
  expect((await env.FILES.list({ prefix: `events/${merchant.id}/` })).objects).toHaveLength(1)
  expect(await read(merchant)).toEqual(before)

  const runs = await Promise.all([
    archiveNext(db, env.FILES, range, much_later, 0),
    archiveNext(db, env.FILES, range, much_later, 0),
  ])
  expect(runs.filter((next) => next !== undefined)).toEqual([31])
  expect(await read(merchant)).toEqual(before)
  expect(await stored(merchant)).toEqual([31])
})

it('what an old object becomes next is numbered as if nothing had moved', async () => {
  const merchant = await createMerchant()
  await putSku(merchant, 'KEPT')
  await putSku(merchant, 'KEPT')
  await putSku(merchant, 'GONE')
  await merchant.api.delete('/v1/skus/GONE')
  await putSku(merchant, 'LAST')
  await merchants_first()
  await archiveEvents(later)

  expect((await putSku(merchant, 'KEPT')).body.version).toBe(3)
  expect((await putSku(merchant, 'GONE')).body.version).toBe(3)
})

it('the newest event cannot be deleted', async () => {
  const merchant = await createMerchant()
  const deleted = env.DB.prepare('DELETE FROM events WHERE merchant_id = ?').bind(merchant.id).run()

  await expect(deleted).rejects.toThrow('events_keep_newest')
})

it('a webhook replays what is archived', async () => {
  const merchant = await createMerchant()
  for (const sku of ['A', 'B', 'C']) await putSku(merchant, sku)
  await merchants_first()
  await archiveEvents(later)
  const endpoint = await createEndpoint(merchant, 'status/200')
  await merchant.api.post(`${endpoint.path}/replay`, { from_sequence: 1 })
  await receive(endpoint, 3)

  expect(await objectsIn(endpoint)).toEqual(['A', 'B', 'C'])
})
