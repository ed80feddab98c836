/** Nobody announces anything here: rows are written past the API. */
import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import type { MerchantId } from '../../api/domain/shared/ids'
import { findBehind, wakeWebhooks } from '../../api/jobs/wake-webhooks'
import { newSecret, sealSecret } from '../../api/objects/webhook-secret'
import { createServices } from '../../api/services'
import { appendEvent } from '../../db/append-event'
import { connect, transact } from '../../db/database'
import { webhook_endpoints } from '../../db/schema'
import { createBox, receive } from '../support/worker/webhooks'

const db = connect(env.DB)
let events = 0

const append = (merchant_id: MerchantId) =>
  transact(db, [
    appendEvent(db, {
      id: `evt_silent${++events}`,
      merchant_id,
      type: 'location.created',
      object_type: 'location',
      object_id: `silent-${events}`,
      version: 1,
      data: {},
      created_at: 1,
    }),
  ])

const insert = (merchant_id: MerchantId, id: `whk_${string}`, fields: object = {}) =>
  db.insert(webhook_endpoints).values({
    merchant_id,
    id,
    url: createBox('status/200').url,
    events: ['*'],
    description: '',
    payload: 'full',
    status: 'enabled',
    secrets: [{ sealed: sealSecret(env.SIGNING_SECRET, newSecret()), expires_at: null }],
    cursor: 0,
    metadata: {},
    version: 1,
    created_at: 1,
    updated_at: 1,
    ...fields,
  })

const behind = async () =>
  (await findBehind(db, { merchant_id: '', id: '' }, 100)).map(({ id }) => id)

it('finds the endpoints that are behind the log of their merchant, page by page', async () => {
  for (const merchant_id of ['mer_a', 'mer_b', 'mer_c'] as const) await append(merchant_id)
  const disabled = { status: 'disabled', disabled_reason: 'merchant', disabled_at: 1 }
  await insert('mer_a', 'whk_1')
  await insert('mer_a', 'whk_2', { cursor: 1 })
  await insert('mer_a', 'whk_3', disabled)
  await insert('mer_b', 'whk_0')
  await insert('mer_without_events', 'whk_4')

  expect(await behind()).toEqual(['whk_1', 'whk_0'])
  const second_page = await findBehind(db, { merchant_id: 'mer_a', id: 'whk_1' }, 1)
  expect(second_page.map(({ id }) => id)).toEqual(['whk_0'])
  await db.delete(webhook_endpoints)
})

it('wakes them, and they tell how far they are', async () => {
  const box = createBox('status/200')
  await append('mer_woken')
  await insert('mer_woken', 'whk_woken', { url: box.url })
  expect(await behind()).toEqual(['whk_woken'])
  await wakeWebhooks(createServices(env))
  const received = await receive(box, 1)

  expect(received.map(({ headers }) => headers['webhook-id'])).toEqual([`evt_silent${events}`])
  expect(await behind()).toEqual([])
})

it('goes through pages of what it does not listen to, and takes up a backlog of many', async () => {
  const box = createBox('status/200')
  await insert('mer_busy', 'whk_busy', { url: box.url, events: ['sku.*'] })
  const rows = Array.from({ length: 450 }, (_, n) => ({ n: n + 1 }))
  await env.DB.prepare(
    `INSERT INTO events (merchant_id, sequence, id, type, object_type, object_id, version, data, created_at)
      SELECT 'mer_busy', value ->> '$.n', 'evt_' || (value ->> '$.n'),
        iif((value ->> '$.n') > 250, 'sku.created', 'location.created'),
        'sku', value ->> '$.n', 1, '{}', 1 FROM json_each(?)`,
  )
    .bind(JSON.stringify(rows))
    .run()
  await wakeWebhooks(createServices(env))
  await receive(box, 200)

  const sequences = (await box.received()).map(({ body }) => JSON.parse(body).sequence)
  expect(sequences.toSorted((a, b) => a - b)).toEqual(rows.slice(250).map(({ n }) => n))
})
