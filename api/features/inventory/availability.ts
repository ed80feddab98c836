import type { MerchantId } from '../../domain/shared/ids'
import type { Instant } from '../../domain/shared/time'
import { Problem } from '../../http/problem'
import { whenThere } from '../../http/when-there'
import type { Services } from '../../services'
import { eligibleForShipping, loadSnapshot, type Snapshot } from '../catalog/snapshot'
import { readProjection } from './projection'
import { uncounted } from './recent-units'
import type { Free } from './repository'

export interface AvailabilityQuestion {
  merchant_id: MerchantId
  skus: readonly string[]
  channel: string
  location_id: string | undefined
  strong: boolean
}

export interface Available {
  data: { sku: string; available: number; in_stock: boolean }[]
  as_of: Instant
}

/**
 * What a channel may promise of some SKUs, in the order asked; the unknown have none. Without
 * waiting when it is remembered.
 */
export function readAvailability(
  services: Services,
  question: AvailabilityQuestion,
): Available | Promise<Available> {
  const { merchant_id, skus, strong } = question
  return whenThere(loadSnapshot(services, merchant_id, skus, question.channel), (snapshot) => {
    refuseUnknown(snapshot, question)
    const stocked = stockedSkus(snapshot, skus)
    const reading = (strong ? askObjects : readProjection)(services, merchant_id, stocked)
    return whenThere(reading, (free) => toAvailable(services, question, snapshot, free))
  })
}

function toAvailable(
  services: Services,
  question: AvailabilityQuestion,
  snapshot: Snapshot,
  free: ReadonlyMap<string, Free>,
): Available {
  const { merchant_id, skus, strong } = question
  const sources = sourcesOf(snapshot, question)
  const { buffer = 0, cap = null } = snapshot.channel ?? {}

  let as_of = Number.POSITIVE_INFINITY
  const freeOf = (sku: string) => {
    const found = free.get(sku)
    if (!found) return 0
    as_of = Math.min(as_of, found.as_of)
    return sources.reduce((sum, location_id) => {
      const level = found.at.get(location_id)
      if (!level) return sum
      const taken = strong ? 0 : uncounted(merchant_id, sku, location_id, level.version)
      return sum + level.available - taken
    }, 0)
  }
  const data = skus.map((sku) => {
    const told = Math.max(0, unitsOf(snapshot, sku, freeOf) - buffer)
    const available = cap === null ? told : Math.min(told, cap)
    return { sku, available, in_stock: available > 0 }
  })
  return { data, as_of: Number.isFinite(as_of) ? as_of : services.now() }
}

function refuseUnknown(snapshot: Snapshot, { channel, location_id }: AvailabilityQuestion): void {
  if (!snapshot.channel) throw new Problem('unknown_channel', { detail: `No channel ${channel}.` })
  if (location_id !== undefined && !snapshot.location_by_id.has(location_id)) {
    throw new Problem('unknown_location', { detail: `No location ${location_id}.` })
  }
}

/** The SKUs whose stock counts: a kit has none of its own. */
function stockedSkus({ skus: known }: Snapshot, skus: readonly string[]): string[] {
  const stocked = new Set<string>()
  for (const sku of skus) {
    const components = known.get(sku)?.components
    if (!components) continue
    if (components.length === 0) stocked.add(sku)
    else for (const component of components) stocked.add(component.sku)
  }
  return [...stocked]
}

/** Units of a SKU; of a kit, as many as the scarcest component allows. */
function unitsOf({ skus }: Snapshot, sku: string, freeOf: (sku: string) => number): number {
  const known = skus.get(sku)
  if (!known) return 0
  if (known.components.length === 0) return freeOf(sku)
  return Math.min(
    ...known.components.map((part) => Math.floor(Math.max(0, freeOf(part.sku)) / part.quantity)),
  )
}

/** The locations that count: those the channel ships from, or the one asked for. */
function sourcesOf(snapshot: Snapshot, { location_id }: AvailabilityQuestion): readonly string[] {
  const eligible = eligibleForShipping(snapshot)
  if (location_id === undefined) return eligible
  const location = snapshot.location_by_id.get(location_id)
  const sold = snapshot.channel?.location_ids?.includes(location_id) ?? true
  const serves = location?.active && (location.ships || location.pickup)
  return sold && serves ? [location_id] : []
}

async function askObjects(
  { stock }: Services,
  merchant_id: MerchantId,
  skus: readonly string[],
): Promise<Map<string, Free>> {
  const answers = await Promise.all(
    skus.map(async (sku) => {
      const { as_of, levels } = await stock(merchant_id, sku).levels()
      const at = new Map(levels.map((level) => [level.location_id, level]))
      return [sku, { at, as_of }] as const
    }),
  )
  return new Map(answers)
}
