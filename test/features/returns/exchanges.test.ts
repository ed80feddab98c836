import { expect, it } from 'vitest'
import { expireReturns } from '../../../api/jobs/expire-returns'
import { lineOf } from '../orders/support'
import { type Change, createReturnsDesk } from './support'

const cross_ship = { ship: 'cross_ship', never_arrives: 'charge' }
const desk = await createReturnsDesk({ exchange: cross_ship })

const swap = async (
  sku: string,
  unit_price: number,
  tax: number,
  units = 1,
  change: Change = {},
) => {
  const { id, line_id } = await desk.sold(3, change, { unit_price: 1_999, discount: 571, tax: 448 })
  const opened = await desk.open(id, [{ line_id, quantity: 1, reason: 'too_small' }], {
    resolution: 'exchange',
    exchange_lines: [{ sku, quantity: units, unit_price, tax }],
  })
  return { id, line_id, opened, ret: String(opened.body.id) }
}
const newWork = async (id: string) => (await desk.read(id)).fulfillments.at(-1)

it('reserves the new item at approval, and waits for what it costs more', async () => {
  const sku = await desk.sku({ berlin: 1 })
  const { id, ret, opened, line_id } = await swap(sku, 2_500, 206)
  expect(opened.body.exchange).toMatchObject({ new_total: 2_706, credit: 1_958, balance: 748 })
  expect(await desk.stock(sku)).toMatchObject({ available: 1 })

  const approved = await desk.act(ret, 'approve')

  expect(approved.body.exchange.line_ids).toHaveLength(1)
  await expect.poll(() => desk.stock(sku)).toMatchObject({ available: 0, committed: 1 })
  expect(await newWork(id)).toMatchObject({ status: 'on_hold', holds: ['awaiting_payment'] })
  expect((await desk.pay(id)).body).toMatchObject({ amount: 748 })
  expect(await newWork(id)).toMatchObject({ status: 'open', holds: [] })

  await desk.act(ret, 'receive', {
    location_id: 'berlin',
    lines: [{ line_id, quantity: 1, disposition: 'restock' }],
  })
  await desk.act(ret, 'complete')
  expect(await desk.read(id)).toMatchObject({ payment_status: 'paid', refunds: [{ amount: 0 }] })
})

it('refuses an exchange for what is not there, and takes nothing', async () => {
  const sku = await desk.sku({ berlin: 1 })
  const { id, ret } = await swap(sku, 100, 0, 2)
  expect(await desk.act(ret, 'approve')).toMatchObject({
    status: 409,
    code: 'insufficient_stock',
    body: { shortages: [{ sku, requested: 2, available: 1 }] },
  })
  expect(await desk.stock(sku)).toMatchObject({ available: 1, reserved: 0, committed: 0 })
  expect(await desk.read(id)).toMatchObject({ returns: [{ status: 'requested' }] })
})

it('exchanges what was fetched where it was fetched', async () => {
  const sku = await desk.sku({ berlin: 5, paris: 1 })
  const delivery = { method: 'pickup', location_id: 'paris' }
  const first = await swap(sku, 1_809, 149, 1, { delivery })
  const second = await swap(sku, 1_809, 149, 1, { delivery })

  const approved = await desk.act(first.ret, 'approve')
  const refused = await desk.act(second.ret, 'approve')

  expect([approved.status, refused.code]).toEqual([200, 'insufficient_stock'])
  expect(await newWork(first.id)).toMatchObject({ location_id: 'paris', method: 'pickup' })
})

it('gives the last unit to one of two exchanges', async () => {
  const sku = await desk.sku({ berlin: 1 })
  const rivals = [await swap(sku, 1_809, 149), await swap(sku, 1_809, 149)]
  const approved = await Promise.all(rivals.map(({ ret }) => desk.act(ret, 'approve')))
  expect(approved.map(({ status }) => status).sort()).toEqual([200, 409])
  await expect.poll(() => desk.stock(sku)).toMatchObject({ available: 0, committed: 1 })
  expect(await desk.audit(sku)).toMatchObject({ balanced: true })
})

it('gives the unit back when the exchange is canceled', async () => {
  const sku = await desk.sku({ berlin: 1 })
  const { id, ret } = await swap(sku, 2_500, 206)
  await desk.act(ret, 'approve')
  expect(await desk.act(ret, 'cancel')).toMatchObject({ status: 200, body: { status: 'canceled' } })
  await expect
    .poll(() => desk.stock(sku), { timeout: 10_000 })
    .toMatchObject({ available: 1, committed: 0 })
  expect(await desk.read(id)).toMatchObject({ payment_status: 'paid' })
})

it('expires what never arrives, and charges for what was sent ahead', async () => {
  const sku = await desk.sku({ berlin: 1 })
  const { id, ret } = await swap(sku, 1_809, 149)
  await desk.act(ret, 'approve')
  await desk.deliver(id)
  const days = (count: number) => () => Date.now() + count * 86_400_000
  await expireReturns({ ...desk.services, now: days(29) })
  expect((await desk.read(id)).returns).toMatchObject([{ status: 'approved' }])

  await expireReturns({ ...desk.services, now: days(32) })
  await expireReturns({ ...desk.services, now: days(32) })

  const order = await desk.read(id)
  expect(order).toMatchObject({
    payment_status: 'partially_paid',
    returns: [{ status: 'expired' }],
  })
  expect((await desk.pay(id)).body).toMatchObject({ amount: 1_958 })
  expect((await desk.events(id)).filter((type) => type === 'return.expired')).toHaveLength(1)
})

it('hands over at the counter what was sold there, as soon as it is paid', async () => {
  await desk.api.put('/v1/channels/till', { name: 'Till', kind: 'pos', location_ids: ['berlin'] })
  const sku = await desk.sku({ berlin: 2 })
  const cash = { channel: 'till', payment: { gateway: 'manual', capture: true } }
  const { body: sale } = await desk.order([lineOf(sku)], cash)
  const wish = { resolution: 'exchange', exchange_lines: [{ sku, quantity: 1, unit_price: 1_200 }] }
  const lines = [{ line_id: sale.lines[0].id, quantity: 1, reason: 'too_small' }]
  const { body: opened } = await desk.open(sale.id, lines, wish)

  await desk.act(opened.id, 'approve')
  expect(await newWork(sale.id)).toMatchObject({ status: 'on_hold', method: 'pos' })
  expect((await desk.pay(sale.id)).body).toMatchObject({ amount: 200 })

  expect(await newWork(sale.id)).toMatchObject({ status: 'picked_up', location_id: 'berlin' })
  await expect.poll(() => desk.stock(sku)).toMatchObject({ on_hand: 0, committed: 0 })
})

it('puts back what was promised when nothing arrives, and still takes what is late', async () => {
  const exchange = { ship: 'on_receipt', never_arrives: 'cancel' }
  await desk.api.put('/v1/return_policies/default', { exchange })
  const sku = await desk.sku({ berlin: 1 })
  const { id, ret, line_id } = await swap(sku, 1_809, 149)
  await desk.act(ret, 'approve')
  await expect.poll(() => desk.stock(sku)).toMatchObject({ committed: 1 })

  const in_32_days = () => Date.now() + 32 * 86_400_000
  await expireReturns({ ...desk.services, now: in_32_days })

  await expect
    .poll(() => desk.stock(sku), { timeout: 10_000 })
    .toMatchObject({ available: 1, committed: 0 })
  expect(await desk.read(id)).toMatchObject({ amount_payable: 5_874, amount_refunded: 0 })

  const units = [{ line_id, quantity: 1, disposition: 'restock' }]
  const late = await desk.act(ret, 'receive', { location_id: 'berlin', lines: units })
  expect(late).toMatchObject({ status: 200, body: { status: 'received' } })
  expect(await desk.read(id)).toMatchObject({ amount_refunded: 1_958 })
})
