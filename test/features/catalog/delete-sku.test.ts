import { expect, it } from 'vitest'
import { adjustStock, createMerchant, putLocation, putSku } from '../../support/worker/merchant'

const merchant = await createMerchant()
const { api } = merchant
await putLocation(merchant, 'berlin')

const order = (sku: string) => ({
  currency: 'EUR',
  customer: { email: 'ada@example.com', name: 'Ada' },
  lines: [{ sku, quantity: 1, unit_price: 100 }],
})

it('refuses a SKU that does not exist', async () => {
  const answer = await api.delete('/v1/skus/NEVER')

  expect([answer.status, answer.code]).toEqual([404, 'not_found'])
})

it.each(['on_hand', 'incoming'])('refuses a SKU with units in %s', async (bucket) => {
  const sku = `stocked-${bucket}`
  await putSku(merchant, sku)
  await adjustStock(merchant, sku, 'berlin', 1, bucket)

  const refused = await api.delete(`/v1/skus/${sku}`)
  await adjustStock(merchant, sku, 'berlin', -1, bucket)
  const deleted = await api.delete(`/v1/skus/${sku}`)

  expect([refused.status, refused.code, refused.body.used_by]).toEqual([409, 'sku_in_use', 'stock'])
  expect(deleted.status).toBe(200)
})

it('refuses a component of a kit until the kit is gone', async () => {
  await putSku(merchant, 'PART')
  await putSku(merchant, 'KIT', { components: [{ sku: 'PART', quantity: 1 }] })

  const refused = await api.delete('/v1/skus/PART')
  await api.delete('/v1/skus/KIT')
  const deleted = await api.delete('/v1/skus/PART')

  expect([refused.status, refused.code, refused.body.used_by]).toEqual([409, 'sku_in_use', 'kits'])
  expect(deleted.status).toBe(200)
})

it('refuses a kit that an open order refers to', async () => {
  await putSku(merchant, 'SOLD-PART')
  await putSku(merchant, 'SOLD-KIT', { components: [{ sku: 'SOLD-PART', quantity: 1 }] })
  await adjustStock(merchant, 'SOLD-PART', 'berlin', 1)
  const placed = await api.post('/v1/orders', order('SOLD-KIT'), { 'idempotency-key': 'place' })

  const refused = await api.delete('/v1/skus/SOLD-KIT')
  const reason = { reason: 'changed my mind' }
  const cancel = `/v1/orders/${placed.body.id}/cancel`
  const canceled = await api.post(cancel, reason, { 'idempotency-key': 'cancel' })
  const deleted = await api.delete('/v1/skus/SOLD-KIT')

  expect([placed.status, canceled.status]).toEqual([201, 200])
  expect([refused.status, refused.code, refused.body.used_by]).toEqual([
    409,
    'sku_in_use',
    'orders',
  ])
  expect(deleted.status).toBe(200)
})

it('refuses a stale If-Match', async () => {
  await putSku(merchant, 'VERSIONED')
  await putSku(merchant, 'VERSIONED')

  const stale = await api.delete('/v1/skus/VERSIONED', { 'if-match': '"1"' })
  const current = await api.delete('/v1/skus/VERSIONED', { 'if-match': '"2"' })

  expect([stale.status, stale.code]).toEqual([412, 'version_stale'])
  expect(current.status).toBe(200)
})

it('answers the SKU as it was; afterwards it is as if it had never been', async () => {
  const { body } = await putSku(merchant, 'BYE', { price: 5 })

  const deleted = await api.delete('/v1/skus/BYE')
  const again = await api.delete('/v1/skus/BYE')
  const read = await api.get('/v1/skus/BYE')

  expect([deleted.status, deleted.body]).toEqual([200, body])
  expect([again.status, read.status]).toEqual([404, 404])
})

it('deletes once when two ask at the same time', async () => {
  await putSku(merchant, 'ONCE')
  const answers = await Promise.all([api.delete('/v1/skus/ONCE'), api.delete('/v1/skus/ONCE')])

  expect(answers.map(({ status }) => status).sort()).toEqual([200, 404])
})
