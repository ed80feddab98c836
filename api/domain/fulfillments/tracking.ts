import type { Tracking, TrackingEvent } from './fulfillment'

/** Where a parcel is, in words that every carrier's words come to. */
export const trackingStatuses = [
  'unknown',
  'pre_transit',
  'in_transit',
  'out_for_delivery',
  'available_for_pickup',
  'exception',
  'lost',
  'return_to_sender',
  'delivered',
] as const
export type TrackingStatus = (typeof trackingStatuses)[number]

/** More than any parcel has; whoever sends more is not telling of a parcel. */
export const TRACKING_EVENTS_MAX = 500

/** How far along: of the parcel's way, and of what ends it. An exception is beside the way. */
const progress: Readonly<Record<TrackingStatus, number>> = {
  unknown: 0,
  exception: 0,
  pre_transit: 1,
  in_transit: 2,
  out_for_delivery: 3,
  available_for_pickup: 4,
  lost: 5,
  return_to_sender: 6,
  delivered: 7,
}
const ENDED = progress.lost

/** Words of carriers and of services that speak for many of them, in lower case without marks. */
const words: readonly (readonly [TrackingStatus, RegExp])[] = [
  ['return_to_sender', /return|rts\b/],
  ['exception', /not delivered|undeliver|attempt|fail|exception|delay|problem|damag|customs hold/],
  ['out_for_delivery', /out for delivery|with (?:the )?(?:courier|driver)|on vehicle/],
  ['available_for_pickup', /(?:ready|available) for|pick ?up point|locker|parcel shop|held at/],
  ['delivered', /\bdelivered|delivery complete|^de$|received by/],
  ['lost', /\blost|missing/],
  ['pre_transit', /pre ?transit|label|info ?received|created|registered|manifest|announced/],
  ['in_transit', /transit|depart|arriv|accept|sort|hub|origin|customs|scan|picked|shipped/],
]

/** A carrier's word as ours; what nobody knows is `unknown` and moves nothing. */
export function normalizeStatus(word: string): TrackingStatus {
  const exact = word
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_')
  if ((trackingStatuses as readonly string[]).includes(exact)) return exact as TrackingStatus
  const plain = word
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, ' ')
    .trim()
  return words.find(([, pattern]) => pattern.test(plain))?.[0] ?? 'unknown'
}

/**
 * The status that a set of events comes to, in whatever order they were told: as far as any of them
 * got. A parcel in trouble says so until something newer is told, and what ended stays ended.
 */
export function foldStatus(
  events: readonly TrackingEvent[],
  from: TrackingStatus = 'unknown',
): TrackingStatus {
  const told = events.map(({ status, occurred_at }) => ({
    status: normalizeStatus(status),
    occurred_at,
  }))
  const furthest = told.reduce<TrackingStatus>(
    (best, { status }) => (progress[status] > progress[best] ? status : best),
    from,
  )
  if (progress[furthest] >= ENDED) return furthest
  const troubled = Math.max(
    ...told.map(({ status, occurred_at }) => (status === 'exception' ? occurred_at : -Infinity)),
  )
  const resolved = told.some(
    ({ status, occurred_at }) => progress[status] > 0 && occurred_at > troubled,
  )
  return troubled > -Infinity && !resolved ? 'exception' : furthest
}

/** The parcel with further events; one that was told before changes nothing. */
export function addEvents(tracking: Tracking, told: readonly TrackingEvent[]): Tracking {
  const known = new Map(tracking.events.map((event) => [keyOf(event), event]))
  for (const { status, ...event } of told) {
    const normal = { status: normalizeStatus(status), ...event }
    known.set(keyOf(normal), normal)
  }
  const events = [...known.values()].sort(
    (one, other) => one.occurred_at - other.occurred_at || compare(keyOf(one), keyOf(other)),
  )
  // What is tracked was sent: whatever a carrier tells, it has a label.
  return { ...tracking, events, status: foldStatus(events, 'pre_transit') }
}

const keyOf = ({ status, occurred_at, description = '', location = '' }: TrackingEvent) =>
  JSON.stringify([occurred_at, status, description, location])
const compare = (one: string, other: string) => (one < other ? -1 : Number(one > other))
