/**
 * The projected levels as this isolate remembers them: never used beyond a second after they were
 * read, and read anew together, so that one round trip to D1 keeps all that is asked for warm.
 */
import type { MerchantId } from '../../domain/shared/ids'
import { type Instant, MS_PER_SECOND } from '../../domain/shared/time'
import type { Services } from '../../services'
import { type Free, findAvailability } from './repository'
import { createSharedRead } from './shared-read'

interface Remembered {
  readonly free: Free
  readonly read_at: Instant
  asked_at: Instant
}

/** The contract's bound on the age of an answer from memory. */
const MAX_AGE = MS_PER_SECOND
/** Early enough for the answer to arrive before what is here is too old. */
const REFRESH_AGE = 700
/** What nobody has asked for within this time is let go of. */
const WARM_AGE = 5 * MS_PER_SECOND
/** What one read brings along, counted in levels. */
const ALONG_MAX = 10_000
/** SKUs of all merchants together. */
const SKUS_MAX = 20_000

interface Memory {
  /** In the order of age. */
  readonly entries: Map<string, Remembered>
  /** Until then others go on with what is due, but not too old: somebody is reading it anew. */
  refreshing_until: Instant
  readonly read: (skus: readonly string[]) => Promise<ReadonlyMap<string, Free>>
}

const merchants = new Map<MerchantId, Memory>()
let remembered = 0

/** After a write through this isolate: the next answer is read anew, also where a read is under way. */
export function forgetAvailability(merchant_id: MerchantId): void {
  remembered -= merchants.get(merchant_id)?.entries.size ?? 0
  merchants.delete(merchant_id)
}

/** The projected levels of some SKUs: at once when all are remembered, else in one read. */
export function readProjection(
  services: Services,
  merchant_id: MerchantId,
  skus: readonly string[],
): ReadonlyMap<string, Free> | Promise<ReadonlyMap<string, Free>> {
  const now = services.now()
  const memory = merchants.get(merchant_id) ?? remember(services, merchant_id)
  const found = new Map<string, Free>()
  const missing: string[] = []
  const max_age = now < memory.refreshing_until ? MAX_AGE : REFRESH_AGE
  for (const sku of skus) {
    const entry = memory.entries.get(sku)
    if (entry) entry.asked_at = now
    if (entry && now - entry.read_at < max_age) found.set(sku, entry.free)
    else missing.push(sku)
  }
  if (missing.length === 0) return found
  memory.refreshing_until = Math.max(memory.refreshing_until, now + MAX_AGE - REFRESH_AGE)
  return memory.read(missing).then((answer) => new Map([...found, ...answer]))
}

function remember(services: Services, merchant_id: MerchantId): Memory {
  const entries = new Map<string, Remembered>()
  const read = createSharedRead(async (skus: readonly string[]) => {
    const now = services.now()
    const wanted = [...new Set([...skus, ...dueAlong(entries, now)])]
    const found = await findAvailability(services.replicaFor(merchant_id), merchant_id, wanted)
    const before = entries.size
    for (const sku of wanted) {
      const free = found.get(sku) ?? { at: nowhere, as_of: now }
      found.set(sku, free)
      keep(entries, sku, free, now)
    }
    // A write that happened meanwhile has made a new memory: what was read goes nowhere then.
    if (merchants.get(merchant_id)?.entries === entries) makeRoom(entries.size - before)
    return found
  })
  const memory: Memory = { entries, read, refreshing_until: 0 }
  merchants.set(merchant_id, memory)
  return memory
}

const nowhere: Free['at'] = new Map()

/** Out and in again: the order of the entries is the order of their age. */
function keep(entries: Map<string, Remembered>, sku: string, free: Free, read_at: Instant): void {
  const entry = entries.get(sku)
  if (entry && entry.read_at > read_at) return
  entries.delete(sku)
  entries.set(sku, {
    free,
    read_at,
    asked_at: entry?.asked_at ?? read_at,
  })
}

/** What is due and was asked for lately; the rest is let go of. */
function dueAlong(entries: Map<string, Remembered>, now: Instant): string[] {
  const due: string[] = []
  let levels = 0
  for (const [sku, entry] of entries) {
    if (now - entry.read_at < REFRESH_AGE || levels >= ALONG_MAX) break
    if (now - entry.asked_at > WARM_AGE) {
      entries.delete(sku)
      remembered--
    } else {
      levels += 1 + entry.free.at.size
      due.push(sku)
    }
  }
  return due
}

function makeRoom(added: number): void {
  remembered += added
  if (remembered <= SKUS_MAX) return
  merchants.clear()
  remembered = 0
}
