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
  /** When somebody began to read it anew; the others go on with what is there. */
  refreshing_at: Instant | undefined
  asked_at: Instant
}

/** The contract's bound on the age of an answer from memory. */
const MAX_AGE = MS_PER_SECOND
/** Early enough for the answer to arrive before what is here is too old. */
const REFRESH_AGE = 700
/** A reader that has not come back by then never will. */
const GIVEN_UP_AFTER = 5 * MS_PER_SECOND
/** What nobody has asked for within this time is let go of. */
const WARM_AGE = 5 * MS_PER_SECOND
/** What one read brings along, counted in levels. */
const ALONG_MAX = 10_000
/** SKUs of all merchants together. */
const SKUS_MAX = 20_000

interface Memory {
  /** In the order of age. */
  readonly entries: Map<string, Remembered>
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
  const { entries, read } = merchants.get(merchant_id) ?? remember(services, merchant_id)
  const found = new Map<string, Free>()
  const missing: string[] = []
  for (const sku of skus) {
    const entry = entries.get(sku)
    if (entry) entry.asked_at = now
    if (entry && isCurrent(entry, now)) found.set(sku, entry.free)
    else missing.push(sku)
  }
  if (missing.length === 0) return found
  for (const sku of missing) startRefresh(entries.get(sku), now)
  return read(missing).then((answer) => new Map([...found, ...answer]))
}

const isCurrent = ({ read_at, refreshing_at }: Remembered, now: Instant) =>
  now - read_at < (refreshing_at === undefined ? REFRESH_AGE : MAX_AGE)

function remember(services: Services, merchant_id: MerchantId): Memory {
  const entries = new Map<string, Remembered>()
  const read = createSharedRead(async (skus: readonly string[]) => {
    const now = services.now()
    const wanted = [...skus, ...dueAlong(entries, now)]
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
  const memory: Memory = { entries, read }
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
    refreshing_at: undefined,
    asked_at: entry?.asked_at ?? read_at,
  })
}

/** What is due and was asked for lately, being read from now on; the rest is let go of. */
function dueAlong(entries: Map<string, Remembered>, now: Instant): string[] {
  const due: string[] = []
  let levels = 0
  for (const [sku, entry] of entries) {
    if (now - entry.read_at < REFRESH_AGE || levels >= ALONG_MAX) break
    if (now - entry.asked_at > WARM_AGE) {
      entries.delete(sku)
      remembered--
    } else if (startRefresh(entry, now)) {
      levels += 1 + entry.free.at.size
      due.push(sku)
    }
  }
  return due
}

/** False when somebody is at it; unless that was so long ago that they must have failed. */
function startRefresh(entry: Remembered | undefined, now: Instant): boolean {
  if (!entry) return false
  if (entry.refreshing_at !== undefined && now - entry.refreshing_at < GIVEN_UP_AFTER) return false
  entry.refreshing_at = now
  return true
}

function makeRoom(added: number): void {
  remembered += added
  if (remembered <= SKUS_MAX) return
  merchants.clear()
  remembered = 0
}
