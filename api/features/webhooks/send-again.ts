import { Problem } from '../../http/problem'
import type { EndpointKey } from '../../objects/webhook-sync'
import type { Services } from '../../services'
import { findLastSequence } from '../events/repository'
import { appendTest, findEndpoint } from './repository'

/** The endpoint, if it listens. */
async function findEnabled({ shardFor }: Services, key: EndpointKey) {
  const row = await findEndpoint(shardFor(key.merchant_id), key)
  if (!row) throw new Problem('not_found')
  if (row.status === 'disabled') throw new Problem('webhook_disabled')
  return row
}

/** A test is an event like any other, in the log as well; only its endpoint is sent it. */
export async function sendTest(services: Services, key: EndpointKey): Promise<string> {
  await findEnabled(services, key)
  const { merchant_id } = key
  const id = services.newId('event')
  await appendTest(services.shardFor(merchant_id), {
    id,
    merchant_id,
    type: 'webhook_endpoint.tested',
    object_type: 'webhook_test',
    object_id: id,
    version: 1,
    data: { webhook_endpoint_id: key.id },
    created_at: services.now(),
  })
  await services.webhooks(merchant_id, key.id).poke()
  return id
}

export interface ReplayRequest {
  from_sequence: number
  to_sequence?: number | undefined
  type?: string | undefined
}

/** Sends a part of the log again. What is newer than the log is now is not part of it. */
export async function replayEvents(
  services: Services,
  key: EndpointKey,
  { from_sequence, to_sequence, type = '*' }: ReplayRequest,
) {
  await findEnabled(services, key)
  const last = await findLastSequence(services, key.merchant_id)
  if (from_sequence > last) {
    const errors = [{ pointer: '/from_sequence', detail: `The newest event is ${last}.` }]
    throw new Problem('invalid_request', { errors })
  }
  const through = Math.min(to_sequence ?? last, last)
  const wanted = { from: from_sequence, through, type }
  const asked = await services.webhooks(key.merchant_id, key.id).replay(wanted)
  if (!asked.ok) throw new Problem('limit_reached', { extra: { limit: asked.error.limit } })
  return { from_sequence, to_sequence: through, type }
}
