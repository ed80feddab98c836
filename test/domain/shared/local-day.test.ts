import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addDays, endOfLocalDay, localDay } from '../../../api/domain/shared/local-day'

it.each([
  ['2026-03-31', 'Europe/Berlin', '2026-03-31T21:59:59.999Z'],
  // The night the clocks change: the day has 23 and 25 hours.
  ['2026-03-28', 'Europe/Berlin', '2026-03-28T22:59:59.999Z'],
  ['2026-03-29', 'Europe/Berlin', '2026-03-29T21:59:59.999Z'],
  ['2026-10-25', 'Europe/Berlin', '2026-10-25T22:59:59.999Z'],
  ['2026-03-08', 'America/New_York', '2026-03-09T03:59:59.999Z'],
  ['2026-11-01', 'America/New_York', '2026-11-02T04:59:59.999Z'],
  ['2026-06-30', 'Asia/Kathmandu', '2026-06-30T18:14:59.999Z'],
  ['2026-06-30', 'Pacific/Kiritimati', '2026-06-30T09:59:59.999Z'],
  ['2026-06-30', 'Pacific/Pago_Pago', '2026-07-01T10:59:59.999Z'],
  // Midnight does not exist on the day summer time begins.
  ['2018-11-03', 'America/Sao_Paulo', '2018-11-04T02:59:59.999Z'],
  ['2026-04-23', 'Africa/Cairo', '2026-04-23T21:59:59.999Z'],
  // Clocks went back from 00:01 to 23:01 of the day before.
  ['2010-11-06', 'America/St_Johns', '2010-11-07T03:29:59.999Z'],
  // A day that never was.
  ['2011-12-30', 'Pacific/Apia', '2011-12-30T09:59:59.999Z'],
  ['2024-02-29', 'UTC', '2024-02-29T23:59:59.999Z'],
])('%s in %s ends at %s', (day, zone, expected) => {
  expect(new Date(endOfLocalDay(day, zone)).toISOString()).toBe(expected)
})

it.each([
  ['2026-03-01T23:30:00.000Z', 'Europe/Berlin', '2026-03-02'],
  ['2026-03-01T22:30:00.000Z', 'Europe/Berlin', '2026-03-01'],
  ['2026-03-01T02:00:00.000Z', 'America/New_York', '2026-02-28'],
])('%s is in %s on %s', (instant, zone, day) => {
  expect(localDay(Date.parse(instant), zone)).toBe(day)
})

it.each([
  ['2026-03-01', 30, '2026-03-31'],
  ['2026-12-31', 1, '2027-01-01'],
  ['2024-02-28', 1, '2024-02-29'],
])('%s and %i days is %s', (day, days, expected) => {
  expect(addDays(day, days)).toBe(expected)
})

const zone = fc.constantFrom(
  'Europe/Berlin',
  'America/New_York',
  'Asia/Tokyo',
  'Australia/Lord_Howe',
)

it('every instant is in exactly the day whose end comes next', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2040, 0, 1) }),
      zone,
      (instant, time_zone) => {
        const day = localDay(instant, time_zone)
        expect(instant).toBeLessThanOrEqual(endOfLocalDay(day, time_zone))
        expect(instant).toBeGreaterThan(endOfLocalDay(addDays(day, -1), time_zone))
      },
    ),
  )
})
