import { expect, it } from 'vitest'
import { abandon, adjust, hold, pin, placed, repin, units } from './support/requests'
import { shown, stocked } from './support/sku'

const at = (location_id: string, available: number, withheld = 0) => ({
  location_id,
  available,
  withheld,
})

it('tells a plan what else there is, and what is withheld, beside its own units', () => {
  const sku = stocked({ berlin: 5, paris: 3, shop: 9 })
  sku.ask(adjust('adj_1', { location_id: 'paris', bucket: 'safety_stock', delta: 3 }), 0)

  expect(sku.ask(pin('att_1', 'r1', 2), 0)).toMatchObject({
    value: { revision: 0, levels: [at('berlin', 3), at('paris', 0, 3)] },
  })
})

it('moves the units of a pin, and says what is free then', () => {
  const sku = stocked({ berlin: 2, paris: 3 })
  sku.ask(pin('att_1', 'r1', 2), 0)

  expect(sku.ask(repin('att_1', 0, { paris: 2 }), 0)).toEqual({
    ok: true,
    value: {
      units: units({ paris: 2 }),
      revision: 1,
      levels: [at('berlin', 2), at('paris', 1)],
      version: 5,
    },
  })
  sku.settle(placed('att_1'), 0)
  expect(shown(sku, 'paris')).toEqual({ on_hand: 3, committed: 2, available: 1 })
  expect(shown(sku, 'berlin')).toEqual({ on_hand: 2, available: 2 })
})

it('refuses a copy that comes late: what its run was told is what is pinned', () => {
  const sku = stocked({ berlin: 2, paris: 2 })
  sku.ask(pin('att_1', 'r1', 2), 0)
  sku.ask(repin('att_1', 0, { paris: 2 }), 0)
  sku.ask(repin('att_1', 1, { berlin: 2 }), 0)
  const entries = sku.ledger.length

  expect(sku.ask(repin('att_1', 0, { paris: 2 }), 0)).toMatchObject({
    ok: false,
    error: { code: 'stale_revision', units: units({ berlin: 2 }), revision: 2 },
  })
  expect(sku.ledger).toHaveLength(entries)
})

it('refuses units that somebody took meanwhile, and spends the revision', () => {
  const sku = stocked({ berlin: 2, paris: 2 })
  sku.ask(pin('att_1', 'r1', 2), 0)
  sku.ask(hold('rival', 1), 0)

  expect(sku.ask(repin('att_1', 0, { paris: 2 }), 0)).toMatchObject({
    ok: false,
    error: {
      code: 'units_taken',
      units: units({ berlin: 2 }),
      revision: 1,
      levels: [at('paris', 1)],
    },
  })
  expect(sku.ask(repin('att_1', 1, { berlin: 1, paris: 1 }), 0)).toMatchObject({ ok: true })
})

it('never changes how many units are pinned', () => {
  const sku = stocked({ berlin: 5, paris: 5 })
  sku.ask(pin('att_1', 'r1', 2), 0)

  expect(sku.ask(repin('att_1', 0, { paris: 3 }), 0)).toMatchObject({ ok: false })
  expect(sku.ask(repin('att_1', 1, { paris: 1 }), 0)).toMatchObject({ ok: false })
  expect(shown(sku, 'berlin')).toMatchObject({ reserved: 2 })
})

it.each([
  ['ended', true],
  ['unknown', false],
])('refuses an attempt that is %s', (_, known) => {
  const sku = stocked({ berlin: 2, paris: 2 })
  if (known) sku.ask(pin('att_1', 'r1', 2), 0)
  sku.ask(abandon('att_1'), 0)

  expect(sku.ask(repin('att_1', 0, { paris: 2 }), 0)).toEqual({
    ok: false,
    error: { code: 'attempt_closed' },
  })
})

it('gives moved units back to a hold that has time left', () => {
  const sku = stocked({ berlin: 2, paris: 2 })
  sku.ask(hold('r1', 2), 0)
  sku.ask(pin('att_1', 'r1', 2), 0)
  sku.ask(repin('att_1', 0, { paris: 2 }), 0)
  sku.ask(abandon('att_1'), 0)

  expect(sku.ask(hold('r1', 2), 0)).toMatchObject({
    value: { units: units({ paris: 2 }), replayed: true },
  })
})
