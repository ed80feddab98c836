import { expect, it } from 'vitest'
import { returnDeadline } from '../../../api/domain/returns/window'

const at = (text: string) => Date.parse(text)

it.each([
  // The store is in Berlin: 10:00 there, and the day ends there.
  ['2026-03-01T09:00:00Z', '2026-02-27T09:00:00Z', 30, 'Europe/Berlin', '2026-03-31T21:59:59.999Z'],
  [null, '2026-03-01T09:00:00Z', 30, 'Europe/Berlin', '2026-04-05T21:59:59.999Z'],
  // Late at night it is the next day already; in New York it is still the day before.
  ['2026-03-01T23:30:00Z', '2026-02-27T09:00:00Z', 14, 'Europe/Berlin', '2026-03-16T22:59:59.999Z'],
  [
    ...(['2026-03-01T02:00:00Z', '2026-02-27T09:00:00Z', 14, 'America/New_York'] as const),
    '2026-03-15T03:59:59.999Z',
  ],
  ['2026-09-01T12:00:00Z', '2026-08-30T12:00:00Z', 90, 'Europe/Berlin', '2026-11-30T22:59:59.999Z'],
  ['2026-03-01T09:00:00Z', '2026-02-27T09:00:00Z', 0, 'UTC', '2026-03-01T23:59:59.999Z'],
])('delivered %s, sent %s: %i days in %s end at %s', (delivered, sent, window_days, zone, end) => {
  const units = {
    quantity: 1,
    shipped_at: at(sent),
    delivered_at: delivered === null ? null : at(delivered),
  }
  const deadline = returnDeadline({ window_days, transit_buffer_days: 5 }, units, zone)
  expect(deadline === null ? null : new Date(deadline).toISOString()).toBe(end)
})

it('never ends when the window is unlimited', () => {
  const units = { quantity: 1, shipped_at: 0, delivered_at: 0 }
  const terms = { window_days: null, transit_buffer_days: 5 }
  expect(returnDeadline(terms, units, 'UTC')).toBeNull()
})
