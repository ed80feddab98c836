import { describe, expect, it } from 'vitest'
import {
  aborted,
  demand,
  extend,
  hold,
  pin,
  placed,
  releaseByRun,
  releaseByShopper,
  releaseSpent,
  source,
  units,
} from './support/requests'
import { shown, stocked } from './support/sku'

const ok = { ok: true }
const refusal = (code: string, evidence = {}) => ({ ok: false, error: { code, ...evidence } })
const short = (requested: number, available: number) =>
  refusal('insufficient_stock', { requested, available })

describe('a hold', () => {
  it('sells each of 100 units once to 200 who ask', () => {
    const sku = stocked({ berlin: 100 })
    const answers = Array.from({ length: 200 }, (_, n) => sku.ask(hold(`r${n}`, 1), 1))

    expect(answers.filter((answer) => answer.ok)).toHaveLength(100)
    expect(answers[100]).toMatchObject(short(1, 0))
    expect(shown(sku, 'berlin')).toEqual({ on_hand: 100, reserved: 100 })
    expect(sku.ledger.filter(({ operation }) => operation === 'hold')).toHaveLength(100)
    expect(sku.ledger).toHaveLength(101)
  })

  it('is one entry in the ledger for each location it takes units from', () => {
    const sku = stocked({ berlin: 1, paris: 1 })
    const answer = sku.ask(hold('r1', 2), 5)

    expect(answer).toMatchObject({ value: { units: units({ berlin: 1, paris: 1 }), version: 4 } })
    const entry = { operation: 'hold', from_account: 'available', to_account: 'reserved' }
    const common = { ...entry, quantity: 1, subject_id: 'r1', created_at: 5 }
    expect(sku.ledger.slice(2)).toEqual([
      { ...common, sequence: 3, location_id: 'berlin' },
      { ...common, sequence: 4, location_id: 'paris' },
    ])
  })

  it('counts until its time is over, and not a millisecond longer', () => {
    const sku = stocked({ berlin: 5 })
    sku.ask(hold('r1', 5, { expires_at: 600 }), 0)

    expect(sku.ask(hold('r2', 1, { tentative: true }), 599)).toMatchObject(short(1, 0))
    expect(sku.ask(hold('r2', 5, { tentative: true }), 600)).toMatchObject(ok)
    expect(sku.ledger.map(({ operation }) => operation)).toEqual([
      'adjust',
      'hold',
      'expire',
      'hold',
    ])
  })

  it('answers a retry with the same units, and takes none', () => {
    const sku = stocked({ berlin: 5 })
    const first = sku.ask(hold('r1', 2, { cart: 'cart' }), 0)
    const again = sku.ask(hold('r1', 2, { cart: 'newer cart', expires_at: 700, run: 'retry' }), 9)

    const value = { units: units({ berlin: 2 }), expires_at: 600, cart: 'cart', version: 2 }
    expect(first).toEqual({ ok: true, value: { ...value, replayed: false } })
    expect(again).toEqual({ ok: true, value: { ...value, replayed: true } })
    expect(shown(sku, 'berlin')).toEqual({ on_hand: 5, reserved: 2, available: 3 })
  })

  it('refuses another body under the same id', () => {
    const sku = stocked({ berlin: 5 })
    sku.ask(hold('r1', 1), 0)

    expect(sku.ask(hold('r1', 1, { body_hash: 'other' }), 0)).toEqual(
      refusal('idempotency_key_reused'),
    )
  })

  it('stays refused under its id when units come back', () => {
    const sku = stocked({ berlin: 1 })
    sku.ask(hold('r1', 1), 0)
    expect(sku.ask(hold('r2', 1), 0)).toMatchObject(short(1, 0))
    sku.ask(releaseByShopper('r1'), 0)

    expect(sku.ask(hold('r2', 1), 0)).toEqual(refusal('superseded'))
    expect(shown(sku, 'berlin')).toEqual({ on_hand: 1, available: 1 })
  })

  it('may be asked again when it said it would', () => {
    const sku = stocked({ berlin: 1 })
    sku.ask(hold('r1', 1), 0)
    expect(sku.ask(hold('r2', 1, { tentative: true }), 0)).toMatchObject(short(1, 0))
    sku.ask(releaseByShopper('r1'), 0)

    expect(sku.ask(hold('r2', 1, { tentative: true }), 0)).toMatchObject(ok)
  })

  it('is refused to a client who has too many, until one of them ends', () => {
    const sku = stocked({ berlin: 9 })
    const caps = [{ by: 'browser', holds: 2 }]
    for (const id of ['r1', 'r2']) expect(sku.ask(hold(id, 1, { caps }), 0)).toMatchObject(ok)

    expect(sku.ask(hold('r3', 1, { caps }), 0)).toEqual(refusal('too_many_holds'))
    expect(sku.ask(hold('r2', 1, { caps }), 0)).toMatchObject({ value: { replayed: true } })
    const other = [{ by: 'other_browser', holds: 2 }]
    expect(sku.ask(hold('r4', 1, { caps: other }), 0)).toMatchObject(ok)
    sku.ask(releaseByShopper('r1'), 0)
    expect(sku.ask(hold('r3', 1, { caps }), 0)).toMatchObject(ok)
    expect(sku.ask(hold('r5', 1, { caps }), 600)).toMatchObject(ok)
  })

  it('counts for everyone it comes from: one of them being full is enough', () => {
    const sku = stocked({ berlin: 9 })
    const by = (browser: string) => [
      { by: browser, holds: 2 },
      { by: 'key', holds: 3 },
    ]
    const ask = (id: string, browser: string) => sku.ask(hold(id, 1, { caps: by(browser) }), 0)
    for (const id of ['r1', 'r2']) expect(ask(id, 'one')).toMatchObject(ok)

    expect(ask('r3', 'one')).toEqual(refusal('too_many_holds'))
    expect(ask('r3', 'two')).toMatchObject(ok)
    expect(ask('r4', 'three')).toEqual(refusal('too_many_holds'))
    sku.ask(releaseByShopper('r1'), 0)
    expect(ask('r4', 'three')).toMatchObject(ok)
    expect(ask('r5', 'four')).toEqual(refusal('too_many_holds'))
  })
})

describe('a release', () => {
  it.each([
    ['its shopper', releaseByShopper('r1'), 'reservation_released'],
    ['the only run that relies on it', releaseByRun('r1'), 'superseded'],
    ['whoever knows that its id is spent', releaseSpent('r1'), 'superseded'],
  ])('by %s gives the units back, once', (_, release, code) => {
    const sku = stocked({ berlin: 5 })
    sku.ask(hold('r1', 2), 0)
    expect(sku.ask(release, 0)).toEqual({ ok: true, value: null })
    expect(sku.ask(release, 0)).toEqual({ ok: true, value: null })

    expect(shown(sku, 'berlin')).toEqual({ on_hand: 5, available: 5 })
    expect(sku.ledger.map(({ operation }) => operation)).toEqual(['adjust', 'hold', 'release'])
    expect(sku.ask(hold('r1', 2), 0)).toEqual(refusal(code))
  })

  it.each([
    ['its shopper', releaseByShopper('r1'), 'reservation_released'],
    ['its run', releaseByRun('r1'), 'superseded'],
    ['whoever knows that its id is spent', releaseSpent('r1'), 'superseded'],
  ])('by %s that comes before the hold keeps it from taking units', (_, release, code) => {
    const sku = stocked({ berlin: 5 })
    expect(sku.ask(release, 0)).toEqual({ ok: true, value: null })

    expect(sku.ask(hold('r1', 2), 0)).toEqual(refusal(code))
    expect(shown(sku, 'berlin')).toEqual({ on_hand: 5, available: 5 })
  })

  it('by a run leaves the units to other runs of the same key', () => {
    const sku = stocked({ berlin: 5 })
    sku.ask(hold('r1', 2, { run: 'first' }), 0)
    sku.ask(hold('r1', 2, { run: 'second' }), 0)

    sku.ask(releaseByRun('r1', 'stranger'), 0)
    sku.ask(releaseByRun('r1', 'first'), 0)
    expect(shown(sku, 'berlin')).toMatchObject({ reserved: 2 })
    sku.ask(releaseByRun('r1', 'first'), 0)
    expect(shown(sku, 'berlin')).toMatchObject({ reserved: 2 })
    sku.ask(releaseByRun('r1', 'second'), 0)
    expect(shown(sku, 'berlin')).toEqual({ on_hand: 5, available: 5 })
  })

  it.each([
    ['its shopper', releaseByShopper('r1')],
    ['whoever knows that its id is spent', releaseSpent('r1')],
  ])('by %s ends it for all runs', (_, release) => {
    const sku = stocked({ berlin: 5 })
    sku.ask(hold('r1', 2, { run: 'first' }), 0)
    sku.ask(hold('r1', 2, { run: 'second' }), 0)

    sku.ask(release, 0)
    expect(shown(sku, 'berlin')).toEqual({ on_hand: 5, available: 5 })
  })

  it.each([
    ['a run', releaseByRun('r1')],
    ['whoever knows that its id is spent', releaseSpent('r1')],
  ])('by %s leaves an order its units', (_, release) => {
    const sku = stocked({ berlin: 5 })
    sku.ask(hold('r1', 2), 0)
    sku.ask(pin('att_1', 'r1', 2), 0)
    expect(sku.ask(release, 0)).toEqual({ ok: true, value: null })
    sku.settle(placed('att_1'), 0)
    expect(sku.ask(release, 0)).toEqual({ ok: true, value: null })

    expect(shown(sku, 'berlin')).toEqual({ on_hand: 5, committed: 2, available: 3 })
  })
})

describe('a reservation', () => {
  it.each([
    ['expired', 'reservation_expired', {}],
    ['released', 'reservation_released', {}],
    ['pinned', 'reservation_placed', { undecided: true }],
    ['placed', 'reservation_placed', { undecided: false }],
    ['aborted after its time', 'reservation_expired', {}],
  ])('that is %s is neither held again nor prolonged', (state, code, evidence) => {
    const sku = stocked({ berlin: 5 })
    sku.ask(hold('r1', 2), 0)
    if (state === 'released') sku.ask(releaseByShopper('r1'), 0)
    if (state === 'expired') sku.expire(600)
    if (/pinned|placed|aborted/.test(state)) sku.ask(pin('att_1', 'r1', 2), 0)
    if (state === 'placed') sku.settle(placed('att_1'), 0)
    if (state === 'aborted after its time') sku.settle(aborted('att_1'), 600)
    const entries = sku.ledger.length

    expect(sku.ask(hold('r1', 2), 0)).toEqual(refusal(code, evidence))
    expect(sku.ask(extend('r1', 900), 0)).toEqual(refusal(code, evidence))
    const released = sku.ask(releaseByShopper('r1'), 0)
    expect(released).toEqual(
      /^(?:pinned|placed)$/.test(state) ? refusal(code, evidence) : { ok: true, value: null },
    )
    expect(sku.ledger).toHaveLength(entries)
  })

  it('that expired cannot be ordered once its shopper has released it', () => {
    const sku = stocked({ berlin: 5 })
    sku.ask(hold('r1', 2), 0)
    sku.ask(releaseByShopper('r1'), 600)

    expect(sku.ask(pin('att_1', 'r1', 2), 600)).toEqual(refusal('reservation_released'))
  })

  it('that nobody knows cannot be prolonged', () => {
    expect(stocked({}).ask(extend('r1', 900), 0)).toEqual(refusal('not_found'))
  })

  it('lives as long as it was last prolonged to', () => {
    const sku = stocked({ berlin: 2 })
    sku.ask(hold('r1', 2), 0)
    expect(sku.ask(extend('r1', 900), 599)).toEqual({ ok: true, value: null })

    expect(sku.ask(hold('r2', 1, { tentative: true }), 899)).toMatchObject(short(1, 0))
    expect(sku.ask(hold('r2', 1), 900)).toMatchObject(ok)
  })
})

it('knows when the next hold expires, and of none that is gone', () => {
  const sku = stocked({ berlin: 9 })
  const next = () => sku.stock.next_expiry
  for (const expires_at of [300, 100, 200])
    sku.ask(hold(`until ${expires_at}`, 1, { expires_at }), 0)
  expect(next()).toBe(100)

  sku.ask(releaseByShopper('until 100'), 0)
  expect(next()).toBe(200)
  sku.ask(extend('until 200', 400), 0)
  expect(next()).toBe(300)
  sku.expire(300)
  expect(next()).toBe(400)
  sku.ask(pin('att_1', 'until 200', 1), 300)
  expect(next()).toBe(Number.POSITIVE_INFINITY)
  sku.settle(aborted('att_1'), 300)
  expect(next()).toBe(400)
})

describe('a refused hold of a cart', () => {
  const others = { with_others: true, tentative: true }

  it.each([
    ['a rival took the missing units just now', 999, 3, true],
    ['a rival took them long ago', 1_000, 3, false],
    ['more is missing than the rival took', 0, 5, false],
  ])('is worth asking again, or not, if %s', (_, later, quantity, contended) => {
    const sku = stocked({ berlin: 4 })
    sku.ask(hold('rival', 2, { expires_at: 9_000 }), 0)

    const answer = sku.ask(hold('r1', quantity, others), later)
    expect(answer).toMatchObject(refusal('insufficient_stock', { contended }))
  })

  it('is not when it has no other SKUs, or the rival is elsewhere', () => {
    const sku = stocked({ berlin: 2, paris: 2 })
    sku.ask(hold('rival', 2, { demand: demand(2, { paris: 2 }) }), 0)

    const alone = sku.ask(hold('r1', 3, { tentative: true }), 0)
    const here = sku.ask(hold('r1', 3, { ...others, source: source(['berlin']) }), 0)
    expect([alone, here]).toMatchObject([
      refusal('insufficient_stock', { contended: false }),
      refusal('insufficient_stock', { contended: false }),
    ])
  })
})
