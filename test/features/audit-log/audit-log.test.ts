import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { runSchedule } from '../../../api/jobs/schedule'
import { client, operator, request } from '../../support/worker/api'
import {
  adjustStock,
  createMerchant,
  putLocation,
  putSku,
  type TestMerchant,
} from '../../support/worker/merchant'

const entriesOf = async ({ api }: TestMerchant) => (await api.get('/v1/audit_log?limit=100')).data
const verify = async ({ api }: TestMerchant, query = '') =>
  (await api.get(`/v1/audit_log/verify${query}`)).body
const newest = async (merchant: TestMerchant) => (await entriesOf(merchant))[0]

/** A merchant with five entries, sealed: its creation and four changes of one SKU. */
async function sealedLog() {
  const merchant = await createMerchant()
  for (const title of ['one', 'two', 'three', 'four']) await putSku(merchant, 'A', { title })
  await verify(merchant)
  return merchant
}

it('refuses keys without the scope, and publishable ones', async () => {
  const { api, storefront } = await createMerchant()
  const { body } = await api.post('/v1/api_keys', { kind: 'secret', scopes: ['catalog:read'] })

  for (const path of ['/v1/audit_log', '/v1/audit_log/verify']) {
    expect((await client(String(body.key)).get(path)).code).toBe('scope_missing')
    expect((await storefront.get(path)).code).toBe('wrong_key_kind')
  }
})

it('tells who changed what, from where, in which request', async () => {
  const merchant = await createMerchant()
  const { api, secret_key } = merchant
  await putLocation(merchant, 'berlin')
  const { body: keys } = await api.get('/v1/api_keys')
  const changed = await request(
    'PUT',
    '/v1/locations/berlin',
    {
      name: 'Berlin',
      kind: 'warehouse',
      priority: 7,
      address: { line1: 'x', city: 'y', postal_code: '1', country: 'DE' },
    },
    { key: secret_key, headers: { 'cf-connecting-ip': '203.0.113.77' } },
  )

  expect(await newest(merchant)).toMatchObject({
    sequence: 3,
    actor: {
      kind: 'secret',
      id: keys.data.find(({ kind }: { kind: string }) => kind === 'secret').id,
    },
    address: '203.0.113.0/24',
    request_id: changed.headers.get('request-id'),
    operation: 'putLocation',
    object_type: 'location',
    object_id: 'berlin',
    changed: ['/address', '/priority'],
  })
})

it('says of the operator that it was the operator', async () => {
  const merchant = await createMerchant()
  await operator.post(`/v1/merchants/${merchant.id}/api_keys`, { kind: 'secret' })

  const [created, made] = [...(await entriesOf(merchant))].reverse()

  expect(made).toMatchObject({ operation: 'createApiKeyForMerchant', actor: { kind: 'operator' } })
  expect(created).toMatchObject({
    ...{ sequence: 1, operation: 'createMerchant', object_id: merchant.id },
    actor: { kind: 'operator', id: null },
  })
})

it('tells of a deletion, and of a key that was revoked', async () => {
  const merchant = await createMerchant()
  const { api } = merchant
  await putSku(merchant, 'A')
  const { body } = await api.post('/v1/api_keys', { kind: 'secret' })
  await api.delete('/v1/skus/A')
  await api.delete(`/v1/api_keys/${body.id}`)
  await api.delete(`/v1/api_keys/${body.id}`)

  const [revoked, deleted, created] = await entriesOf(merchant)
  expect(revoked).toMatchObject({ operation: 'revokeApiKey', changed: ['/revoked_at'] })
  expect(deleted).toMatchObject({ operation: 'deleteSku', object_id: 'A' })
  expect(created).toMatchObject({ operation: 'createApiKey', object_id: body.id })
})

it('tells each step of an order once, by what it changed, and no step that changed nothing', async () => {
  const merchant = await createMerchant()
  const { api } = merchant
  await putLocation(merchant, 'berlin')
  await putSku(merchant, 'A')
  await adjustStock(merchant, 'A', 'berlin', 5)
  const post = (path: string, body: object, key = crypto.randomUUID()) =>
    api.post(path, body, { 'idempotency-key': key })
  const order = {
    currency: 'EUR',
    customer: { email: 'ada@example.com', name: 'Ada' },
    lines: [{ sku: 'A', quantity: 2, unit_price: 1 }],
  }

  const placed = await post('/v1/orders', order, 'same')
  const repeated = await post('/v1/orders', order, 'same')
  const path = `/v1/orders/${placed.body.id}`
  const hold = await post(`${path}/hold`, { reason: 'incorrect_address' })
  await post(`${path}/release`, { hold_id: hold.body.id })
  const shipping_address = { name: 'A', line1: 'B', city: 'C', postal_code: '1', country: 'DE' }
  await post(`${path}/edits`, { shipping_address })
  const edited = await post(`${path}/edits`, { shipping_address, commit: true })
  await post(`${path}/cancel`, { reason: 'x' })
  const refused = await post(`${path}/cancel`, { reason: 'x' })

  expect([repeated.status, edited.status, refused.status]).toEqual([201, 200, 409])
  const told = (await entriesOf(merchant)).filter(({ object_type }) => object_type === 'order')
  expect(told.map(({ operation, changed }) => [operation, changed]).reverse()).toMatchObject([
    ['placeOrder', expect.arrayContaining(['/customer', '/lines', '/total'])],
    ['holdOrder', expect.arrayContaining(['/holds', '/status'])],
    ['releaseOrder', expect.arrayContaining(['/holds', '/status'])],
    ['editOrder', ['/shipping_address']],
    ['cancelOrder', expect.arrayContaining(['/cancel_reason', '/status'])],
  ])
  expect(
    told.every(({ actor, object_id }) => actor.kind === 'secret' && object_id === placed.body.id),
  ).toBe(true)
  expect(JSON.stringify(told)).not.toMatch(/ada@|"Ada/)
})

it('leaves nothing for what was refused or read, and nothing twice for what was repeated', async () => {
  const merchant = await createMerchant()
  const { api } = merchant
  await putLocation(merchant, 'berlin')
  await putSku(merchant, 'A')
  const before = await entriesOf(merchant)

  await api.put('/v1/skus/B', { title: '' })
  await api.put('/v1/skus/A', { title: 'A' }, { 'if-match': '"9"' })
  await api.delete('/v1/skus/NEVER')
  await api.delete('/v1/api_keys/key_never')
  await api.get('/v1/skus')
  expect(await entriesOf(merchant)).toEqual(before)

  const lines = [{ sku: 'A', location_id: 'berlin', delta: 5 }]
  const adjust = () =>
    api.post('/v1/inventory/adjustments', { reason: 'x', lines }, { 'idempotency-key': 'one' })
  const answers = [await adjust(), ...(await Promise.all([adjust(), adjust()]))]
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201])
  const added = (await entriesOf(merchant)).slice(0, -before.length)
  expect(added).toMatchObject([
    {
      operation: 'adjustInventory',
      object_id: answers[0]?.body.id,
      changed: ['/A/berlin/on_hand'],
    },
  ])
})

it('tells of one adjustment once when the same request races with itself', async () => {
  const merchant = await createMerchant()
  const { api } = merchant
  await putLocation(merchant, 'berlin')
  await putSku(merchant, 'A')
  const lines = [{ sku: 'A', location_id: 'berlin', delta: 5 }]
  const adjust = () =>
    api.post('/v1/inventory/adjustments', { reason: 'x', lines }, { 'idempotency-key': 'race' })

  const answers = await Promise.all(Array.from({ length: 8 }, adjust))

  expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
  const told = (await entriesOf(merchant)).filter(({ operation }) => /^adjust/.test(operation))
  expect(told.map(({ object_id }) => object_id)).toEqual([answers[0]?.body.id])
})

it('tells of an adjustment before it is made, and takes it back when all of it is refused', async () => {
  const merchant = await createMerchant()
  await putLocation(merchant, 'berlin')
  await putSku(merchant, 'A')

  const refused = await adjustStock(merchant, 'A', 'berlin', -1)

  expect([refused.status, refused.code]).toEqual([409, 'negative_quantity'])
  const [back, told] = await entriesOf(merchant)
  expect(back).toMatchObject({ operation: 'adjustInventory.refused', changed: [] })
  expect(told).toMatchObject({ operation: 'adjustInventory', object_id: back.object_id })
})

it('pages without a gap while others write', async () => {
  const merchant = await createMerchant()
  for (const sku of ['A', 'B', 'C', 'D']) await putSku(merchant, sku)

  const first = await merchant.api.get('/v1/audit_log?limit=2')
  await putSku(merchant, 'E')
  const next = await merchant.api.get(`/v1/audit_log?limit=2&cursor=${first.body.next_cursor}`)

  expect(first.data.map(({ sequence }) => sequence)).toEqual([5, 4])
  expect(next.data.map(({ sequence }) => sequence)).toEqual([3, 2])
})

it('shows no other merchant’s entries', async () => {
  const [one, other] = [await createMerchant(), await createMerchant()]
  await putSku(one, 'SECRET-PLAN')

  expect(JSON.stringify(await entriesOf(other))).not.toContain('SECRET-PLAN')
  expect((await entriesOf(other)).map(({ sequence }) => sequence)).toEqual([1])
})

it('numbers parallel writes without a gap, and seals them all', async () => {
  const merchant = await createMerchant()
  await Promise.all(Array.from({ length: 12 }, (_, n) => putSku(merchant, `SKU-${n}`)))

  // Sealers that meet do the same work.
  const [first, second] = await Promise.all([verify(merchant), verify(merchant)])

  expect(first).toMatchObject({ intact: true, through: 13, sealed: { sequence: 13 } })
  expect(second).toMatchObject({ intact: true, sealed: first.sealed })
  const numbers = (await entriesOf(merchant)).map(({ sequence }) => sequence)
  expect(numbers).toEqual(Array.from({ length: 13 }, (_, n) => 13 - n))
})

it('is sealed by the schedule, without anybody asking', async () => {
  const merchants = [await createMerchant(), await createMerchant()]
  await runSchedule(env)

  for (const merchant of merchants) {
    const [entry] = await entriesOf(merchant)
    expect(entry.hash).toMatch(/^[0-9a-f]{64}$/)
  }
})

it('goes on from what was noted down earlier, and finds out when that is no longer so', async () => {
  const merchant = await sealedLog()
  const { sealed } = await verify(merchant)
  await putSku(merchant, 'A', { title: 'five' })

  const rest = await verify(merchant, `?after=5&hash=${sealed.hash}`)
  const forged = await verify(merchant, `?after=5&hash=${'f'.repeat(64)}`)
  const nowhere = await verify(merchant, '?after=99')

  expect(rest).toMatchObject({ intact: true, entries: 1, through: 6, next_after: null })
  expect(forged.discrepancies[0]).toEqual({ sequence: 5, kind: 'changed' })
  expect(nowhere).toMatchObject({
    intact: false,
    discrepancies: [{ sequence: 99, kind: 'missing' }],
  })
})

it('cannot be changed or shortened by a statement that slipped in', async () => {
  const { id } = await sealedLog()
  const run = (statement: string) => env.DB.prepare(statement).bind(id).run()

  for (const statement of [
    "UPDATE audit_log SET actor_id = 'key_other' WHERE merchant_id = ?",
    "UPDATE audit_log SET hash = printf('%064d', 0) WHERE merchant_id = ?",
    'DELETE FROM audit_log WHERE merchant_id = ?',
    'UPDATE audit_heads SET sequence = 1 WHERE merchant_id = ?',
    'DELETE FROM audit_heads WHERE merchant_id = ?',
  ]) {
    await expect(run(statement)).rejects.toThrow('append-only')
  }
})

const of = 'WHERE merchant_id = ?1 AND sequence'
it.each([
  ['changed', [`UPDATE audit_log SET actor_id = NULL ${of} = 3`], 3],
  ['removed', [`DELETE FROM audit_log ${of} = 3`], 3],
  ['cut off', [`DELETE FROM audit_log ${of} > 3`], 4],
  [
    'swapped',
    [
      `UPDATE audit_log SET sequence = 1002 ${of} = 2`,
      `UPDATE audit_log SET sequence = 2 ${of} = 3`,
      `UPDATE audit_log SET sequence = 3 ${of} = 1002`,
    ],
    2,
  ],
])('finds that entries were %s, by whoever got at the database', async (_, tamper, sequence) => {
  const merchant = await sealedLog()
  const { results: triggers } = await env.DB.prepare(
    "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'audit_log%'",
  ).all<{ name: string; sql: string }>()
  await env.DB.batch([
    ...triggers.map(({ name }) => env.DB.prepare(`DROP TRIGGER ${name}`)),
    ...tamper.map((statement) => env.DB.prepare(statement).bind(merchant.id)),
    ...triggers.map(({ sql }) => env.DB.prepare(sql)),
  ])

  const found = await verify(merchant)

  expect(triggers).not.toEqual([])
  expect(found.intact).toBe(false)
  expect(found.discrepancies[0]).toMatchObject({ sequence })
})
