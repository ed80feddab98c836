import { describe, expect, it } from 'vitest'
import { instantOf, localTime } from '../../../api/domain/promises/calendar'
import { orderPromise, shipmentDates, shipmentPromise } from '../../../api/domain/promises/promise'
import { transitFor } from '../../../api/domain/promises/transit'

const zone = 'America/New_York'
const at = (date: string, time: string, time_zone = zone) => {
  const [hours, minutes] = time.split(':')
  return instantOf({ date, minutes: Number(hours) * 60 + Number(minutes) }, time_zone)
}
const place = { time_zone: zone, cutoff: '14:00', handling_days: 0, holidays: [] as string[] }

describe('worked cases: cutoff 14:00, weekends off', () => {
  it.each([
    ['2026-09-11', '13:59', 1, 2, [], '2026-09-11', '2026-09-14', '2026-09-16'],
    ['2026-09-11', '14:00', 1, 2, [], '2026-09-14', '2026-09-15', '2026-09-17'],
    ['2026-09-04', '15:30', 1, 2, ['2026-09-07'], '2026-09-08', '2026-09-09', '2026-09-11'],
    ['2026-09-09', '10:00', 0, 0, [], '2026-09-09', '2026-09-09', '2026-09-09'],
    ['2026-09-12', '10:00', 0, 0, [], '2026-09-14', '2026-09-14', '2026-09-14'],
    ['2026-09-09', '10:00', 0, 1, ['2026-09-09'], '2026-09-10', '2026-09-10', '2026-09-11'],
    ['2026-09-09', '10:00', 2, 5, [], '2026-09-09', '2026-09-11', '2026-09-18'],
  ])(
    '%s %s, handling %i, transit %i, holidays %j',
    (date, time, handling_days, days, holidays, start, ship, deliver) => {
      const transit = { min_days: days, max_days: days, holidays }

      expect(shipmentDates(at(date, time), { ...place, handling_days, holidays }, transit)).toEqual(
        {
          start,
          ship,
          deliver_min: deliver,
          deliver_max: deliver,
        },
      )
    },
  )
})

it('knows the days of the location and of the carrier apart', () => {
  const transit = { min_days: 1, max_days: 2, holidays: ['2026-09-11'] }
  const ordered = at('2026-09-08', '18:00')

  expect(shipmentDates(ordered, { ...place, holidays: ['2026-09-09'] }, transit)).toEqual({
    start: '2026-09-10',
    ship: '2026-09-10',
    deliver_min: '2026-09-14',
    deliver_max: '2026-09-15',
  })
})

it('works until midnight without a cutoff, and promises no arrival that nobody knows', () => {
  expect(shipmentDates(at('2026-09-09', '23:59'), { ...place, cutoff: null }, null)).toEqual({
    start: '2026-09-09',
    ship: '2026-09-09',
    deliver_min: null,
    deliver_max: null,
  })
})

it('reads the clock of the location: the same instant is in time in one place and late in another', () => {
  const ordered = Date.parse('2026-09-09T13:00:00Z')
  const start = (time_zone: string) => shipmentDates(ordered, { ...place, time_zone }, null).start

  expect(start('America/New_York')).toBe('2026-09-09')
  expect(start('Europe/Berlin')).toBe('2026-09-10')
  expect(start('Pacific/Auckland')).toBe('2026-09-10')
})

it.each([
  ['a day that is an hour short', 'Europe/Berlin', '2026-03-29', '2026-03-29T21:59:59.000Z'],
  ['a day that is an hour long', 'Europe/Berlin', '2026-10-25', '2026-10-25T22:59:59.000Z'],
  [
    'the day before a change that the first guess lies behind',
    'Pacific/Auckland',
    '2026-04-04',
    '2026-04-04T10:59:59.000Z',
  ],
  ['an offset of a quarter of an hour', 'Asia/Kathmandu', '2026-09-09', '2026-09-09T18:14:59.000Z'],
])('ends %s in its own time', (_, time_zone, date, expected) => {
  const { ship_by } = shipmentPromise(
    { start: date, ship: date, deliver_min: null, deliver_max: null },
    { time_zone },
  )

  expect(new Date(ship_by).toISOString()).toBe(expected)
  expect(localTime(ship_by, time_zone)).toEqual({ date, minutes: 23 * 60 + 59 })
})

it('promises a split order for when the last shipment is there', () => {
  const first = { ship_by: 10, deliver_min: 40, deliver_max: 50 }
  const second = { ship_by: 20, deliver_min: 30, deliver_max: 60 }

  expect(orderPromise([first, second])).toEqual({ ship_by: 20, deliver_min: 40, deliver_max: 60 })
  expect(orderPromise([first, { ship_by: 5, deliver_min: null, deliver_max: null }])).toEqual({
    ship_by: 10,
    deliver_min: null,
    deliver_max: null,
  })
  expect(orderPromise([])).toBeNull()
})

it('takes the first transit time that fits service and country', () => {
  const holidays = ['2026-12-25']
  const transit = [
    { service: 'express', min_days: 1, max_days: 1 },
    { countries: ['DE'], min_days: 1, max_days: 2 },
    { min_days: 3, max_days: 7 },
  ]
  const days = (service: string | null, country: string | undefined) =>
    transitFor({ transit, holidays }, service, country)

  expect(days('express', 'US')).toEqual({ min_days: 1, max_days: 1, holidays })
  expect(days('standard', 'DE')).toEqual({ min_days: 1, max_days: 2, holidays })
  expect(days(null, undefined)).toEqual({ min_days: 3, max_days: 7, holidays })
  expect(transitFor({ transit: transit.slice(0, 2), holidays }, null, 'FR')).toBeNull()
})
