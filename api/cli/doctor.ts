import { setTimeout as wait } from 'node:timers/promises'
import type { ProjectedLevel as Level } from '../client/src/operations.ts'
import type { Server } from './server.ts'
import { stuckUnits } from './stuck-units.ts'

const AT_ONCE = 8
/** The contract shows a commitment within ten seconds, and ends a pin in doubt within ninety. */
const PATIENCE_MS = 12_000
const LOOKS = 6
const STUCK_MS = 90_000

const counters = [
  ...(['on_hand', 'reserved', 'committed', 'damaged'] as const),
  ...(['quality_control', 'safety_stock', 'incoming', 'available'] as const),
]

export interface Examination {
  say: (line: string) => void
  /** How long two figures may differ before they count as wrong. */
  patience_ms: number
}

/**
 * Looks for what must never be: a SKU whose counters are not the fold of its ledger, a projection
 * that stays behind its object, units that orders and shelf disagree about, an order that waits for
 * a payment long past its end.
 *
 * @returns 0 when nothing is wrong, else 1
 */
export async function runDoctor(
  server: Server,
  { say, patience_ms }: Examination = { say: print, patience_ms: PATIENCE_MS },
): Promise<number> {
  const findings: string[] = []
  const skus: string[] = []
  const all = server.client.iterate('listSkus', { limit: 100 })
  const work = async () => {
    for await (const { sku, components } of all) {
      if (components?.length) continue
      skus.push(sku)
      findings.push(...(await examine(server, sku, patience_ms)))
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  findings.push(...(await stuckUnits(server, skus, patience_ms)), ...(await stuckOrders(server)))
  for (const finding of findings) say(`✗ ${finding}`)
  const verdict = findings.length === 0 ? 'All is well' : `${findings.length} findings`
  say(`${verdict}: ${skus.length} SKUs audited and compared.`)
  return findings.length === 0 ? 0 : 1
}

const print = (line: string) => process.stdout.write(`${line}\n`)

async function examine(server: Server, sku: string, patience_ms: number): Promise<string[]> {
  const { balanced, discrepancies } = await server.client.auditInventory({ sku })
  const unbalanced = discrepancies.map(
    ({ location_id, account, witness, ledger, counter }) =>
      `${sku} at ${location_id}: ${account} is ${ledger} by the ledger, ${counter} by ${witness}`,
  )
  if (!balanced && unbalanced.length === 0) unbalanced.push(`${sku} is not balanced`)
  return [...unbalanced, ...(await drift(server, sku, patience_ms))]
}

/** Differences between object and projection that do not go away while one waits. */
async function drift(server: Server, sku: string, patience_ms: number): Promise<string[]> {
  for (let look = 1; ; look++) {
    const [{ levels }, told] = await Promise.all([
      server.client.getInventory({ sku }),
      projectedLevels(server, sku),
    ])
    const behind = levels.flatMap((level) => {
      const projected = told.find(({ location_id }) => location_id === level.location_id)
      const wrong = counters.filter((name) => level[name] !== (projected?.[name] ?? 0))
      return wrong.map(
        (name) =>
          `${sku} at ${level.location_id}: ${name} is ${level[name]}, D1 was told ${projected?.[name] ?? 0}`,
      )
    })
    if (behind.length === 0 || look === LOOKS) return behind
    await wait(patience_ms / LOOKS)
  }
}

async function projectedLevels({ client }: Server, sku: string) {
  const levels: Level[] = []
  for await (const level of client.iterate('listInventory', { sku, limit: 100 })) levels.push(level)
  return levels
}

async function stuckOrders({ client }: Server): Promise<string[]> {
  const findings: string[] = []
  for await (const order of client.iterate('listOrders', { status: 'pending', limit: 100 })) {
    const late = order.expires_at && Date.now() - Date.parse(order.expires_at) > STUCK_MS
    if (late) findings.push(`Order ${order.number} should have ended unpaid at ${order.expires_at}`)
  }
  return findings
}
