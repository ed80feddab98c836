/** Webhooks of a test: endpoints at real receivers, and what those got. */
import { env } from 'cloudflare:workers'
import { expect, inject } from 'vitest'
import type { MerchantId } from '../../../api/domain/shared/ids'
import { webhookName } from '../../../api/objects/webhook-client'
import type { Received } from '../receiver'
import type { TestMerchant } from './merchant'

const receiver = inject('receiver')
let boxes = 0

/** A box of its own at a receiver that behaves so: `status/200`, `hang`, `redirect/302`, `switch`. */
export function createBox(behavior: string) {
  const name = `box-${++boxes}-${crypto.randomUUID().slice(0, 8)}`
  return {
    url: `${receiver}/${behavior}/${name}`,
    received: async (): Promise<Received[]> => (await fetch(`${receiver}/log/${name}`)).json(),
    /** From now on it behaves so; for boxes of `switch` and `dns`. What hangs breaks off. */
    become: async (behavior: string) => {
      await fetch(`${receiver}/control/${name}`, { method: 'PUT', body: behavior })
    },
  }
}
export type Box = ReturnType<typeof createBox>

export interface TestEndpoint extends Box {
  id: string
  secret: string
  readonly stub: DurableObjectStub<import('../../../api/objects/webhook-endpoint').WebhookEndpoint>
  path: string
}

export async function createEndpoint(
  merchant: TestMerchant,
  behavior: string,
  fields: object = {},
): Promise<TestEndpoint> {
  const box = createBox(behavior)
  const body = { url: box.url, events: ['sku.*'], ...fields }
  const answer = await merchant.api.post('/v1/webhook_endpoints', body)
  if (answer.status !== 201) throw new Error(`No endpoint: ${answer.text}`)
  const { id, secret } = answer.body
  const name = webhookName(merchant.id as MerchantId, id)
  return {
    ...box,
    id,
    secret,
    path: `/v1/webhook_endpoints/${id}`,
    // Made per use: one that saw its object die leads nowhere any more.
    get stub() {
      return env.WEBHOOK_ENDPOINT.getByName(name)
    },
  }
}

/** The ids of the objects that the box got events of, in order. */
export const objectsIn = async ({ received }: Box): Promise<string[]> =>
  (await received()).map(({ body }) => JSON.parse(body).object_id)

/** Waits until the box has so many requests; what it has, then. */
export async function receive(box: Box, count: number): Promise<Received[]> {
  await expect
    .poll(async () => (await box.received()).length, { timeout: 20_000 })
    .toBeGreaterThanOrEqual(count)
  return box.received()
}
