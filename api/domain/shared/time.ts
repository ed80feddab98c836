/** Milliseconds since the epoch. The wire speaks RFC 3339; only `http/schemas.ts` converts. */
export type Instant = number

export const MS_PER_SECOND = 1_000
export const MS_PER_MINUTE = 60 * MS_PER_SECOND
export const MS_PER_HOUR = 60 * MS_PER_MINUTE
export const MS_PER_DAY = 24 * MS_PER_HOUR
