import { z } from '@hono/zod-openapi'
import { isCountry } from '../domain/shared/country'
import { isCurrency } from '../domain/shared/currency'
import { codePattern } from '../domain/shared/ids'

/** Building blocks of the wire, shared by every feature. Limits stand beside what they limit. */

/** Text as the customer or merchant wrote it: kept to the letter, only broken UTF-16 is refused. */
export const text = (max: number, min = 1) =>
  z
    .string()
    .min(min)
    .max(max)
    .refine((value) => value.isWellFormed(), 'Contains half of a surrogate pair.')

export const code = (what: string, example: string) =>
  z
    .string()
    .regex(codePattern, '1 to 64 of A-Z a-z 0-9 . _ -')
    .openapi({ description: what, example })

export const skuCode = code('The SKU’s code.', 'TSHIRT-M')
export const locationId = code('The location’s id.', 'berlin')
export const channelId = code('The channel’s id.', 'web')

/** Integer minor units of the currency, 0 or more. */
export const amount = z
  .int()
  .min(0)
  .openapi({ description: 'Integer minor units of the currency.', example: 1999 })
export const quantity = z.int().min(1).openapi({ description: 'Units.', example: 2 })

export const timestamp = z.iso
  .datetime({ precision: 3 })
  .openapi({ description: 'RFC 3339, UTC, milliseconds.', example: '2026-11-23T10:15:30.000Z' })

/** A moment as a caller writes it, of any offset: told in UTC, its year still has four digits. */
export const instant = z.iso
  .datetime({ offset: true })
  .refine((value) => isYearUpTo(value, 9999), 'From the year 0000 to 9999, in UTC.')

/** From which working days are counted: they end in a year of four digits, too. */
const PLANNED_UNTIL = 8999
const planned = `Before the year ${PLANNED_UNTIL + 1}.`
export const plannedInstant = instant.refine((at) => isYearUpTo(at, PLANNED_UNTIL), planned)
export const plannedDate = z.iso.date().refine((day) => isYearUpTo(day, PLANNED_UNTIL), planned)

function isYearUpTo(value: string, last: number): boolean {
  const year = new Date(value).getUTCFullYear()
  return year >= 0 && year <= last
}

let last = { instant: 0, text: new Date(0).toISOString() }

/** Remembers the last one: thousands of cached answers carry the same time. */
export function instantToWire(instant: number): string {
  if (instant !== last.instant) last = { instant, text: new Date(instant).toISOString() }
  return last.text
}

const date = z.iso.date().openapi({ description: 'A day.', example: '2026-12-25' })
export const dates = z.array(date).max(366)

type Present<T> = {
  [K in keyof T as null extends T[K] ? never : K]: T[K]
} & { [K in keyof T as null extends T[K] ? K : never]?: Exclude<T[K], null> }

/** A row as the wire shows it: what is not set is absent, so that it can be sent back. */
export const present = <T extends object>(row: T) =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as Present<T>

/** A named schema or null: `.nullable()` would make it nullable wherever its name is used. */
export const orNull = <Schema extends z.ZodType>(schema: Schema) => z.union([schema, z.null()])

/** A document as bytes: what it is, its media type says. */
export const fileSchema = z
  .custom<Uint8Array>((value) => value instanceof Uint8Array)
  .openapi({ type: 'string', format: 'binary' })

export const country = z
  .string()
  .refine(isCountry, 'A country of ISO 3166-1, two upper-case letters.')
  .openapi({ description: 'ISO 3166-1 alpha-2.', example: 'DE' })

export const currency = z
  .string()
  .refine(isCurrency, 'A currency of ISO 4217, three upper-case letters.')
  .openapi({ description: 'ISO 4217.', example: 'EUR' })

export const timeZone = z
  .string()
  .refine(isTimeZone, 'An IANA time zone, such as Europe/Berlin.')
  .openapi({ description: 'IANA time zone.', example: 'Europe/Berlin' })

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}

export const METADATA_KEYS_MAX = 50
export const metadata = z
  .record(text(40), text(500, 0))
  .refine((value) => Object.keys(value).length <= METADATA_KEYS_MAX, 'At most 50 keys.')
  .openapi({
    description: 'Up to 50 keys of 40 characters, values of 500.',
    example: { shelf: 'A3' },
  })

export const version = z.int().min(1).openapi({ description: 'Counts changes, from 1.' })

/** An integer as a query parameter, which is text. */
export const integerText = z
  .string()
  .regex(/^\d{1,16}$/, 'An integer.')
  .transform(Number)

export const limit = integerText
  .pipe(z.int().min(1).max(100))
  .default(20)
  .openapi({ type: 'integer', minimum: 1, maximum: 100, default: 20 })

export const pageQuery = {
  limit,
  cursor: z.string().max(2_048).optional().openapi({
    description: '`next_cursor` of the page before, with the same filters.',
  }),
}

/** A page of a list. */
export const page = <Item extends z.ZodType>(item: Item) =>
  z
    .object({
      data: z.array(item),
      next_cursor: z.string().nullable().openapi({ description: 'Null on the last page.' }),
    })
    .openapi({ description: 'A page, oldest key first unless it says otherwise.' })

export const email = z
  .string()
  .max(254)
  .regex(/^[^\s@]+@[^\s@]+$/, 'An e-mail address.')
  .openapi({ format: 'email', example: 'ada@example.com' })
