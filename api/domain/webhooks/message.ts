import type { Instant } from '../shared/time'

/** An event as it is sent; `data` is what happened to the object, or only which object it was. */
export interface LoggedEvent {
  id: string
  sequence: number
  type: string
  /** RFC 3339. */
  created_at: string
  object_type: string
  object_id: string
  data: Readonly<Record<string, unknown>>
}

export const payloadKinds = ['full', 'thin'] as const
export type PayloadKind = (typeof payloadKinds)[number]

/**
 * The body of a webhook: `type`, `timestamp` and `data` as Standard Webhooks 1.0.0 suggests, and
 * the event's place in the log. A thin one tells the receiver what to read, and nothing else.
 */
export function webhookBody(event: LoggedEvent, kind: PayloadKind): string {
  const { created_at, data, object_type, object_id, ...rest } = event
  return JSON.stringify({
    ...rest,
    timestamp: created_at,
    object_type,
    object_id,
    data: kind === 'full' ? data : { object_type, object_id },
  })
}

/** What is signed (Standard Webhooks 1.0.0, “Signature scheme”); seconds since the epoch. */
export const signedContent = (id: string, timestamp: number, body: string) =>
  `${id}.${timestamp}.${body}`

export const SECRET_PREFIX = 'whsec_'

/** One of the secrets an endpoint is signed for, from newest to oldest; the first never expires. */
export interface Secret {
  sealed: string
  expires_at: Instant | null
}

/** Secrets that still sign: during a rotation more than one, so that no receiver is left behind. */
export const validSecrets = (secrets: readonly Secret[], now: Instant) =>
  secrets.filter(({ expires_at }) => expires_at === null || expires_at > now)

/** A new secret before the others, which go on for a while; the sooner end of each counts. */
export function rotateSecrets(
  secrets: readonly Secret[],
  sealed: string,
  expires_at: Instant,
  now: Instant,
): Secret[] {
  const older = validSecrets(secrets, now).map((secret) => ({
    ...secret,
    expires_at: Math.min(secret.expires_at ?? expires_at, expires_at),
  }))
  return [{ sealed, expires_at: null }, ...older.filter((secret) => secret.expires_at > now)]
}
