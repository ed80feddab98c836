import type { Server } from './server.ts'

/** What it is to happen to; without it, whatever is there. */
interface Target {
  sku?: string | undefined
  endpoint?: string | undefined
}
type Trigger = (server: Server, target: Target) => Promise<string>

const placeOrder = async (server: Server, target: Target) => {
  const { client } = server
  const sku = target.sku ?? (await firstSku(server))
  const settings = await client.getSettings()
  return client.placeOrder({
    currency: settings.currency,
    customer: { email: 'trigger@example.com', name: 'Trigger' },
    lines: [{ sku, quantity: 1, unit_price: 100 }],
  })
}

/**
 * What can be made to happen, for real: it is the merchant's own stock and orders that change. A
 * test goes to one webhook alone.
 */
const triggers: Record<string, Trigger> = {
  'order.placed': async (server, target) => (await placeOrder(server, target)).id,
  'order.canceled': async (server, target) => {
    const { id } = await placeOrder(server, target)
    await server.client.cancelOrder({ id, reason: 'triggered' })
    return id
  },
  'inventory.adjusted': async (server, target) => {
    const { client } = server
    const sku = target.sku ?? (await firstSku(server))
    const { levels } = await client.getInventory({ sku })
    const [level] = levels
    if (!level) throw new Error(`${sku} is nowhere yet: receive some of it first.`)
    const lines = [{ sku, location_id: level.location_id, delta: 1 }]
    return (await client.adjustInventory({ reason: 'triggered', lines })).id
  },
  'webhook_endpoint.tested': async (server, { endpoint }) => {
    const id = endpoint ?? (await firstEndpoint(server))
    return (await server.client.testWebhookEndpoint({ id })).event_id
  },
}

export async function trigger(server: Server, type: string, target: Target): Promise<number> {
  const make = triggers[type]
  if (!make) {
    throw new Error(`${type} cannot be triggered; these can: ${Object.keys(triggers).join(', ')}.`)
  }
  process.stdout.write(`${type} ${await make(server, target)}\n`)
  return 0
}

async function firstSku({ client }: Server): Promise<string> {
  for await (const { sku, components } of client.iterate('listSkus', { limit: 100 })) {
    const { data } = await client.readAvailability({ sku: [sku], consistency: 'strong' })
    if (!components?.length && data[0]?.in_stock) return sku
  }
  throw new Error('Nothing is in stock: receive something first, or name a SKU with --sku.')
}

async function firstEndpoint({ client }: Server): Promise<string> {
  for await (const { id, status } of client.iterate('listWebhookEndpoints', { limit: 100 })) {
    if (status === 'enabled') return id
  }
  throw new Error('No webhook is enabled: set one up first, or name one with --endpoint.')
}
