import { expect, it } from 'vitest'
import { at, createShop, free, parcel } from './support'

const { api, key, sku, order, act, find, levels, list, audit, merchant } = await createShop()
const settled = { timeout: 10_000 }

it('ships whole: units leave the shelf at dispatch, and nothing more is available for it', async () => {
  const a = await sku({ berlin: 5 })
  const { body: placed } = await order([free(a, 5)])
  await expect.poll(() => levels(a), settled).toEqual({ berlin: at(5, 5, 0) })
  const [{ id }] = placed.fulfillments

  const { status, body } = await act(id, 'ship', { ...parcel, service: 'Paket' })

  expect([status, body.status]).toEqual([200, 'shipped'])
  expect(body.tracking).toMatchObject({ ...parcel, service: 'Paket', status: 'pre_transit' })
  expect(await find(placed.id)).toMatchObject({
    fulfillment_status: 'fulfilled',
    version: 2,
    lines: [{ quantity_fulfilled: 5 }],
  })
  await expect.poll(() => levels(a), settled).toEqual({ berlin: at(0, 0, 0) })
  expect(await audit(a)).toMatchObject({ balanced: true })
})

it('ships a part: the part is the fulfillment, the rest another one', async () => {
  const a = await sku({ berlin: 3 })
  const { body: placed } = await order([free(a, 3)])
  const [{ id, lines }] = placed.fulfillments
  await act(id, 'pack')

  const { body } = await act(id, 'ship', {
    ...parcel,
    lines: [{ line_id: lines[0].line_id, quantity: 2 }],
  })

  expect(body).toMatchObject({ status: 'shipped', lines: [{ sku: a, quantity: 2 }] })
  expect(body.packages).toMatchObject([{ lines: [{ quantity: 2 }] }])
  const { fulfillments, fulfillment_status } = await find(placed.id)
  expect(fulfillment_status).toBe('partially_fulfilled')
  expect(fulfillments).toMatchObject([
    { id, status: 'shipped' },
    { status: 'picking', lines: [{ sku: a, quantity: 1 }], packages: [] },
  ])
  await expect.poll(() => levels(a), settled).toEqual({ berlin: at(1, 1, 0) })
})

it('ships kits by the kit, and components by themselves', async () => {
  const [a, b] = [await sku({ berlin: 9 }), await sku({ berlin: 9 })]
  const components = [
    { sku: a, quantity: 2 },
    { sku: b, quantity: 1 },
  ]
  await api.put('/v1/skus/KIT', { title: 'Kit', components })
  const { body: placed } = await order([free('KIT', 3)])
  const [{ id, lines }] = placed.fulfillments
  const { line_id } = lines[0]

  const one = await act(id, 'ship', { ...parcel, lines: [{ line_id, quantity: 1 }] })
  const rest = (await find(placed.id)).fulfillments[1]
  const part = await act(rest.id, 'ship', { ...parcel, lines: [{ line_id, sku: a, quantity: 4 }] })

  expect(one.body.lines).toEqual([
    { line_id, sku: a, quantity: 2 },
    { line_id, sku: b, quantity: 1 },
  ])
  expect(part.body.lines).toEqual([{ line_id, sku: a, quantity: 4 }])
  expect((await find(placed.id)).lines).toMatchObject([{ quantity_fulfilled: 1 }])
  const last = (await find(placed.id)).fulfillments[2]
  const more = await act(last.id, 'ship', { ...parcel, lines: [{ line_id, quantity: 1 }] })
  expect([more.status, more.code]).toEqual([409, 'exceeds_fulfillment'])
  expect(more.body).toMatchObject({ sku: a, requested: 2, available: 0 })
})

it.each([
  ['a line of no order', { line_id: 'lin_x', quantity: 1 }, 422, 'unknown_line'],
  ['more than there is', { quantity: 3 }, 409, 'exceeds_fulfillment'],
  ['nothing of it', { quantity: 0 }, 422, 'invalid_request'],
])('refuses to ship %s', async (_, line, status, code) => {
  const a = await sku({ berlin: 2 })
  const { body: placed } = await order([free(a, 2)])
  const [{ id, lines }] = placed.fulfillments

  const answer = await act(id, 'ship', {
    ...parcel,
    lines: [{ line_id: lines[0].line_id, ...line }],
  })

  expect([answer.status, answer.code]).toEqual([status, code])
  expect((await find(placed.id)).version).toBe(1)
})

it('refuses a step back, and says what is allowed instead', async () => {
  const { body: placed } = await order([free(await sku({ berlin: 1 }))])
  const [{ id }] = placed.fulfillments
  await act(id, 'ship', parcel)

  const answer = await act(id, 'pack')

  expect([answer.status, answer.code]).toEqual([409, 'illegal_transition'])
  expect(answer.body).toMatchObject({ from: 'shipped', to: 'packed', allowed: ['delivered'] })
})

it('ships once, whoever asks at the same time, and replays the answer of a retry', async () => {
  const a = await sku({ berlin: 4 })
  const { body: placed } = await order([free(a, 4)])
  const [{ id, lines }] = placed.fulfillments
  const headers = key()
  const part = { ...parcel, lines: [{ line_id: lines[0].line_id, quantity: 2 }] }

  const answers = await Promise.all([
    ...[1, 2, 3, 4].map(() => act(id, 'ship', part)),
    act(id, 'ship', part, headers),
  ])

  const won = answers.filter(({ status }) => status === 200)
  expect(won).toHaveLength(1)
  expect(new Set(answers.map(({ status, code }) => [status, code].join(' ')))).toEqual(
    new Set(['200 ', '409 illegal_transition']),
  )
  expect((await find(placed.id)).lines[0].quantity_fulfilled).toBe(2)
  await expect.poll(() => levels(a), settled).toEqual({ berlin: at(2, 2, 0) })
  expect(await audit(a)).toMatchObject({ balanced: true })

  const rest = (await find(placed.id)).fulfillments[1]
  const first = await act(rest.id, 'ship', parcel, key('retried'))
  const again = await act(rest.id, 'ship', parcel, key('retried'))
  expect(again.body).toEqual(first.body)
  expect(again.headers.get('idempotent-replayed')).toBe('true')
})

it.each([1, 2, 3])('either ships or cancels, never both (%i)', async () => {
  const a = await sku({ berlin: 2 })
  const { body: placed } = await order([free(a, 2)])
  const [{ id }] = placed.fulfillments

  const [shipped, canceled] = await Promise.all([
    act(id, 'ship', parcel),
    api.post(`/v1/orders/${placed.id}/cancel`, { reason: 'x' }, key()),
  ])

  const both = [shipped.status, canceled.status]
  expect([...both].sort()).toEqual([200, 409])
  expect(shipped.status === 200 ? canceled.code : shipped.code).toBe(
    shipped.status === 200 ? 'already_fulfilled' : 'illegal_transition',
  )
  const left = shipped.status === 200 ? at(0, 0, 0) : at(2, 0, 2)
  await expect.poll(() => levels(a), settled).toEqual({ berlin: left })
})

it.each([1, 2, 3])('either ships or edits, and the edit sees what is left (%i)', async () => {
  const a = await sku({ berlin: 3 })
  const { body: placed } = await order([free(a, 3)])
  const [{ id, lines }] = placed.fulfillments
  const fewer = { lines: [{ line_id: lines[0].line_id, quantity: 1 }], commit: true }

  const [shipped, edited] = await Promise.all([
    act(id, 'ship', { ...parcel, lines: [{ line_id: lines[0].line_id, quantity: 3 }] }),
    api.post(`/v1/orders/${placed.id}/edits`, fewer, key()),
  ])

  expect([shipped.status, edited.status].sort()).toEqual([200, 409])
  const refused = shipped.status === 200 ? edited : shipped
  expect(['units_in_progress', 'not_editable', 'exceeds_fulfillment']).toContain(refused.code)
  const left = shipped.status === 200 ? at(0, 0, 0) : at(3, 1, 2)
  await expect.poll(() => levels(a), settled).toEqual({ berlin: left })
})

it('keeps unpaid, held and unreleased work out of the work list', async () => {
  const a = await sku({ berlin: 9 })
  const later = new Date(Date.now() + 86_400_000).toISOString()
  const unpaid = await order([free(a, 1, { unit_price: 5 })])
  const scheduled = await order([free(a, 1, { ship_after: later })])
  const soon = new Date(Date.now() + 60_000).toISOString()
  const urgent = await order([free(a, 1, { ship_by: soon })])
  const plain = await order([free(a)])
  const idsOf = ({ body }: typeof plain) => body.fulfillments.map((each: { id: string }) => each.id)

  const open = (await list('status=open&location_id=berlin&limit=100')).map(({ id }) => id)
  const all = (await list('status=open&location_id=berlin&limit=100&include_unreleased=true')).map(
    ({ id }) => id,
  )

  expect(open).toEqual(expect.arrayContaining([...idsOf(urgent), ...idsOf(plain)]))
  expect(open[0]).toBe(idsOf(urgent)[0])
  expect(open).not.toContain(idsOf(unpaid)[0])
  expect(open).not.toContain(idsOf(scheduled)[0])
  expect(all).toContain(idsOf(scheduled)[0])
  expect((await list('status=on_hold')).map(({ id }) => id)).toEqual(idsOf(unpaid))
  expect(unpaid.body.fulfillments).toMatchObject([{ holds: ['awaiting_payment'] }])
  const held = await act(idsOf(unpaid)[0], 'ship', parcel)
  expect([held.status, held.code]).toEqual([409, 'illegal_transition'])
  const early = await act(idsOf(scheduled)[0], 'ship', parcel)
  expect([early.status, early.code, early.body.ship_after]).toEqual([409, 'not_released', later])
})

it('pages through a work list without skipping or repeating', async () => {
  const a = await sku({ paris: 9 })
  const due = (day: number) => ({ ship_by: `2027-01-0${day}T00:00:00.000Z` })
  const placed = []
  for (const change of [due(3), due(4), due(1), due(2), due(4)])
    placed.push(await order([free(a, 1, change)]))
  const ids = placed.map(({ body }) => body.fulfillments[0].id)

  const seen: unknown[] = []
  for (let cursor = ''; ; ) {
    const path = `/v1/fulfillments?status=open&location_id=paris&limit=2${cursor}`
    const { body } = await api.get(path)
    seen.push(...body.data.map(({ id }: { id: string }) => id))
    if (!body.next_cursor) break
    cursor = `&cursor=${body.next_cursor}`
  }

  expect(seen).toEqual([ids[2], ids[3], ids[0], ids[1], ids[4]])
  const by_location = await list('location_id=paris&limit=100')
  expect(by_location.map(({ id }) => id)).toEqual(ids)
  expect(merchant.id).toMatch(/^mer_/)
})
