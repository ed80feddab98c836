import type { MerchantId } from '../domain/shared/ids'
import type { Result } from '../domain/shared/result'
import type { Instant } from '../domain/shared/time'
import type { Delivery, Replay } from '../domain/webhooks/endpoint'

export interface LoggedAttempt {
  number: number
  started_at: Instant
  duration_ms: number
  response_status: number | null
  error: string | null
  response_body: string | null
}

export interface LoggedDelivery extends Delivery {
  /** As it is sent, every time the same; null in lists. */
  request_body: string | null
  attempts_made: readonly LoggedAttempt[]
}

export interface DeliveryFilter {
  /** Below this ordinal. */
  before: number
  limit: number
  status?: 'pending' | 'delivered' | 'failed' | undefined
  type?: string | undefined
}

/** What an endpoint's object answers, by RPC. */
export interface WebhookObject {
  /** A hint that D1 has news: events, or the endpoint itself, which may be gone. */
  poke(): Promise<void>
  /** Newest first, without bodies. */
  deliveries(filter: DeliveryFilter): Promise<readonly LoggedDelivery[]>
  delivery(ordinal: number): Promise<LoggedDelivery | null>
  /** Forgets what receivers answered to deliveries that name one of these objects. */
  forgetAnswers(names: readonly string[]): Promise<void>
  replay(
    wanted: Pick<Replay, 'through' | 'type'> & { from: number },
  ): Promise<Result<null, { code: 'limit_reached'; limit: number }>>
}

/** The object of an endpoint. Made per call: a stub belongs to the request that made it. */
export type WebhookClient = (merchant_id: MerchantId, endpoint_id: string) => WebhookObject

export const webhookName = (merchant_id: MerchantId, endpoint_id: string) =>
  `${merchant_id}:${endpoint_id}`

export const createWebhookClient =
  (namespace: DurableObjectNamespace): WebhookClient =>
  (merchant_id, endpoint_id) =>
    namespace.getByName(webhookName(merchant_id, endpoint_id)) as unknown as WebhookObject
