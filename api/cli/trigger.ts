import type { Server } from './server.ts'

type Trigger = (server: Server, sku: string) => Promise<string>

const placeOrder = async ({ client }: Server, sku: string) => {
  const settings = await client.getSettings()
  return client.placeOrder({
    currency: settings.currency,
    customer: { email: 'trigger@example.com', name: 'Trigger' },
    lines: [{ sku, quantity: 1, unit_price: 100 }],
  })
}

/** What can be made to happen, for real: it is the merchant's own stock and orders that change. */
const triggers: Record<string, Trigger> = {
  'order.placed': async (server, sku) => (await placeOrder(server, sku)).id,
  'order.canceled': async (server, sku) => {
    const { id } = await placeOrder(server, sku)
    await server.client.cancelOrder({ id, reason: 'triggered' })
    return id
  },
  'inventory.adjusted': async ({ client }, sku) => {
    const { levels } = await client.getInventory({ sku })
    const [level] = levels
    if (!level) throw new Error(`${sku} is nowhere yet: receive some of it first.`)
    const lines = [{ sku, location_id: level.location_id, delta: 1 }]
    return (await client.adjustInventory({ reason: 'triggered', lines })).id
  },
}

export async function trigger(
  server: Server,
  type: string,
  wanted: string | undefined,
): Promise<number> {
  const make = triggers[type]
  if (!make) {
    throw new Error(`${type} cannot be triggered; these can: ${Object.keys(triggers).join(', ')}.`)
  }
  const sku = wanted ?? (await firstSku(server))
  process.stdout.write(`${type} ${await make(server, sku)}\n`)
  return 0
}

async function firstSku({ client }: Server): Promise<string> {
  for await (const { sku, components } of client.iterate('listSkus', { limit: 100 })) {
    const { data } = await client.readAvailability({ sku: [sku], consistency: 'strong' })
    if (!components?.length && data[0]?.in_stock) return sku
  }
  throw new Error('Nothing is in stock: receive something first, or name a SKU with --sku.')
}
