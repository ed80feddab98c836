import { describe, expect, it } from 'vitest'
import { decide } from '../../../api/domain/inventory/machine'
import { adjust, count, dispatch, hold, pin, placed, returned } from './support/requests'
import { createSku, shown, stocked } from './support/sku'

const refusal = (code: string, evidence: object = {}) => ({
  ok: false,
  error: { code, ...evidence },
})
const applied = (evidence: object) => ({ ok: true, value: evidence })
const received = (units: number, id = 'adj_1') =>
  adjust(id, { location_id: 'berlin', bucket: 'on_hand', delta: units })

/** An order of 3 units, of 10 that are there. */
function ordered() {
  const sku = stocked({ berlin: 10 })
  sku.ask(pin('att_1', 'r1', 3), 0)
  sku.settle(placed('att_1'), 0)
  return sku
}

describe('changes nothing', () => {
  it.each([
    ['the version that stands', { source_version: 5, as_of: 10 }],
    ['an older version', { source_version: 4, as_of: 20 }],
    ['a newer version of older stock', { source_version: 6, as_of: 9 }],
  ])('when it is %s', (_, change) => {
    const sku = stocked({ berlin: 10 })
    sku.ask(count(8, { source_version: 5 }), 20)
    const entries = sku.ledger.length

    const answer = sku.ask(count(4, { snapshot_id: 'snp_2', ...change }), 30)

    expect(answer).toEqual(refusal('snapshot_stale', { source_version: 5, as_of: 10 }))
    expect([shown(sku, 'berlin').on_hand, sku.ledger.length]).toEqual([8, entries])
  })

  it('when entries that are younger than it are kept elsewhere', () => {
    const { stock, records } = stocked({ berlin: 10 })
    const folded = { ...records, entriesSince: () => null }

    const { result, changes } = decide(stock, folded, count(4), 20)

    expect(result).toEqual(refusal('snapshot_too_old'))
    expect(Object.values(changes).flat()).toEqual([])
  })

  it('when more left since than was counted', () => {
    const sku = ordered()
    sku.carryOut(dispatch('att_1', { berlin: 3 }), 11)

    expect(sku.ask(count(2), 20)).toEqual(refusal('negative_quantity', { current: 7 }))
    // It does not stand: the same version may be sent again with another count.
    expect(sku.ask(count(3, { snapshot_id: 'snp_2' }), 21)).toMatchObject({ ok: true })
    expect(shown(sku, 'berlin')).toEqual({})
  })

  it('when more is damaged than would be there', () => {
    const sku = stocked({ berlin: 10 })
    sku.ask(adjust('adj_1', { location_id: 'berlin', bucket: 'damaged', delta: 4 }), 0)

    expect(sku.ask(count(3), 20)).toEqual(refusal('negative_quantity', { current: 10 }))
  })
})

it.each([
  ['more', 12, { on_hand: 12, available: 12 }, ['supplier', 'available', 2]],
  ['fewer', 7, { on_hand: 7, available: 7 }, ['available', 'shrinkage', 3]],
])('sets what was counted: %s', (_, on_hand, expected, [from_account, to_account, quantity]) => {
  const sku = stocked({ berlin: 10 })
  sku.ask(count(on_hand), 20)

  expect(shown(sku, 'berlin')).toEqual(expected)
  expect(sku.ledger.at(-1)).toMatchObject({
    ...{ operation: 'adjust', from_account, to_account, quantity },
    ...{ subject_id: 'snp_1', reason: 'snapshot', reference: 'erp' },
  })
})

it('that finds what is there is no entry, and still the newest', () => {
  const sku = stocked({ berlin: 10 })
  expect(sku.ask(count(10), 20)).toMatchObject(applied({ moved_since: 0 }))

  expect(sku.ledger).toHaveLength(1)
  expect(sku.ask(count(1, { snapshot_id: 'snp_2' }), 21)).toMatchObject(refusal('snapshot_stale'))
})

it('keeps what is reserved and committed; too few units are a shortage', () => {
  const sku = ordered()
  sku.ask(hold('r2', 2), 15)
  sku.ask(count(4), 20)

  expect(shown(sku, 'berlin')).toEqual({ on_hand: 4, reserved: 2, committed: 3, available: -1 })
})

it('does not bring back what was dispatched since, and keeps what was', () => {
  const sku = ordered()
  sku.carryOut(dispatch('att_1', { berlin: 2 }), 11)
  sku.carryOut(returned('damaged', { berlin: 1 }), 12)
  sku.ask(received(5), 13)

  const answer = sku.ask(count(10), 20)

  expect(answer).toMatchObject(applied({ moved_since: 4 }))
  expect(shown(sku, 'berlin')).toEqual({ on_hand: 14, committed: 1, damaged: 1, available: 12 })
})

it('knows of what happened until its instant, that instant included', () => {
  const sku = ordered()
  sku.carryOut(dispatch('att_1', { berlin: 1 }), 10)
  sku.carryOut(dispatch('att_1', { berlin: 1 }), 11)

  expect(sku.ask(count(9), 20)).toMatchObject(applied({ moved_since: -1 }))
  expect(shown(sku, 'berlin')).toEqual({ on_hand: 8, committed: 1, available: 7 })
})

it('does not count what happened at other locations', () => {
  const sku = stocked({ berlin: 10, paris: 1 })
  sku.ask(adjust('adj_1', { location_id: 'paris', bucket: 'on_hand', delta: 5 }), 15)
  sku.ask(count(8), 20)

  expect([shown(sku, 'berlin').on_hand, shown(sku, 'paris').on_hand]).toEqual([8, 6])
})

it('replaces the correction of its source’s last count, which came after its instant', () => {
  const sku = stocked({ berlin: 10 })
  sku.ask(count(8, { as_of: 5 }), 20)
  sku.ask(received(1), 21)
  sku.ask(count(9, { snapshot_id: 'snp_2', source_version: 2 }), 30)

  expect(shown(sku, 'berlin').on_hand).toBe(10)
})

it('takes another source’s correction, and one by hand under its name, for movements', () => {
  const sku = stocked({ berlin: 10 })
  sku.ask(count(8, { source: 'scale' }), 20)
  sku.ask({ ...received(1), reason: 'snapshot', reference: 'erp' }, 21)
  const answer = sku.ask(count(10, { snapshot_id: 'snp_2' }), 30)

  expect(answer).toMatchObject(applied({ moved_since: -1 }))
  expect(shown(sku, 'berlin').on_hand).toBe(9)
})

it('is applied once, and answered the same when it comes again', () => {
  const sku = createSku()
  const first = sku.ask(count(8), 20)
  sku.ask(received(2), 21)

  expect(sku.ask(count(8), 22)).toEqual(first)
  expect(shown(sku, 'berlin').on_hand).toBe(10)
})
