import { describe, expect, it } from 'vitest'
import {
  abandon,
  aborted,
  adjust,
  cancel,
  demand,
  extend,
  hold,
  pin,
  placed,
  releaseByRun,
  releaseByShopper,
  source,
  units,
} from './support/requests'
import { shown, stocked } from './support/sku'

const refusal = (code: string, evidence = {}) => ({ ok: false, error: { code, ...evidence } })
const short = (requested: number, available: number) =>
  refusal('insufficient_stock', { requested, available })
const done = { ok: true, value: null }

describe('a pin', () => {
  it('takes over what is held, without an entry in the ledger', () => {
    const sku = stocked({ berlin: 5 })
    sku.ask(hold('r1', 5), 0)

    expect(sku.ask(pin('att_1', 'r1', 5), 0)).toEqual({
      ok: true,
      value: { units: units({ berlin: 5 }), taken: [], version: 2, revision: 0, levels: [] },
    })
    expect(sku.ledger).toHaveLength(2)
    expect(shown(sku, 'berlin')).toEqual({ on_hand: 5, reserved: 5 })
  })

  it('is not blocked by its own hold, nor its order by its own commitment', () => {
    const sku = stocked({ berlin: 5 })
    sku.ask(hold('r1', 5), 0)
    expect(sku.ask(hold('r2', 1), 0)).toMatchObject(short(1, 0))
    sku.ask(pin('att_1', 'r1', 5), 0)
    sku.settle(placed('att_1'), 0)

    expect(shown(sku, 'berlin')).toEqual({ on_hand: 5, committed: 5 })
  })

  it('takes free units when nothing was held, or no longer is', () => {
    const sku = stocked({ berlin: 1, paris: 1 })
    const value = { units: units({ berlin: 1, paris: 1 }), taken: units({ berlin: 1, paris: 1 }) }
    sku.ask(hold('r1', 2), 0)
    expect(sku.ask(pin('att_1', 'r1', 2), 600)).toMatchObject({ value: { ...value, version: 8 } })
    sku.ask(abandon('att_1'), 600)

    expect(sku.ask(pin('att_2', 'unheld', 2), 600)).toMatchObject({ value })
  })

  it('never expires', () => {
    const sku = stocked({ berlin: 1 })
    sku.ask(hold('r1', 1), 0)
    sku.ask(pin('att_1', 'r1', 1), 0)

    expect(sku.ask(hold('r2', 1), 1_000_000)).toMatchObject(short(1, 0))
  })

  it('answers a retry with the same units, and takes none', () => {
    const sku = stocked({ berlin: 5 })
    expect(sku.ask(pin('att_1', 'r1', 2), 0)).toMatchObject({
      value: { taken: units({ berlin: 2 }) },
    })

    expect(sku.ask(pin('att_1', 'r1', 2), 0)).toMatchObject({
      ok: true,
      value: { units: units({ berlin: 2 }), taken: [], version: 2, revision: 0 },
    })
    expect(shown(sku, 'berlin')).toEqual({ on_hand: 5, reserved: 2, available: 3 })
  })

  it('that is short leaves the hold as it was, and cannot take units late', () => {
    const sku = stocked({ berlin: 3 })
    sku.ask(hold('r1', 2), 0)
    expect(sku.ask(pin('att_1', 'r1', 4), 0)).toMatchObject(short(4, 3))
    sku.ask(adjust('adj_1', { location_id: 'berlin', bucket: 'on_hand', delta: 9 }), 0)

    expect(sku.ask(pin('att_1', 'r1', 4), 0)).toEqual(refusal('attempt_closed'))
    expect(shown(sku, 'berlin')).toMatchObject({ reserved: 2 })
    expect(sku.ask(hold('r1', 2), 0)).toMatchObject({ value: { replayed: true } })
  })

  it('that is short may be asked again when it said it would', () => {
    const sku = stocked({ berlin: 1 })
    const tentative = { tentative: true }
    expect(sku.ask(pin('att_1', 'r1', 2, tentative), 0)).toMatchObject(short(2, 1))
    sku.ask(adjust('adj_1', { location_id: 'berlin', bucket: 'on_hand', delta: 1 }), 0)

    expect(sku.ask(pin('att_1', 'r1', 2, tentative), 0)).toMatchObject({ ok: true })
  })

  it.each([
    ['released', 'key', refusal('reservation_released')],
    ['pinned', 'key', refusal('being_placed', { same_key: true })],
    ['pinned', 'other', refusal('being_placed', { same_key: false })],
    ['placed', 'key', refusal('reservation_placed', { order_id: 'ord_of_att_0' })],
  ])('of a reservation that is %s under the key %s is refused', (state, key_hash, expected) => {
    const sku = stocked({ berlin: 5 })
    sku.ask(hold('r1', 2), 0)
    if (state === 'released') sku.ask(releaseByShopper('r1'), 0)
    else sku.ask(pin('att_0', 'r1', 2), 0)
    if (state === 'placed') sku.settle(placed('att_0'), 0)
    const entries = sku.ledger.length

    expect(sku.ask(pin('att_1', 'r1', 2, { key_hash }), 0)).toEqual(expected)
    expect(sku.ledger).toHaveLength(entries)
  })

  it('that found a rival may be asked again under its id', () => {
    const sku = stocked({ berlin: 5 })
    sku.ask(pin('att_1', 'r1', 2), 0)
    expect(sku.ask(pin('att_2', 'r1', 2), 0)).toMatchObject(refusal('being_placed'))
    sku.ask(abandon('att_1'), 0)

    expect(sku.ask(pin('att_2', 'r1', 2), 0)).toMatchObject({ ok: true })
  })

  it('of a release that came before it is refused for ever', () => {
    const sku = stocked({ berlin: 5 })
    expect(sku.ask(abandon('att_1'), 0)).toEqual(done)

    expect(sku.ask(pin('att_1', 'r1', 2), 0)).toEqual(refusal('attempt_closed'))
    expect(shown(sku, 'berlin')).toEqual({ on_hand: 5, available: 5 })
  })
})

const from_paris = { source: source(['paris']) }
const at_shop = source(['berlin', 'paris'], { named_only: ['shop'] })

describe('a pin of units that lie elsewhere', () => {
  it('moves them, with an entry for what is given back and one for what is taken', () => {
    const sku = stocked({ berlin: 2, paris: 2 })
    sku.ask(hold('r1', 2), 0)

    expect(sku.ask(pin('att_1', 'r1', 2, from_paris), 0)).toMatchObject({
      ok: true,
      value: { units: units({ paris: 2 }), taken: units({ paris: 2 }), version: 5 },
    })
    expect([shown(sku, 'berlin'), shown(sku, 'paris')]).toEqual([
      { on_hand: 2, available: 2 },
      { on_hand: 2, reserved: 2 },
    ])
    expect(sku.ledger.slice(-2)).toMatchObject([
      { operation: 'pin', location_id: 'paris', quantity: 2, subject_id: 'att_1' },
      { operation: 'release', location_id: 'berlin', quantity: 2, subject_id: 'att_1' },
    ])
  })

  it('moves no more than it must, its own units included in what there is', () => {
    const sku = stocked({ berlin: 1, paris: 3 })
    sku.ask(hold('r1', 3), 0)
    expect(sku.ledger.slice(-2)).toMatchObject([{ quantity: 1 }, { quantity: 2 }])

    expect(sku.ask(pin('att_1', 'r1', 3, from_paris), 0)).toMatchObject({
      value: { units: units({ paris: 3 }), taken: units({ paris: 1 }) },
    })
    expect([shown(sku, 'berlin'), shown(sku, 'paris')]).toEqual([
      { on_hand: 1, available: 1 },
      { on_hand: 3, reserved: 3 },
    ])
  })

  it('follows a demand that names a location', () => {
    const sku = stocked({ berlin: 2, shop: 2 })
    sku.ask(hold('r1', 2), 0)
    const pickup = { demand: demand(2, { shop: 2 }), source: at_shop }

    expect(sku.ask(pin('att_1', 'r1', 2, pickup), 0)).toMatchObject({
      value: { units: units({ shop: 2 }), taken: units({ shop: 2 }) },
    })
    expect(shown(sku, 'berlin')).toEqual({ on_hand: 2, available: 2 })
  })

  it.each([
    ['ships nothing', demand(3, { shop: 1 }), at_shop],
    ['is not sold from any more', demand(3, { shop: 3 }), source(['berlin', 'paris'])],
  ])('does not leave them at a location that %s', (_, wanted, from) => {
    const sku = stocked({ berlin: 1, shop: 3 })
    sku.ask(hold('r1', 3, { demand: demand(3, { shop: 3 }), source: at_shop }), 0)

    const answer = sku.ask(pin('att_1', 'r1', 3, { demand: wanted, source: from }), 0)
    expect(answer).toMatchObject(refusal('insufficient_stock'))
    expect(shown(sku, 'shop')).toEqual({ on_hand: 3, reserved: 3 })
  })

  it('obeys the buffer and the cap of its channel', () => {
    const sku = stocked({ berlin: 3, paris: 3 })
    const channel = (change: object) => ({ source: source(['paris'], change) })
    sku.ask(hold('r1', 2), 0)
    sku.ask(hold('r2', 2), 0)

    expect(sku.ask(pin('att_1', 'r1', 2, channel({ cap: 1 })), 0)).toMatchObject(short(2, 1))
    expect(sku.ask(pin('att_2', 'r1', 2, channel({ buffer: 1 })), 0)).toMatchObject(short(2, 1))
    expect(sku.ask(pin('att_3', 'r1', 2, channel({ cap: 2 })), 0)).toMatchObject({ ok: true })
  })
})

describe.each([
  ['given up by its run', 'release', (sku: Sku, now: number) => sku.ask(abandon('att_1'), now)],
  ['aborted', 'abort', (sku: Sku, now: number) => sku.settle(aborted('att_1'), now)],
])('an attempt that is %s', (_, operation, end) => {
  it('gives a shopper with time left the hold back', () => {
    const sku = stocked({ berlin: 5 })
    sku.ask(hold('r1', 2), 0)
    sku.ask(pin('att_1', 'r1', 2), 0)
    end(sku, 599)

    expect(sku.ledger).toHaveLength(2)
    expect(sku.ask(hold('r1', 2), 599)).toMatchObject({
      value: { replayed: true, units: units({ berlin: 2 }), expires_at: 600 },
    })
    expect(sku.ask(extend('r1', 601), 599)).toEqual(done)
    expect(sku.ask(pin('att_2', 'r1', 2), 600)).toMatchObject({ value: { taken: [] } })
  })

  it('gives back the units where they are now', () => {
    const sku = stocked({ berlin: 2, paris: 2 })
    sku.ask(hold('r1', 2), 0)
    sku.ask(pin('att_1', 'r1', 2, from_paris), 0)
    end(sku, 0)

    expect(sku.ask(hold('r1', 2), 0)).toMatchObject({ value: { units: units({ paris: 2 }) } })
    sku.ask(releaseByShopper('r1'), 0)
    expect(shown(sku, 'paris')).toEqual({ on_hand: 2, available: 2 })
  })

  it('frees the units when the time is over', () => {
    const sku = stocked({ berlin: 5 })
    sku.ask(hold('r1', 2), 0)
    sku.ask(pin('att_1', 'r1', 2), 0)
    end(sku, 600)

    expect(shown(sku, 'berlin')).toEqual({ on_hand: 5, available: 5 })
    expect(sku.ledger.at(-1)).toMatchObject({ operation, quantity: 2, subject_id: 'att_1' })
    expect(sku.ask(hold('r1', 2), 600)).toEqual(refusal('reservation_expired'))
  })

  it.each([
    ['was refused', 2],
    ['was given up', 1],
  ])('makes no hold of a reservation that %s', (_, quantity) => {
    const sku = stocked({ berlin: 1 })
    sku.ask(hold('r1', quantity), 0)
    sku.ask(releaseByRun('r1'), 0)
    expect(sku.ask(pin('att_1', 'r1', 1), 0)).toMatchObject({ ok: true })
    end(sku, 1)

    expect(shown(sku, 'berlin')).toEqual({ on_hand: 1, available: 1 })
    expect(sku.ask(hold('r1', quantity), 1)).toEqual(refusal('reservation_expired'))
  })

  it('frees nothing when it is ended again', () => {
    const sku = stocked({ berlin: 5 })
    sku.ask(pin('att_1', 'r1', 2), 0)
    end(sku, 0)
    const entries = sku.ledger.length
    end(sku, 0)
    sku.ask(abandon('att_1'), 0)
    sku.settle(aborted('att_1'), 0)

    expect(sku.ledger).toHaveLength(entries)
  })
})

it('lets no attempt be given up once its order is placed', () => {
  const sku = stocked({ berlin: 5 })
  sku.ask(pin('att_1', 'r1', 2), 0)
  sku.settle(placed('att_1'), 0)

  expect(sku.ask(abandon('att_1'), 0)).toEqual(done)
  expect(sku.ask(pin('att_1', 'r1', 2), 0)).toEqual(refusal('attempt_closed'))
  expect(shown(sku, 'berlin')).toEqual({ on_hand: 5, committed: 2, available: 3 })
  sku.carryOut(cancel('att_1', { berlin: 2 }), 0)
  expect(shown(sku, 'berlin')).toEqual({ on_hand: 5, available: 5 })
})

it('says whether a rival took the missing units just now, and may give them back', () => {
  const sku = stocked({ berlin: 4 })
  const others = { with_others: true, tentative: true }
  sku.ask(pin('att_1', 'r1', 2), 0)

  const contended = [0, 999, 1_000].map((now) => sku.ask(pin('att_2', 'r2', 3, others), now))
  expect(contended).toMatchObject([
    refusal('insufficient_stock', { contended: true }),
    refusal('insufficient_stock', { contended: true }),
    refusal('insufficient_stock', { contended: false }),
  ])
})

type Sku = ReturnType<typeof stocked>
