import { describe, expect, it } from 'vitest'
import { type Bucket, buckets } from '../../../api/domain/inventory/accounts'
import { adjust, hold, pin, placed } from './support/requests'
import { createSku, nothing, shown, stocked } from './support/sku'

const berlin = <B extends Bucket>(bucket: B) => ({ location_id: 'berlin', bucket }) as const
const refusal = (code: string, bucket: Bucket, current: number) => ({
  ok: false,
  error: { code, location_id: 'berlin', bucket, current },
})

it.each([
  ['on_hand', 3, { on_hand: 13, available: 13 }, ['supplier', 'available']],
  ['on_hand', -3, { on_hand: 7, available: 7 }, ['available', 'shrinkage']],
  ['damaged', 3, { on_hand: 10, damaged: 3, available: 7 }, ['available', 'damaged']],
  [
    'quality_control',
    3,
    { on_hand: 10, quality_control: 3, available: 7 },
    ['available', 'quality_control'],
  ],
  [
    'safety_stock',
    3,
    { on_hand: 10, safety_stock: 3, available: 7 },
    ['available', 'safety_stock'],
  ],
  ['incoming', 3, { on_hand: 10, available: 10, incoming: 3 }, ['supplier', 'incoming']],
] as const)('counts %s by %i', (bucket, delta, expected, [from_account, to_account]) => {
  const sku = stocked({ berlin: 10 })
  const answer = sku.ask(adjust('adj_1', { ...berlin(bucket), delta }), 0)

  expect(shown(sku, 'berlin')).toEqual(expected)
  const { on_hand: _, ...balances } = { ...nothing, ...expected }
  expect(answer).toEqual({ ok: true, value: [{ location_id: 'berlin', balances }] })
  expect(sku.ledger.at(-1)).toMatchObject({
    operation: 'adjust',
    from_account,
    to_account,
    quantity: 3,
    subject_id: 'adj_1',
    reason: 'counted',
  })
})

it.each(buckets.filter((bucket) => bucket !== 'on_hand'))('takes back what is in %s', (bucket) => {
  const sku = stocked({ berlin: 10 })
  sku.ask(adjust('adj_1', { ...berlin(bucket), delta: 3 }), 0)
  sku.ask(adjust('adj_2', { ...berlin(bucket), delta: -3 }), 0)

  expect(shown(sku, 'berlin')).toEqual({ on_hand: 10, available: 10 })
})

it('says who it was for, when it was told', () => {
  const sku = createSku()
  const received = { ...adjust('adj_1', { ...berlin('on_hand'), delta: 1 }), reference: 'PO-1' }
  sku.ask(received, 7)

  expect(sku.ledger).toEqual([expect.objectContaining({ reference: 'PO-1', created_at: 7 })])
})

describe('a count', () => {
  it.each(buckets)('of %s sets what there is', (bucket) => {
    const sku = stocked({ berlin: 10 })
    const expected = bucket === 'on_hand' ? 10 : 0

    const answer = sku.ask(adjust('adj_1', { ...berlin(bucket), set: 4, expected }), 0)
    expect(answer.ok).toBe(true)
    expect(shown(sku, 'berlin')).toMatchObject({ [bucket]: 4 })
  })

  it('is refused when something else is there than was expected', () => {
    const sku = stocked({ berlin: 10 })
    const answer = sku.ask(adjust('adj_1', { ...berlin('on_hand'), set: 4, expected: 9 }), 0)

    expect(answer).toEqual(refusal('stale_quantity', 'on_hand', 10))
    expect(shown(sku, 'berlin')).toEqual({ on_hand: 10, available: 10 })
  })

  it('need not expect anything', () => {
    const sku = stocked({ berlin: 10 })
    sku.ask(adjust('adj_1', { ...berlin('on_hand'), set: 4, expected: null }), 0)

    expect(shown(sku, 'berlin')).toEqual({ on_hand: 4, available: 4 })
  })

  it('that finds what was expected is no entry in the ledger', () => {
    const sku = stocked({ berlin: 10 })
    const answer = sku.ask(adjust('adj_1', { ...berlin('on_hand'), set: 10, expected: 10 }), 0)

    expect(answer).toMatchObject({ ok: true, value: [{ balances: { available: 10 } }] })
    expect(sku.ledger).toHaveLength(1)
  })

  it('wins over promises: they become a shortage, which takes no new holds', () => {
    const sku = stocked({ berlin: 5, paris: 3 })
    sku.ask(hold('r1', 2), 0)
    sku.ask(pin('att_1', 'r2', 3), 0)
    sku.settle(placed('att_1'), 0)
    sku.ask(adjust('adj_1', { ...berlin('on_hand'), set: 1, expected: 5 }), 0)

    expect(shown(sku, 'berlin')).toEqual({ on_hand: 1, reserved: 2, committed: 3, available: -4 })
    expect(sku.ask(hold('r3', 1), 0)).toMatchObject({
      error: { code: 'insufficient_stock', available: 0 },
    })
  })
})

describe('an adjustment', () => {
  const spoiled = () => {
    const sku = stocked({ berlin: 10 })
    sku.ask(adjust('adj_a', { ...berlin('damaged'), delta: 3 }), 0)
    sku.ask(adjust('adj_b', { ...berlin('quality_control'), delta: 4 }), 0)
    return sku
  }

  it.each([
    ['more than there is', 'on_hand', -11, 10],
    ['more damaged units than there are', 'damaged', -4, 3],
    ['more units from inspection than there are', 'quality_control', -5, 4],
    ['safety stock that is not kept', 'safety_stock', -1, 0],
    ['expected units that are not', 'incoming', -1, 0],
    ['units that lie there damaged or inspected', 'on_hand', -4, 10],
  ] as const)('takes away no %s', (_, bucket, delta, current) => {
    const sku = spoiled()
    const answer = sku.ask(adjust('adj_1', { ...berlin(bucket), delta }), 0)

    expect(answer).toEqual(refusal('negative_quantity', bucket, current))
    expect(sku.ledger).toHaveLength(3)
  })

  it.each([
    ['damaged', 3],
    ['quality_control', 4],
  ] as const)('finds no more %s units than are there', (bucket, current) => {
    const sku = spoiled()
    expect(sku.ask(adjust('adj_1', { ...berlin(bucket), delta: 3 }), 0).ok).toBe(true)
    const answer = sku.ask(adjust('adj_2', { ...berlin(bucket), delta: 1 }), 0)

    expect(answer).toEqual(refusal('negative_quantity', bucket, current + 3))
  })

  it.each(buckets)('counts no more %s than numbers can', (bucket) => {
    const sku = createSku()
    const most = Number.MAX_SAFE_INTEGER
    sku.ask(adjust('adj_1', { ...berlin('on_hand'), delta: most }), 0)
    if (bucket !== 'on_hand') sku.ask(adjust('adj_2', { ...berlin(bucket), delta: most }), 0)
    const answer = sku.ask(adjust('adj_3', { ...berlin(bucket), delta: 1 }), 0)

    expect(answer).toEqual(refusal('negative_quantity', bucket, most))
  })

  it('keeps back no more than numbers can, promises included', () => {
    const sku = stocked({ berlin: 1 })
    sku.ask(hold('r1', 1), 0)
    const most = Number.MAX_SAFE_INTEGER
    sku.ask(adjust('adj_1', { ...berlin('on_hand'), delta: -1 }), 0)
    const answer = sku.ask(adjust('adj_2', { ...berlin('safety_stock'), delta: most }), 0)

    expect(answer).toEqual(refusal('negative_quantity', 'safety_stock', 0))
  })

  it('is done as a whole or not at all, each line after the one before it', () => {
    const sku = createSku()
    const lines = [
      { ...berlin('on_hand'), delta: 5 },
      { ...berlin('damaged'), delta: 5 },
      { location_id: 'paris', bucket: 'on_hand', set: 2, expected: 0 },
    ] as const
    const answer = sku.ask(adjust('adj_1', ...lines, { ...berlin('on_hand'), delta: -1 }), 0)

    expect(answer).toEqual(refusal('negative_quantity', 'on_hand', 5))
    expect([shown(sku, 'berlin'), shown(sku, 'paris')]).toEqual([{}, {}])
    expect(sku.ask(adjust('adj_2', ...lines), 0)).toMatchObject({ ok: true })
    expect([shown(sku, 'berlin'), shown(sku, 'paris')]).toEqual([
      { on_hand: 5, damaged: 5 },
      { on_hand: 2, available: 2 },
    ])
  })

  it('is done once, and answered the same for ever', () => {
    const sku = createSku()
    const received = adjust('adj_1', { ...berlin('on_hand'), delta: 5 })
    const first = sku.ask(received, 0)
    sku.ask(hold('r1', 1), 0)

    expect(sku.ask(received, 0)).toEqual(first)
    expect(shown(sku, 'berlin')).toEqual({ on_hand: 5, reserved: 1, available: 4 })
  })

  it('stays refused when a late copy of it would be possible', () => {
    const sku = createSku()
    const lost = adjust('adj_1', { ...berlin('on_hand'), delta: -2 })
    const first = sku.ask(lost, 0)
    sku.ask(adjust('adj_2', { ...berlin('on_hand'), delta: 5 }), 0)

    expect(first).toEqual(refusal('negative_quantity', 'on_hand', 0))
    expect(sku.ask(lost, 0)).toEqual(first)
    expect(shown(sku, 'berlin')).toEqual({ on_hand: 5, available: 5 })
  })
})
