import { expect, it } from 'vitest'
import { createMerchant, putLocation, putSku } from '../../support/worker/merchant'

const merchant = await createMerchant()
const { api } = merchant
for (const code of ['A', 'B', 'C']) {
  await putSku(merchant, code)
  await putLocation(merchant, code)
}
const first = await api.get('/v1/skus?limit=1')
const cursor = String(first.body.next_cursor)
const [payload = '', signature = ''] = cursor.split('.')
const forged = btoa(JSON.stringify('B')).replaceAll('=', '')

it.each([
  ['nothing', ''],
  ['nonsense', 'nonsense'],
  ['another payload', `${forged}.${signature}`],
  ['another signature', `${payload}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`],
  ['no signature', payload],
  ['more than there was', `${cursor}.x`],
  ['much more', 'x'.repeat(5_000)],
])('refuses a cursor with %s', async (_, tampered) => {
  const answer = await api.get(`/v1/skus?cursor=${tampered}`)

  expect([answer.status, answer.code]).toEqual([400, 'cursor_invalid'])
})

it('refuses two cursors', async () => {
  const answer = await api.get(`/v1/skus?cursor=${cursor}&cursor=${cursor}`)

  expect([answer.status, answer.code]).toEqual([400, 'cursor_invalid'])
})

it.each([
  ['another list', '/v1/locations?'],
  ['other filters', '/v1/skus?color=red&'],
])('refuses the cursor of %s', async (_, path) => {
  const answer = await api.get(`${path}cursor=${cursor}`)

  expect([answer.status, answer.code]).toEqual([400, 'cursor_invalid'])
})

it('refuses the cursor of another merchant', async () => {
  const other = await createMerchant()

  const answer = await other.api.get(`/v1/skus?cursor=${cursor}`)

  expect([answer.status, answer.code]).toEqual([400, 'cursor_invalid'])
})

it('lets the limit change from page to page', async () => {
  const answer = await api.get(`/v1/skus?limit=100&cursor=${cursor}`)

  expect(answer.data.map(({ sku }) => sku)).toEqual(['B', 'C'])
})

it.each(['0', '101', '-1', '1.5', 'ten', '1e1', ''])('refuses the limit %j', async (limit) => {
  const answer = await api.get(`/v1/skus?limit=${limit}`)

  expect([answer.status, answer.code]).toEqual([422, 'invalid_request'])
  expect(answer.body).toMatchObject({ errors: [{ pointer: '#query/limit' }] })
})
