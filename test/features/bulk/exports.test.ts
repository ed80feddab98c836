import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { lineOf } from '../orders/support'
import { createBulkShop, NDJSON } from './support'

const { merchant, api, sku, order, create, finish, importRows } = await createBulkShop()

it.each(['skus', 'inventory', 'orders', 'events'])('exports %s, all of them', async (kind) => {
  const a = await sku({ berlin: 2 })
  await order([lineOf(a)])
  const id = await create('exports', kind)
  const done = await finish('exports', id)

  const content = await api.get(`/v1/exports/${id}/content`)
  const rows = content.text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
  const path = kind === 'skus' ? 'skus' : kind
  const { data } = await api.get(
    kind === 'events' ? '/v1/events?after=0&limit=100' : `/v1/${path}?limit=100`,
  )

  expect(content.headers.get('content-type')).toBe(NDJSON)
  expect(done).toMatchObject({ status: 'completed', rows: rows.length })
  expect(done.processed_bytes).toBe(new TextEncoder().encode(content.text).byteLength)
  expect(rows.length).toBeGreaterThan(0)
  if (kind !== 'inventory') expect(rows.slice(0, data.length)).toEqual(data)
})

it('exports page by page, without a seam', async () => {
  const rows = Array.from({ length: 501 }, (_, n) => [
    merchant.id,
    `PAGE-${String(n).padStart(4, '0')}`,
  ])
  await importRows('skus', [{ sku: 'PAGE-0000', title: 'Page' }])
  const columns = (
    await env.DB.prepare("SELECT name FROM pragma_table_info('skus')").all()
  ).results.map(({ name }) => String(name))
  const others = columns.filter((name) => name !== 'sku').join(', ')
  await env.DB.prepare(
    `INSERT INTO skus (sku, ${others}) SELECT value, ${others} FROM skus, json_each(?) WHERE merchant_id = ? AND sku = 'PAGE-0000'`,
  )
    .bind(JSON.stringify(rows.slice(1).map(([, code]) => code)), merchant.id)
    .run()
  const id = await create('exports', 'skus')
  await finish('exports', id)

  const { text } = await api.get(`/v1/exports/${id}/content`)

  const codes = text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line).sku)
  expect(codes.filter((code) => code.startsWith('PAGE-'))).toEqual(rows.map(([, code]) => code))
  expect(new Set(codes).size).toBe(codes.length)
})
