import type { MerchantId } from '../../domain/shared/ids'
import { type Instant, MS_PER_SECOND } from '../../domain/shared/time'
import { Problem } from '../../http/problem'
import type { Services } from '../../services'
import { eligibleForShipping, loadSnapshot, type Snapshot } from '../catalog/snapshot'
import { uncounted } from './recent-units'
import { findAvailability, type ProjectedRow } from './repository'

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

/** Free units per location of one SKU, and when that was true. */
interface Free {
  at: ReadonlyMap<string, { available: number; version: number }>
  as_of: Instant
}

interface Cached extends Free {
  /** The contract's bound on the age of what an isolate remembers. */
  until: Instant
  /** From here on, whoever reads D1 reads this along; only one does. */
  refresh_at: Instant
  asked_at: Instant
}

const MAX_AGE = MS_PER_SECOND
const REFRESH_AGE = 600
/** SKUs asked for within this time are read along with others: one read keeps all of them warm. */
const WARM_AGE = MS_PER_SECOND
const WARM_MAX = 1_000
const SKUS_MAX = 20_000
let remembered = 0
const caches = new Map<MerchantId, Map<string, Cached>>()

/** After a write through this isolate: the next answer is read anew, also where a read is under way. */
export function forgetAvailability(merchant_id: MerchantId): void {
  remembered -= caches.get(merchant_id)?.size ?? 0
  caches.delete(merchant_id)
}

/** What a channel may promise of some SKUs, in the order asked; the unknown have none. */
export async function readAvailability(
  services: Services,
  question: AvailabilityQuestion,
): Promise<Available> {
  const { merchant_id, skus, strong } = question
  const loading = loadSnapshot(services, merchant_id, skus, question.channel)
  const snapshot = loading instanceof Promise ? await loading : loading
  refuseUnknown(snapshot, question)
  const stocked = stockedSkus(snapshot, skus)
  const free = strong
    ? await askObjects(services, merchant_id, stocked)
    : await readProjection(services, merchant_id, stocked)
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

/**
 * From this isolate's memory; what is not there or too old, in one read of the nearest replica.
 * That read brings along what else was asked for lately and is due.
 */
async function readProjection(
  services: Services,
  merchant_id: MerchantId,
  skus: readonly string[],
): Promise<Map<string, Free>> {
  const now = services.now()
  const cache = cacheOf(merchant_id)
  const found = new Map<string, Free>()
  const missing: string[] = []
  for (const sku of skus) {
    const cached = cache.get(sku)
    if (cached) cached.asked_at = now
    if (cached && now < cached.until && now < cached.refresh_at) found.set(sku, cached)
    else missing.push(sku)
  }
  if (missing.length === 0) return found
  const wanted = [...new Set([...missing, ...dueSkus(cache, now)])]
  const rows = await findAvailability(services.replicaFor(merchant_id), merchant_id, wanted)
  for (const sku of wanted) {
    const times = { until: now + MAX_AGE, refresh_at: now + REFRESH_AGE }
    const asked_at = cache.get(sku)?.asked_at ?? now
    const free = toFree(rows.get(sku) ?? [], now)
    if (!cache.has(sku)) remembered++
    cache.set(sku, { ...free, ...times, asked_at })
  }
  for (const sku of missing) {
    const free = cache.get(sku)
    if (free) found.set(sku, free)
  }
  return found
}

function cacheOf(merchant_id: MerchantId): Map<string, Cached> {
  if (remembered > SKUS_MAX) {
    caches.clear()
    remembered = 0
  }
  const cache = caches.get(merchant_id) ?? new Map<string, Cached>()
  caches.set(merchant_id, cache)
  return cache
}

/** What was asked for lately and is due, marked as being read; the rest is let go of. */
function dueSkus(cache: Map<string, Cached>, now: Instant): string[] {
  const due: string[] = []
  for (const [sku, cached] of cache) {
    if (now < cached.refresh_at) continue
    if (now - cached.asked_at > WARM_AGE) {
      cache.delete(sku)
      remembered--
    } else if (due.length < WARM_MAX) {
      due.push(sku)
      cached.refresh_at = Math.max(cached.until, now + REFRESH_AGE)
    }
  }
  return due
}

function toFree(rows: readonly ProjectedRow[], now: Instant): Free {
  const as_of = rows.reduce((latest, row) => Math.max(latest, row.as_of), 0)
  return { at: new Map(rows.map((row) => [row.location_id, row])), as_of: as_of || now }
}
