import { expect, it } from 'vitest'
import { rotateSecrets, validSecrets, webhookBody } from '../../../api/domain/webhooks/message'
import { attemptGaps, nextAttemptAt, readRetryAfter } from '../../../api/domain/webhooks/schedule'
import { matchesType, wants } from '../../../api/domain/webhooks/type-filter'

const [second, minute, hour] = [1_000, 60_000, 3_600_000]

it('attempts come at once, then after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h and 24 h', () => {
  expect(attemptGaps).toEqual([
    0,
    5 * second,
    5 * minute,
    30 * minute,
    ...[2, 5, 10, 14, 20, 24].map((hours) => hours * hour),
  ])
  expect(nextAttemptAt(9, 0, 0)).toBe(24 * hour)
  expect(nextAttemptAt(10, 0, 0)).toBeUndefined()
})

it('jitter makes gaps longer, never shorter, by a tenth at most', () => {
  expect(nextAttemptAt(2, 100, 0)).toBe(100 + 5 * minute)
  expect(nextAttemptAt(2, 100, 0.5)).toBe(100 + 315_000)
  expect(nextAttemptAt(2, 100, 0.999)).toBeLessThanOrEqual(100 + 330_000)
})

it.each([
  ['longer than the gap', 60 * second, 60 * second],
  ['shorter than the gap', second, 5 * second],
  ['longer than a day', 240 * hour, 24 * hour],
])('a receiver’s wish %s is honoured as far as it goes', (_, wish, gap) => {
  expect(nextAttemptAt(1, 0, 0, wish)).toBe(gap)
})

it.each([
  ['120', 120 * second],
  [' 0 ', 0],
  ['Wed, 21 Oct 2026 07:28:30 GMT', 30 * second],
  ['Wed, 21 Oct 2020 07:28:00 GMT', 0],
  ['soon', undefined],
  ['-1', undefined],
  ['1.5', undefined],
  ['99999999999', undefined],
  ['', undefined],
  [null, undefined],
])('reads Retry-After: %s', (header, expected) => {
  expect(readRetryAfter(header, Date.parse('2026-10-21T07:28:00Z'))).toBe(expected)
})

it.each([
  ['*', 'order.placed', true],
  ['*', 'order', true],
  ['order.*', 'order.placed', true],
  ['order.*', 'order.hold.placed', true],
  ['order.*', 'orders.placed', false],
  ['order.*', 'order', false],
  ['*.created', 'sku.created', true],
  ['*.created', 'sku.updated', false],
  ['*.created', 'a.b.created', false],
  ['order.placed', 'order.placed', true],
  ['order.placed', 'order.placed.twice', false],
  ['order.placed', 'order', false],
  ['webhook_*', 'webhook_endpoint', false],
])('%s wants %s: %s', (pattern, type, wanted) => {
  expect(matchesType(pattern, type)).toBe(wanted)
})

it('wants what any of its patterns wants', () => {
  expect(wants(['sku.*', 'order.placed'], 'order.placed')).toBe(true)
  expect(wants(['sku.*', 'order.placed'], 'order.canceled')).toBe(false)
})

const event = {
  id: 'evt_1',
  sequence: 7,
  type: 'sku.created',
  created_at: '2026-11-23T10:15:30.000Z',
  object_type: 'sku',
  object_id: 'A',
  data: { title: 'T-shirt' },
}

it('a full body has the data, a thin one only says where to look', () => {
  const place = {
    id: 'evt_1',
    sequence: 7,
    type: 'sku.created',
    object_type: 'sku',
    object_id: 'A',
  }
  const timestamp = '2026-11-23T10:15:30.000Z'

  expect(JSON.parse(webhookBody(event, 'full'))).toEqual({
    ...place,
    timestamp,
    data: { title: 'T-shirt' },
  })
  expect(JSON.parse(webhookBody(event, 'thin'))).toEqual({
    ...place,
    timestamp,
    data: { object_type: 'sku', object_id: 'A' },
  })
})

it('a rotated secret signs beside the new one until its time, and never longer than before', () => {
  const once = rotateSecrets([{ sealed: 'a', expires_at: null }], 'b', 100, 0)
  const twice = rotateSecrets(once, 'c', 500, 50)

  expect(once.map(({ expires_at }) => expires_at)).toEqual([null, 100])
  expect(twice).toEqual([
    { sealed: 'c', expires_at: null },
    { sealed: 'b', expires_at: 500 },
    { sealed: 'a', expires_at: 100 },
  ])
  const sealedAt = (now: number) => validSecrets(twice, now).map(({ sealed }) => sealed)
  expect([sealedAt(99), sealedAt(100), sealedAt(500)]).toEqual([['c', 'b', 'a'], ['c', 'b'], ['c']])
  expect(rotateSecrets(twice, 'd', 60, 60)).toEqual([{ sealed: 'd', expires_at: null }])
})
