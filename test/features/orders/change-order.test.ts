import { expect, it } from 'vitest'
import { createShop, lineOf } from './support'

const { api, key, sku, order, stock, audit } = await createShop()
const act = (id: string, verb: string, body: object, headers = key()) =>
  api.post(`/v1/orders/${id}/${verb}`, body, headers)
const reread = async (id: string) => (await api.get(`/v1/orders/${id}`)).body
const settled = (code: string, levels: object) =>
  expect.poll(() => stock(code), { timeout: 10_000 }).toMatchObject(levels)

it('holds with an id, and releases by it', async () => {
  const { body } = await order([lineOf(await sku({ berlin: 1 }))])
  const headers = key()
  const first = await act(
    body.id,
    'hold',
    { reason: 'incorrect_address', note: 'no number' },
    headers,
  )
  const replayed = await act(
    body.id,
    'hold',
    { reason: 'incorrect_address', note: 'no number' },
    headers,
  )
  const second = await act(body.id, 'hold', { reason: 'other' })
  expect([first.status, replayed.body]).toEqual([201, first.body])

  const held = await reread(body.id)
  expect(held).toMatchObject({ status: 'on_hold', holds: [first.body, second.body] })
  expect(held.fulfillments[0].holds).toEqual(['awaiting_payment', 'incorrect_address', 'other'])

  expect((await act(body.id, 'release', { hold_id: first.body.id })).body.status).toBe('on_hold')
  const gone = await act(body.id, 'release', { hold_id: first.body.id })
  expect([gone.status, gone.code, gone.body.holds]).toEqual([422, 'unknown_hold', [second.body.id]])
  expect((await act(body.id, 'release', { hold_id: second.body.id })).body.status).toBe('open')
})

it('shows what an edit comes to, and changes nothing until it is committed', async () => {
  const [a, b] = [await sku({ berlin: 3 }), await sku({ berlin: 5 })]
  const { body } = await order([lineOf(a, 3)])
  const edit = {
    lines: [{ line_id: body.lines[0].id, quantity: 1 }],
    add: [lineOf(b, 2, { unit_price: 250, tax: 95 })],
  }

  const preview = await act(body.id, 'edits', edit)
  expect(preview.body).toMatchObject({
    ...{ committed: false, payable_before: 3_000, payable_after: 1_595, due: 1_595, overpaid: 0 },
    order: { total: 3_595, amount_payable: 1_595, lines: [{ quantity_canceled: 2 }, { sku: b }] },
  })
  expect(await reread(body.id)).toEqual(body)

  const done = await act(body.id, 'edits', { ...edit, commit: true, version: body.version })
  expect(done.body).toMatchObject({ committed: true, payable_after: 1_595 })
  expect(done.body.order.lines[1].allocations).toEqual([{ location_id: 'berlin', quantity: 2 }])
  expect(await reread(body.id)).toEqual(done.body.order)
  await settled(a, { committed: 1, reserved: 0, available: 2 })
  await settled(b, { committed: 2, reserved: 0, available: 3 })
  expect(await audit(b)).toMatchObject({ balanced: true })

  const stale = await act(body.id, 'edits', { ...edit, commit: true, version: body.version })
  expect([stale.status, stale.code]).toEqual([409, 'order_changed'])
})

it('tells of a fulfillment whose lines changed, with what it has to send now', async () => {
  const [a, b] = [await sku({ berlin: 3 }), await sku({ berlin: 1 })]
  const { body } = await order([lineOf(a, 3, { unit_price: 0 })])
  const [{ id: line_id }] = body.lines
  const told = async () => {
    const { data } = await api.get(`/v1/orders/${body.id}/events?limit=100`)
    return data
      .filter(({ type }) => type === 'fulfillment.updated')
      .map((event) => (event.data as { lines: object[] }).lines)
  }

  await act(body.id, 'cancel', { reason: 'fewer', lines: [{ line_id, quantity: 1 }] })
  await act(body.id, 'edits', { add: [lineOf(b, 1, { unit_price: 0 })], commit: true })

  expect(await told()).toMatchObject([
    [{ sku: a, quantity: 2 }],
    [
      { sku: a, quantity: 2 },
      { sku: b, quantity: 1 },
    ],
  ])
})

it('takes one word for each line', async () => {
  const { body } = await order([lineOf(await sku({ berlin: 3 }), 3)])
  const [{ id: line_id }] = body.lines
  const lines = [
    { line_id, quantity: 2 },
    { line_id, quantity: 1 },
  ]

  const { status, body: refused } = await act(body.id, 'edits', { lines, commit: true })

  expect([status, refused.errors]).toMatchObject([422, [{ pointer: '/lines' }]])
  expect(await reread(body.id)).toEqual(body)
})

it('adds nothing that is not there, and leaves no unit behind', async () => {
  const [a, b] = [await sku({ berlin: 1 }), await sku({ berlin: 1 })]
  const { body } = await order([lineOf(a)])

  const answer = await act(body.id, 'edits', { add: [lineOf(a), lineOf(b)], commit: true })

  expect([answer.status, answer.code]).toEqual([409, 'insufficient_stock'])
  expect(answer.body.shortages).toEqual([{ sku: a, requested: 1, available: 0 }])
  expect(await reread(body.id)).toEqual(body)
  await settled(b, { reserved: 0, available: 1 })
})

it('gives back what an edit pinned when the rule refuses it', async () => {
  const [a, b] = [await sku({ berlin: 1 }), await sku({ berlin: 1 })]
  const { body } = await order([lineOf(a)])
  const lines = [{ line_id: 'lin_unknown', quantity: 0 }]

  const answer = await act(body.id, 'edits', { lines, add: [lineOf(b)], commit: true })

  expect([answer.status, answer.code]).toEqual([422, 'unknown_line'])
  await settled(b, { reserved: 0, available: 1 })
})

it('lets one of many edits have the last unit', async () => {
  const [a, b] = [await sku({ berlin: 1 }), await sku({ berlin: 1 })]
  const { body } = await order([lineOf(a)])

  const answers = await Promise.all(
    Array.from({ length: 6 }, () => act(body.id, 'edits', { add: [lineOf(b)], commit: true })),
  )

  expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(5).fill(409)])
  const { lines } = await reread(body.id)
  expect(lines.filter((line: { sku: string }) => line.sku === b)).toHaveLength(1)
  await settled(b, { committed: 1, reserved: 0, available: 0 })
})

it('makes one edit of many with the same key', async () => {
  const [a, b] = [await sku({ berlin: 1 }), await sku({ berlin: 9 })]
  const { body } = await order([lineOf(a)])
  const headers = key()
  const edit = { add: [lineOf(b)], commit: true }

  const answers = await Promise.all(
    Array.from({ length: 5 }, () => act(body.id, 'edits', edit, headers)),
  )

  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  expect(new Set(answers.map(({ body: told }) => told.order.version))).toEqual(new Set([2]))
  await settled(b, { committed: 1, reserved: 0, available: 8 })
})

it('cancels some units, then the rest and with it the order', async () => {
  const a = await sku({ berlin: 3 })
  const { body } = await order([lineOf(a, 3)])
  const [{ id: line_id }] = body.lines
  const cancel = (quantity: number) =>
    act(body.id, 'cancel', { reason: 'too many', lines: [{ line_id, quantity }] })

  expect((await cancel(1)).body).toMatchObject({
    status: 'open',
    total: 3_000,
    amount_payable: 2_000,
  })
  expect((await cancel(3)).body).toMatchObject({ code: 'units_in_progress', quantity_editable: 2 })
  expect((await cancel(2)).body).toMatchObject({ status: 'canceled', amount_payable: 0 })
  await settled(a, { on_hand: 3, committed: 0, available: 3 })
  expect(await audit(a)).toMatchObject({ balanced: true })
})

it.each([
  ['nothing', {}],
  ['a tax without a price', { lines: [{ line_id: 'lin_1', tax: 1 }] }],
  ['a negative quantity', { lines: [{ line_id: 'lin_1', quantity: -1 }] }],
])('refuses an edit of %s', async (_, edit) => {
  const { body } = await order([lineOf(await sku({ berlin: 1 }))])

  const answer = await act(body.id, 'edits', edit)

  expect([answer.status, answer.code]).toEqual([422, 'invalid_request'])
})
