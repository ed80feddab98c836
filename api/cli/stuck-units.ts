import { setTimeout as wait } from 'node:timers/promises'
import type { Server } from './server.ts'

const AT_ONCE = 8
const LOOKS = 6
/** States of a fulfillment whose units are on the shelf, promised to its order. */
const work = [
  ...(['open', 'accepted', 'picking', 'packed', 'on_hold', 'ready_for_pickup'] as const),
]

/** By SKU and location, `\t` between them. */
type Units = ReadonlyMap<string, number>

/**
 * Units that the shelf has committed and no order waits for, or the other way round. While orders
 * come and go the two differ by what is on its way; what is stuck differs by the same all the time.
 */
export async function stuckUnits(
  server: Server,
  skus: readonly string[],
  patience_ms: number,
): Promise<string[]> {
  let found = await differences(server, skus)
  for (let look = 1; found.size > 0 && look < LOOKS; look++) {
    await wait(patience_ms / LOOKS)
    const now = await differences(server, [...new Set([...found.keys()].map(skuOf))])
    found = new Map([...found].filter(([place, units]) => now.get(place) === units))
  }
  return [...found].map(([place, units]) => {
    const [sku, location_id] = place.split('\t')
    const what =
      units > 0 ? 'committed and no order waits for them' : 'waited for and not committed'
    return `${sku} at ${location_id}: units are stuck: ${Math.abs(units)} ${what}`
  })
}

const skuOf = (place: string) => place.split('\t')[0] ?? ''

/** What is committed beyond what orders wait for; nothing where they agree. */
async function differences(server: Server, skus: readonly string[]): Promise<Units> {
  const [wanted, committed] = [await waitedFor(server, skus), await committedUnits(server, skus)]
  const places = new Set([...wanted.keys(), ...committed.keys()])
  return new Map(
    [...places]
      .map((place) => [place, (committed.get(place) ?? 0) - (wanted.get(place) ?? 0)] as const)
      .filter(([, units]) => units !== 0),
  )
}

async function committedUnits({ client }: Server, skus: readonly string[]): Promise<Units> {
  const units = new Map<string, number>()
  const queue = skus[Symbol.iterator]()
  const look = async () => {
    for (const sku of queue) {
      const { levels } = await client.getInventory({ sku })
      for (const { location_id, committed } of levels)
        units.set(`${sku}\t${location_id}`, committed)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, look))
  return units
}

async function waitedFor({ client }: Server, skus: readonly string[]): Promise<Units> {
  const wanted = new Set(skus)
  const units = new Map<string, number>()
  for (const status of work) {
    const filter = { status, include_unreleased: 'true', limit: 100 } as const
    for await (const { location_id, lines } of client.iterate('listFulfillments', filter)) {
      for (const { sku, quantity } of lines) {
        if (!wanted.has(sku)) continue
        const place = `${sku}\t${location_id}`
        units.set(place, (units.get(place) ?? 0) + quantity)
      }
    }
  }
  return units
}
