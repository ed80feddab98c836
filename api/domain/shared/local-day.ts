import { type Instant, MS_PER_DAY } from './time'

/** Calendar days of a time zone, by the rules `Intl` knows: daylight saving, skipped days and all. */

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(time_zone: string): Intl.DateTimeFormat {
  const known = formats.get(time_zone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone: time_zone, calendar: 'gregory', numberingSystem: 'latn', hourCycle: 'h23' },
    ...{ year: 'numeric', month: 'numeric', day: 'numeric', era: 'short' },
    ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
  })
  formats.set(time_zone, format)
  return format
}

/** What a clock on the wall shows, as if it were UTC. */
function wallClock(instant: Instant, time_zone: string): Instant {
  const parts = new Map(
    formatOf(time_zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0
  const shown = Date.UTC(
    ...([part('year'), part('month') - 1, part('day')] as const),
    ...([part('hour'), part('minute'), part('second')] as const),
  )
  return shown + (((instant % 1_000) + 1_000) % 1_000)
}

/** The calendar day at an instant, `YYYY-MM-DD`. */
export const localDay = (instant: Instant, time_zone: string): string =>
  new Date(wallClock(instant, time_zone)).toISOString().slice(0, 10)

export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * MS_PER_DAY).toISOString().slice(0, 10)

/**
 * The last millisecond of a calendar day. A day that a time zone skips ends where it would have
 * begun; a midnight that is passed twice ends the day the second time.
 */
export function endOfLocalDay(day: string, time_zone: string): Instant {
  const midnight = Date.parse(day) + MS_PER_DAY
  const offsets = [-2, -1, 0, 1, 2].map((days) => {
    const near = midnight + days * MS_PER_DAY
    return wallClock(near, time_zone) - near
  })
  const ends = [...new Set(offsets)]
    .map((offset) => midnight - offset - 1)
    .filter((end) => localDay(end, time_zone) <= day && localDay(end + 1, time_zone) > day)
  return Math.max(...ends)
}
