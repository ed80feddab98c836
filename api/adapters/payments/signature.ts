import { createHmac, timingSafeEqual } from 'node:crypto'
import { type Instant, MS_PER_MINUTE, MS_PER_SECOND } from '../../domain/shared/time'

/** Older messages are refused: they may have been listened to and sent again. */
const TOLERANCE = 5 * MS_PER_MINUTE

/** `t=SECONDS,v1=HEX`, where HEX is HMAC-SHA-256 of `SECONDS.BODY`. */
export function signature(secret: string, body: string, now: Instant): string {
  const seconds = Math.floor(now / MS_PER_SECOND)
  return `t=${seconds},v1=${hmac(secret, `${seconds}.${body}`)}`
}

export function signed(secret: string, body: string, header: string, now: Instant): boolean {
  const [, seconds, given = ''] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header) ?? []
  if (!seconds || Math.abs(now - Number(seconds) * MS_PER_SECOND) > TOLERANCE) return false
  return timingSafeEqual(Buffer.from(hmac(secret, `${seconds}.${body}`)), Buffer.from(given))
}

const hmac = (secret: string, text: string) =>
  createHmac('sha256', secret).update(text).digest('hex')
