import { describe, expect, it } from 'vitest'
import type { RoutableLocation } from '../../../api/domain/routing/filters'
import { needsOf } from '../../../api/domain/routing/needs'
import { byRules } from '../../../api/domain/routing/preference'
import {
  type RoutingRequest,
  routeAsPinned,
  routeUnits,
  sameUnits,
  shorten,
  unitsOf,
} from '../../../api/domain/routing/routing'
import { defaultSettings } from '../../../api/domain/routing/rule'
import { here, kmAway, place } from './support/problems'

const location = (
  location_id: string,
  change: Partial<RoutableLocation> = {},
): RoutableLocation => ({
  ...place(location_id),
  active: true,
  ships: true,
  pickup: false,
  capacity_left: null,
  ...change,
})

const request = (
  locations: RoutableLocation[],
  units: Record<string, number>,
  change: Partial<RoutingRequest> = {},
): RoutingRequest => ({
  settings: defaultSettings,
  destination: { country: 'DE', coordinates: here },
  located_by: 'coordinates',
  needs: [{ sku: 'A', quantity: 2, value: 100, unit_grams: 500 }],
  locations,
  channel_locations: null,
  pickup_at: undefined,
  stock: new Map([['A', new Map(Object.entries(units))]]),
  withheld: new Map(),
  ...change,
})

describe('filters', () => {
  it.each<[string, Partial<RoutableLocation>, Partial<RoutingRequest>]>([
    ['inactive', { active: false }, {}],
    ['does_not_ship', { ships: false, pickup: true }, {}],
    ['not_in_channel', {}, { channel_locations: ['b'] }],
    ['capacity_reached', { capacity_left: 0 }, {}],
    ['excluded', {}, { excluded: new Set(['a']) }],
    [
      'safety_stock',
      {},
      {
        stock: new Map([['A', new Map([['b', 2]])]]),
        withheld: new Map([['A', new Map([['a', 5]])]]),
      },
    ],
    [
      'no_stock',
      {},
      {
        stock: new Map([
          [
            'A',
            new Map([
              ['a', 0],
              ['b', 2],
            ]),
          ],
        ]),
      },
    ],
    ['not_asked_for', {}, { pickup_at: 'b' }],
  ])('drop a location that is %s', (reason, change, context) => {
    const asked = request(
      [location('a', change), location('b', { pickup: true })],
      { a: 2, b: 2 },
      context,
    )

    expect(routeUnits(asked)).toMatchObject({
      ok: true,
      value: { dropped: [{ location_id: 'a', reason }], parcels: [{ location_id: 'b' }] },
    })
  })

  it('let a location that does not ship serve a pickup, and only one where it is offered', () => {
    const counter = location('counter', { ships: false, pickup: true })
    const closed = location('closed', { ships: true, pickup: false })
    const at = (pickup_at: string, more = {}) =>
      routeUnits(request([counter, closed], { counter: 2, closed: 2 }, { pickup_at, ...more }))

    expect(at('counter')).toMatchObject({ ok: true })
    expect(at('closed', { at_counter: true })).toMatchObject({ ok: true })
    expect(at('closed')).toMatchObject({
      ok: false,
      error: {
        because: 'stock',
        dropped: [
          { location_id: 'closed', reason: 'no_pickup' },
          { location_id: 'counter', reason: 'not_asked_for' },
        ],
      },
    })
  })

  it('let a location that serves the order go on beyond its capacity', () => {
    const full = location('a', { capacity_left: 0 })

    expect(routeUnits(request([full], { a: 2 }))).toMatchObject({ ok: false })
    expect(routeUnits(request([full], { a: 2 }, { serving: new Set(['a']) }))).toMatchObject({
      ok: true,
    })
  })
})

it('explains what it decided: ranks by each rule, what it cost and how far it is', () => {
  const locations = [
    location('a', { country: 'AT', coordinates: kmAway(50), parcel_cost: 400, cost_per_kg: 100 }),
    location('b', { coordinates: kmAway(100), parcel_cost: 500, cost_per_kg: 100 }),
  ]

  expect(routeUnits(request(locations, { a: 2, b: 3 }))).toEqual({
    ok: true,
    value: {
      settings: defaultSettings,
      destination: { country: 'DE', located_by: 'coordinates' },
      candidates: 2,
      dropped: [],
      optimal: true,
      cost: 600,
      parcels: [
        {
          location_id: 'b',
          units: [{ sku: 'A', quantity: 2 }],
          value: 100,
          grams: 1_000,
          cost: 600,
          distance_km: 100,
          in_market: true,
        },
      ],
      rules: [
        {
          type: 'minimize_splits',
          plan_score: 1,
          ranks: [
            { location_id: 'a', rank: 1, score: 0 },
            { location_id: 'b', rank: 1, score: 0 },
          ],
        },
        {
          type: 'stay_in_market',
          plan_score: 0,
          ranks: [
            { location_id: 'b', rank: 1, score: 0 },
            { location_id: 'a', rank: 2, score: 1 },
          ],
        },
        {
          type: 'closest',
          plan_score: 100_000,
          ranks: [
            { location_id: 'a', rank: 1, score: 50_000 },
            { location_id: 'b', rank: 2, score: 100_000 },
          ],
        },
      ],
    },
  })
})

it('keeps a short explanation: the best, and whatever sends something', () => {
  const locations = ['a', 'b', 'c'].map((id, at) =>
    location(id, { coordinates: kmAway(300 - at * 100) }),
  )
  const asked = request(locations, { a: 2, b: 1, c: 1 })
  const routed = routeUnits({
    ...asked,
    needs: [{ sku: 'A', quantity: 3, value: 0, unit_grams: 0 }],
  })
  const short = routed.ok ? shorten(routed.value, 1) : undefined

  expect(short?.rules[2]?.ranks.map(({ location_id }) => location_id)).toEqual(['c', 'a'])
})

it('judges what is pinned already by the filters', () => {
  const asked = request([location('a'), location('b')], { a: 2, b: 2 })
  const pinned = new Map([
    [
      'A',
      [
        { location_id: 'b', quantity: 1 },
        { location_id: 'a', quantity: 1 },
      ],
    ],
  ])
  const settings = { ...defaultSettings, max_splits: 1 }

  const kept = routeAsPinned(asked, pinned)
  expect(kept.ok && unitsOf(kept.value.parcels)).toEqual(
    new Map([
      [
        'A',
        [
          { location_id: 'a', quantity: 1 },
          { location_id: 'b', quantity: 1 },
        ],
      ],
    ]),
  )
  expect(routeAsPinned({ ...asked, settings }, pinned)).toMatchObject({
    ok: false,
    error: { because: 'filters' },
  })
})

it('tells allocations apart, in whatever order they come', () => {
  const [a, b] = [
    { location_id: 'a', quantity: 1 },
    { location_id: 'b', quantity: 2 },
  ]

  expect(sameUnits([a, b], [b, a])).toBe(true)
  expect(sameUnits([a, b], [a])).toBe(false)
  expect(sameUnits([a], [{ ...a, quantity: 2 }])).toBe(false)
})

it('gives the value of a kit to its components, by their units', () => {
  const parts = [
    { line: 0, sku: 'A', quantity: 2, location_id: undefined },
    { line: 0, sku: 'B', quantity: 1, location_id: undefined },
    { line: 1, sku: 'A', quantity: 3, location_id: undefined },
  ]

  expect(needsOf(parts, [100, 60], (sku) => (sku === 'A' ? 250 : null))).toEqual([
    { sku: 'A', quantity: 5, value: 127, unit_grams: 250 },
    { sku: 'B', quantity: 1, value: 33, unit_grams: 0 },
  ])
})

it('orders locations by the rules before stock is known', () => {
  const locations = [
    place('far', { coordinates: kmAway(900) }),
    place('abroad', { country: 'FR', coordinates: kmAway(1) }),
    place('near', { coordinates: kmAway(10) }),
  ]
  const ids = (settings = defaultSettings) =>
    byRules(settings.rules, { country: 'DE', coordinates: here }, locations).map(
      ({ location_id }) => location_id,
    )

  expect(ids()).toEqual(['near', 'far', 'abroad'])
  expect(ids({ ...defaultSettings, rules: [{ type: 'closest' }] })).toEqual([
    'abroad',
    'near',
    'far',
  ])
  expect(ids({ ...defaultSettings, rules: [] })).toEqual(['abroad', 'far', 'near'])
})
