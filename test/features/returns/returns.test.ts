import { expect, it } from 'vitest'
import { createReturnsDesk } from './support'

const line = (line_id: string, quantity: number, change: object = {}) => {
  return { line_id, quantity, reason: 'too_small', ...change }
}

it('goes from request to money and stock', async () => {
  const desk = await createReturnsDesk()
  const { id, sku, line_id, number } = await desk.sold(3, {}, { unit_price: 8_999 })

  const opened = await desk.open(id, [line(line_id, 3, { note: 'too tight' })])
  expect(opened.status).toBe(201)
  expect(opened.body).toMatchObject({
    ...{ number: `${number}-R1`, order_id: id, status: 'requested', resolution: 'refund' },
    quote: { goods: 26_997, fee: 0, refund: 26_997 },
    ...{ label: null, policy: { market: 'default', version: 0 } },
  })
  const ret = String(opened.body.id)

  const approved = await desk.act(ret, 'approve')
  expect(approved.body).toMatchObject({
    status: 'approved',
    label: {
      ...{ carrier: 'built_in', tracking_number: `${number}-R1-P1`.replaceAll('-', '') },
      ...{ from: { name: 'Ada Lovelace' }, to: { line1: 'Westhafenstraße 1' } },
    },
  })
  await desk.act(ret, 'ship', { carrier: 'post', tracking_number: 'RR1' })
  const received = await desk.act(ret, 'receive', {
    location_id: 'paris',
    lines: [
      { line_id, quantity: 1, disposition: 'restock' },
      { line_id, quantity: 1, disposition: 'damaged' },
      { line_id, quantity: 1, disposition: 'missing' },
    ],
  })
  expect(received.body).toMatchObject({ status: 'received', refund: 17_998 })
  const completed = await desk.act(ret, 'complete')
  expect(completed.body.status).toBe('completed')

  const order = await desk.read(id)
  expect(order).toMatchObject({
    ...{ payment_status: 'partially_refunded', fulfillment_status: 'partially_returned' },
    refunds: [{ amount: 17_998, status: 'succeeded', lines: [{ line_id, quantity: 2 }] }],
    returns: [{ id: ret, status: 'completed' }],
  })
  await expect
    .poll(async () =>
      (await desk.stock(sku)).levels.find(
        (level: { location_id: string }) => level.location_id === 'paris',
      ),
    )
    .toMatchObject({ on_hand: 2, damaged: 1, available: 1 })
  expect(await desk.audit(sku)).toMatchObject({ balanced: true })
  expect((await desk.events(id)).filter((type) => /^(return|refund|credit)/.test(type))).toEqual([
    ...['return.requested', 'return.approved', 'return.in_transit', 'refund.created'],
    ...['return.received', 'refund.succeeded', 'credit_note.issued', 'return.completed'],
  ])
})

it('numbers credit notes without gaps, and keeps them as they are', async () => {
  const desk = await createReturnsDesk({
    approval: { automatic: true },
    refund_trigger: 'on_request',
  })
  const sales = [await desk.sold(2), await desk.sold(1), await desk.sold(1)]
  await Promise.all(sales.map(({ id, line_id }) => desk.open(id, [line(line_id, 1)])))

  const { data } = await desk.api.get('/v1/credit_notes')
  expect(data.map(({ number }) => number)).toEqual(['CN-000003', 'CN-000002', 'CN-000001'])
  const [note] = data
  expect(await desk.api.get(`/v1/credit_notes/${note.id}`)).toMatchObject({
    status: 200,
    body: note,
  })
  const pdf = await desk.api.get(`/v1/credit_notes/${note.id}/document.pdf`)
  expect(pdf.headers.get('content-type')).toBe('application/pdf')
  expect(pdf.text.slice(0, 5)).toBe('%PDF-')
  const again = await desk.api.get(`/v1/credit_notes/${note.id}/document.pdf`)
  expect(again.text).toBe(pdf.text)
})

it('refuses with a reason per line', async () => {
  const desk = await createReturnsDesk()
  const late = await desk.sold(1, {}, {}, 31)
  const sku = await desk.sku({ berlin: 5 })
  await desk.api.put(`/v1/skus/${sku}`, { title: 'Last one', final_sale: true })
  const placed = await desk.order([{ sku, quantity: 1, unit_price: 100 }])
  const order_id = String(placed.body.id)
  const line_id = String(placed.body.lines[0].id)
  expect(await desk.open(order_id, [line(line_id, 1)])).toMatchObject({
    status: 422,
    code: 'not_returnable',
    body: { lines: [{ line_id, reason: 'not_fulfilled', returnable: 0, requested: 1 }] },
  })
  await desk.pay(order_id)
  await desk.deliver(order_id)
  // The mark counts as it was at placement.
  await desk.api.put(`/v1/skus/${sku}`, { title: 'Not the last one', final_sale: false })
  expect(await desk.open(order_id, [line(line_id, 1)])).toMatchObject({
    body: { lines: [{ reason: 'final_sale' }] },
  })
  expect(await desk.open(late.id, [line(late.line_id, 1)])).toMatchObject({
    body: { lines: [{ reason: 'window_closed' }] },
  })
  expect(await desk.open('ord_nothing', [line('lin_1', 1)])).toMatchObject({ status: 404 })
  expect(await desk.open(late.id, [line('lin_1', 1)])).toMatchObject({
    status: 422,
    code: 'unknown_line',
  })
})

it('opens one of two returns for the same units', async () => {
  const desk = await createReturnsDesk()
  const { id, line_id } = await desk.sold(3)
  const rivals = await Promise.all(
    Array.from({ length: 4 }, () => desk.open(id, [line(line_id, 2)])),
  )
  expect(rivals.map(({ status }) => status).sort()).toEqual([201, 422, 422, 422])
  expect(rivals.find(({ status }) => status === 422)).toMatchObject({
    body: { code: 'not_returnable', lines: [{ reason: 'already_returned', returnable: 1 }] },
  })
})

it('answers the same key with the same return, and pays once however often it is told', async () => {
  const desk = await createReturnsDesk()
  const { id, line_id } = await desk.sold(2)
  const keys = [desk.key('open'), desk.key('approve'), desk.key('receive')] as const
  const first = await desk.open(id, [line(line_id, 1)], {}, keys[0])
  const again = await desk.open(id, [line(line_id, 1)], {}, keys[0])
  expect(again).toMatchObject({ status: 201, body: first.body })
  expect(again.headers.get('idempotent-replayed')).toBe('true')
  const ret = String(first.body.id)
  await desk.act(ret, 'approve', {}, keys[1])
  const arrival = {
    location_id: 'berlin',
    lines: [{ line_id, quantity: 1, disposition: 'restock' }],
  }
  const answers = await Promise.all([1, 2, 3].map(() => desk.act(ret, 'receive', arrival, keys[2])))
  expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(0)
  await desk.act(ret, 'receive', arrival, keys[2])

  const order = await desk.read(id)
  expect(order.refunds).toMatchObject([{ amount: 1_000 }])
  expect(order.lines[0].quantity_returned).toBe(1)
  expect(await desk.open(id, [line(line_id, 2)], {}, keys[0])).toMatchObject({
    status: 422,
    code: 'idempotency_key_reused',
  })
})

it('is judged by the policy that was in force when the order was placed', async () => {
  const desk = await createReturnsDesk({ window_days: 90, restocking_fee_bps: 0 })
  const { id, line_id } = await desk.sold(1, {}, {}, 40)
  const put = await desk.api.put('/v1/return_policies/default', {
    window_days: 14,
    restocking_fee_bps: 5_000,
  })
  expect(put).toMatchObject({ status: 200, body: { version: 2, window_days: 14 } })

  expect(await desk.open(id, [line(line_id, 1)])).toMatchObject({
    status: 201,
    body: { policy: { market: 'default', version: 1 }, quote: { fee: 0 } },
  })
  const newer = await desk.sold(1)
  expect(await desk.open(newer.id, [line(newer.line_id, 1)])).toMatchObject({
    body: { policy: { version: 2 }, quote: { fee: 500, refund: 500 } },
  })
  expect(await desk.api.get('/v1/return_policies/default?version=1')).toMatchObject({
    body: { window_days: 90 },
  })
})

it('knows a market by the country the order went to', async () => {
  const desk = await createReturnsDesk({ window_days: 30 })
  await desk.api.put('/v1/return_policies/nordics', { countries: ['SE', 'NO'], window_days: 100 })
  const { id, line_id } = await desk.sold(
    1,
    {
      shipping_address: {
        name: 'Åsa',
        line1: 'Gatan 1',
        city: 'Malmö',
        postal_code: '1',
        country: 'SE',
      },
    },
    {},
    60,
  )
  expect(await desk.open(id, [line(line_id, 1)])).toMatchObject({
    status: 201,
    body: { policy: { market: 'nordics', version: 1 } },
  })
  expect((await desk.api.get('/v1/return_policies')).data.map(({ market }) => market)).toEqual([
    ...['default', 'nordics'],
  ])
})

it('sends each line where the rules say, with a label for each parcel', async () => {
  const desk = await createReturnsDesk({
    approval: { automatic: true },
    destinations: {
      rules: [{ reasons: ['defective'], location_id: 'paris' }],
      default_location_id: 'berlin',
    },
  })
  const { id, line_id } = await desk.sold(3)
  const { body } = await desk.open(id, [
    line(line_id, 2),
    line(line_id, 1, { reason: 'defective' }),
  ])
  expect(body.parcels).toMatchObject([
    { location_id: 'berlin', lines: [{ line_id, quantity: 2 }] },
    { location_id: 'paris', lines: [{ line_id, quantity: 1 }] },
  ])
  const labels = await Promise.all(
    body.parcels.map(({ label }: { label: { url: string } }) => desk.api.get(label.url)),
  )
  expect(new Set(labels.map(({ text }) => text)).size).toBe(2)
  for (const { status, headers, text } of labels) {
    expect([status, headers.get('content-type'), text.slice(0, 5)]).toEqual([
      200,
      'application/pdf',
      '%PDF-',
    ])
  }
  const [first] = body.parcels
  const again = await desk.api.get(`${first.label.url}&format=a6`)
  const once_more = await desk.api.get(`${first.label.url}&format=a6`)
  expect(again.text).toBe(once_more.text)
  expect(again.text).not.toBe(labels[0].text)
  expect(await desk.api.get(`/v1/returns/${body.id}/label.pdf?parcel_id=par_1`)).toMatchObject({
    status: 404,
  })
})

it('lists what arrived and nobody had authorized', async () => {
  const desk = await createReturnsDesk({ approval: { automatic: true } })
  const { id, sku, line_id } = await desk.sold(2)
  const { body } = await desk.open(id, [line(line_id, 1)])
  await desk.act(body.id, 'receive', {
    location_id: 'berlin',
    lines: [{ line_id, quantity: 2, disposition: 'restock' }],
  })
  const { data } = await desk.api.get('/v1/return_exceptions')
  expect(data).toMatchObject([{ return_id: body.id, line_id, quantity: 1, status: 'open' }])
  expect((await desk.read(id)).refunds).toMatchObject([{ amount: 1_000 }])
  await expect.poll(async () => (await desk.stock(sku)).on_hand).toBe(1)

  const resolved = await desk.api.post(`/v1/return_exceptions/${data[0].id}/resolve`, {
    note: 'sent back',
  })
  expect(resolved.body).toMatchObject({ status: 'resolved', note: 'sent back' })
  const later = await desk.api.post(`/v1/return_exceptions/${data[0].id}/resolve`, {
    note: 'other',
  })
  expect(later.body).toEqual(resolved.body)
  expect((await desk.api.get('/v1/return_exceptions')).data).toEqual([])
})

it('quotes without an effect, line by line', async () => {
  const desk = await createReturnsDesk({ restocking_fee_bps: 1_000 })
  const { id, line_id, sku } = await desk.sold(2)
  const quote = (body: object) => desk.api.post('/v1/returns/quote', { order_id: id, ...body })
  expect(await quote({})).toMatchObject({
    status: 200,
    body: { lines: [{ line_id, sku, returnable: 2, reason: null }], quote: null, parcels: 0 },
  })
  expect(await quote({ lines: [line(line_id, 2)] })).toMatchObject({
    body: { quote: { goods: 2_000, fee: 200, refund: 1_800 }, parcels: 1 },
  })
  expect(await quote({ lines: [line(line_id, 3)] })).toMatchObject({
    status: 422,
    code: 'not_returnable',
  })
  expect((await desk.read(id)).returns).toEqual([])
})

it('gives store credit with its bonus', async () => {
  const desk = await createReturnsDesk({
    approval: { automatic: true },
    store_credit_bonus_bps: 1_000,
  })
  const { id, line_id } = await desk.sold(1)
  const { body } = await desk.open(id, [line(line_id, 1)], { resolution: 'store_credit' })
  await desk.act(body.id, 'receive', {
    location_id: 'berlin',
    lines: [{ line_id, quantity: 1, disposition: 'restock' }],
  })
  await desk.act(body.id, 'complete')
  const accounts = await desk.api.get('/v1/store_credit?email=ada@example.com')
  expect(accounts.data).toMatchObject([{ balance: 1_100 }])
})
