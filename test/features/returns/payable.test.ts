// What is quoted is what is paid out, also of an order that was not paid in full or paid back in part.
import { expect, it } from 'vitest'
import { lineOf } from '../orders/support'
import { address, createReturnsDesk } from './support'

const desk = await createReturnsDesk({ store_credit_bonus_bps: 1_000 })
const refund = (id: string, amount: number) =>
  desk.api.post(`/v1/orders/${id}/refunds`, { amount, reason: 'goodwill' }, desk.key())

async function sendBack(order_id: string, line_id: string, quantity: number, change: object = {}) {
  const { body } = await desk.open(order_id, [{ line_id, quantity, reason: 'x' }], change)
  const id = String(body.id)
  await desk.act(id, 'approve')
  return { id, quote: body.quote, exchange: body.exchange, line_id, quantity }
}
async function receive({ id, line_id, quantity }: Awaited<ReturnType<typeof sendBack>>) {
  const lines = [{ line_id, quantity, disposition: 'restock' }]
  await desk.act(id, 'receive', { location_id: 'berlin', lines })
  return (await desk.act(id, 'complete')).body
}
const paidOut = async (id: string) =>
  (await desk.read(id)).refunds.map(({ amount }: { amount: number }) => amount)

it('quotes no more than is left of what was paid', async () => {
  const { id, line_id } = await desk.sold(1, {}, { unit_price: 2_000 })
  await refund(id, 1_500)
  const ret = await sendBack(id, line_id, 1)

  expect(ret.quote).toMatchObject({ goods: 2_000, withheld: 1_500, refund: 500 })
  expect(await receive(ret)).toMatchObject({ refund: 500 })
  expect(await paidOut(id)).toEqual([1_500, 500])
})

it('promises the same money to one return alone', async () => {
  const { id, line_id } = await desk.sold(2, {}, { unit_price: 2_000 })
  await refund(id, 1_500)
  const [first, second] = [await sendBack(id, line_id, 1), await sendBack(id, line_id, 1)]

  expect([first.quote.refund, second.quote.refund]).toEqual([2_000, 500])
  await receive(first)
  await receive(second)
  expect(await paidOut(id)).toEqual([1_500, 2_000, 500])
})

it('gives the bonus on what is paid out', async () => {
  const { id, line_id } = await desk.sold(1, {}, { unit_price: 2_000 })
  await refund(id, 1_500)
  const ret = await sendBack(id, line_id, 1, { resolution: 'store_credit' })
  await receive(ret)
  const { email } = (await desk.read(id)).customer
  const [account] = (await desk.api.get(`/v1/store_credit?email=${email}`)).data

  expect(ret.quote).toMatchObject({ refund: 500, bonus: 50 })
  expect(account?.balance).toBe(550)
})

it('quotes nothing back of what is still to be paid', async () => {
  const sku = await desk.sku({ berlin: 1 })
  const placed = await desk.order([lineOf(sku, 1, { unit_price: 2_000 })], {
    ...{ shipping_address: address, payment: { gateway: 'manual', terms: 'on_account' } },
  })
  const id = String(placed.body.id)
  await desk.deliver(id)
  const ret = await sendBack(id, String(placed.body.lines[0].id), 1)

  expect(ret.quote).toMatchObject({ goods: 2_000, withheld: 2_000, refund: 0 })
  expect(await receive(ret)).toMatchObject({ refund: 0 })
})

it('withholds from what an exchange leaves', async () => {
  const { id, line_id } = await desk.sold(1, {}, { unit_price: 2_000 })
  await refund(id, 1_500)
  const sku = await desk.sku({ berlin: 1 })
  const ret = await sendBack(id, line_id, 1, {
    ...{ resolution: 'exchange', exchange_lines: [{ sku, quantity: 1, unit_price: 1_200 }] },
  })

  expect(ret.exchange).toMatchObject({ credit: 2_000, balance: -800 })
  expect(ret.quote).toMatchObject({ withheld: 300, refund: 2_000 })
  await receive(ret)
  expect(await paidOut(id)).toEqual([1_500, 500])
})
