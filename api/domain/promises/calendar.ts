import { type Instant, MS_PER_DAY, MS_PER_MINUTE } from '../shared/time'

/** A day without a place: `2026-09-11`. */
export type DateText = string

/** What an instant is called in a time zone. */
export interface LocalTime {
  date: DateText
  /** Since midnight. */
  minutes: number
}

const formats = new Map<string, Intl.DateTimeFormat>()

function formatFor(time_zone: string): Intl.DateTimeFormat {
  const known = formats.get(time_zone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: time_zone,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })
  formats.set(time_zone, format)
  return format
}

/** @param time_zone an IANA name */
export function localTime(instant: Instant, time_zone: string): LocalTime {
  const parts = new Map(
    formatFor(time_zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  )
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? ''
  return {
    date: `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`,
    minutes: Number(part('hour')) * 60 + Number(part('minute')),
  }
}

/**
 * The instant at which a time zone's clock shows this minute; where the clock skips it, the same
 * distance after the skip, and where it shows it twice, one of both.
 */
export function instantOf({ date, minutes }: LocalTime, time_zone: string): Instant {
  const wanted = Date.parse(`${date}T00:00:00Z`) + minutes * MS_PER_MINUTE
  let instant = wanted
  // The first guess may lie on the other side of a change of the clock.
  for (let tries = 0; tries < 2; tries++) {
    const shown = localTime(instant, time_zone)
    const shows = Date.parse(`${shown.date}T00:00:00Z`) + shown.minutes * MS_PER_MINUTE
    instant += wanted - shows
  }
  return instant
}

export const startOfDay = (date: DateText, time_zone: string): Instant =>
  instantOf({ date, minutes: 0 }, time_zone)

/** 23:59:59 there. */
export const endOfDay = (date: DateText, time_zone: string): Instant =>
  startOfDay(addDays(date, 1), time_zone) - 1_000

export const addDays = (date: DateText, days: number): DateText =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * MS_PER_DAY).toISOString().slice(0, 10)

/** Weekends are off, and so are holidays. */
export function isBusinessDay(date: DateText, holidays: ReadonlySet<DateText>): boolean {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6 && !holidays.has(date)
}

export function nextBusinessDay(date: DateText, holidays: ReadonlySet<DateText>): DateText {
  let day = addDays(date, 1)
  while (!isBusinessDay(day, holidays)) day = addDays(day, 1)
  return day
}

/** So many business days later; none: the day itself. */
export function addBusinessDays(
  date: DateText,
  days: number,
  holidays: ReadonlySet<DateText>,
): DateText {
  let day = date
  for (let count = 0; count < days; count++) day = nextBusinessDay(day, holidays)
  return day
}
