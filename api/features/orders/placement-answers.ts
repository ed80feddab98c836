import type { z } from '@hono/zod-openapi'
import type { OrderId } from '../../domain/shared/ids'
import { digest } from '../../http/digest'
import { abandonedClaim, type Claimed, type RequestKey, replay } from '../../http/idempotency'
import { Problem } from '../../http/problem'
import type { Services } from '../../services'
import { toOrder, type WireOrder } from './order'
import { isBeingPaid, payPlacedOrder } from './pay-placed-order'
import type { PinOutcome } from './pin-order'
import { findPrior, type Prior } from './placement-repository'
import type { PlaceOrderSchema } from './schemas'

type Body = z.output<typeof PlaceOrderSchema>

/**
 * Where runs of the same order meet when nothing was reserved before.
 *
 * @param declined how often it was declined: each time the place is spent
 */
export function meetingPlace(
  { merchant_id, key }: RequestKey,
  { channel, external_id }: Body,
  declined: number,
): string {
  const place =
    external_id === undefined
      ? `key.${digest(`${merchant_id}~${key}`)}`
      : `external.${digest(JSON.stringify([merchant_id, channel, external_id]))}`
  return declined === 0 ? place : `${place}.${declined}`
}

/** What the same order was answered before, if it was placed. */
export async function answeredBefore(
  services: Services,
  { request, body }: { request: RequestKey; body: Body },
  reservation_id: string | null,
): Promise<Claimed<WireOrder> | undefined> {
  const db = services.shardFor(request.merchant_id)
  const about = { channel: body.channel, external_id: body.external_id ?? null, reservation_id }
  return priorAnswer(services, request, await findPrior(db, request, about))
}

/** What an earlier request for the same order was answered, or is answered now that it has died. */
export async function priorAnswer(
  services: Services,
  request: RequestKey,
  { recorded, by_external_id, by_reservation }: Prior,
): Promise<Claimed<WireOrder> | undefined> {
  const answered = replay<WireOrder>(recorded, request)
  if (answered) return { replayed: true, ...answered }
  const now = services.now()
  const begun = abandonedClaim(recorded, request, now)
  if (begun) return payPlacedOrder(services, request, begun as OrderId, 'ask')
  if (by_external_id) {
    if (by_external_id.order.request_hash !== request.request_hash) {
      throw new Problem('external_id_conflict')
    }
    if (isBeingPaid(by_external_id, now)) throw new Problem('external_id_in_progress')
    return { replayed: false, status: 200, body: toOrder(by_external_id) }
  }
  if (by_reservation) throw new Problem('reservation_placed')
  return undefined
}

/** Why units could not be pinned. */
export function refusalOf(
  { external_id }: Body,
  outcome: Exclude<PinOutcome, { type: 'pinned' }>,
): Problem {
  switch (outcome.type) {
    case 'short':
      return new Problem('insufficient_stock', { extra: { shortages: outcome.shortages } })
    case 'being_placed':
      return new Problem(
        outcome.same_key || external_id === undefined
          ? 'idempotency_in_progress'
          : 'external_id_in_progress',
      )
    case 'refused':
      return new Problem(outcome.code)
  }
}
