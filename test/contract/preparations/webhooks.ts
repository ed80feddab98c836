import type { Shop } from '../shop.ts'
import type { Preparation } from './preparation.ts'

/** An endpoint of its own; nobody listens there. */
async function endpointOf({ call }: Shop): Promise<string> {
  const url = 'http://127.0.0.1:9/hook'
  const { id = '' } = await call('createWebhookEndpoint', {}, { url, events: ['*'] })
  return id
}

const anyEndpoint: Preparation = async (shop) => ({ parameters: { id: await endpointOf(shop) } })

export const webhooks: Record<string, Preparation> = {
  getWebhookEndpoint: anyEndpoint,
  updateWebhookEndpoint: anyEndpoint,
  deleteWebhookEndpoint: anyEndpoint,
  rotateWebhookSecret: anyEndpoint,
  replayWebhookEvents: anyEndpoint,
  testWebhookEndpoint: anyEndpoint,
  listWebhookDeliveries: anyEndpoint,
  getWebhookDelivery: async (shop) => {
    const id = await endpointOf(shop)
    await shop.call('testWebhookEndpoint', { id })
    for (;;) {
      const { data } = (await shop.call('listWebhookDeliveries', { id })) as never as {
        data: { id: string }[]
      }
      const [delivery] = data
      if (delivery) return { parameters: { id, delivery_id: delivery.id } }
    }
  },
  // As it stands it would listen for five minutes.
  streamEvents: async () => ({ query: '?seconds=1' }),
}
