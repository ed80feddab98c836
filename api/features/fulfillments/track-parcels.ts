import type { z } from '@hono/zod-openapi'
import type { TrackingEvent } from '../../domain/fulfillments/fulfillment'
import { track } from '../../domain/fulfillments/track'
import type { Asked } from '../../http/idempotency'
import { Problem } from '../../http/problem'
import type { Services } from '../../services'
import { changeOrder } from '../orders/change-order'
import { fulfillmentAnswer, type WireFulfillment } from './change-fulfillment'
import { listFulfillments } from './repository'
import type { TrackParcelSchema } from './schemas'

/** Fulfillments that travel in one parcel. */
const PARCEL_MAX = 20

type WireEvents = z.output<typeof TrackParcelSchema>['events']

export const toTrackingEvents = (events: WireEvents): TrackingEvent[] =>
  events.map(({ status, occurred_at, description, location }) => ({
    status,
    occurred_at: Date.parse(occurred_at),
    ...(description !== undefined && { description }),
    ...(location !== undefined && { location }),
  }))

/** What a carrier tells of a parcel by its number: for everything that is in it. */
export async function trackParcel(
  services: Services,
  { request: { merchant_id }, actor }: Asked,
  { carrier, tracking_number, events }: z.output<typeof TrackParcelSchema>,
): Promise<WireFulfillment[]> {
  const db = services.shardFor(merchant_id)
  const found = await listFulfillments(db, merchant_id, { tracking_number }, undefined, PARCEL_MAX)
  const name = carrier.toLowerCase()
  const own = found.filter(({ tracking }) => tracking?.carrier.toLowerCase() === name)
  if (own.length === 0) throw new Problem('not_found')
  const told = toTrackingEvents(events)
  const answers: WireFulfillment[] = []
  for (const { id, order_id } of own) {
    // Telling it again changes nothing: it needs no key of its own.
    const { body } = await changeOrder(services, {
      merchant_id,
      order_id,
      request: null,
      actor,
      decide: (aggregate, at) => track(aggregate, id, told, at),
      answer: ({ aggregate }) => ({ status: 200, body: fulfillmentAnswer(aggregate, id) }),
    })
    answers.push(body)
  }
  return answers
}
