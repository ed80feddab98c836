/**
 * The projected levels as this isolate remembers them: never used beyond a second after they were
 * read, and read anew together, so that one round trip to D1 keeps all that is asked for warm.
 */
import type { MerchantId } from '../../domain/shared/ids'
import { type Instant, MS_PER_SECOND } from '../../domain/shared/time'
import type { Services } from '../../services'
import { type Free, findAvailability } from './repository'

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
const GIVEN_UP_AFTER = 5 * MS_PER_SECOND
/** What nobody has asked for within this time is let go of. */
const WARM_AGE = 5 * MS_PER_SECOND
/** What one read brings along, counted in levels. */
const ALONG_MAX = 10_000
/** SKUs of all merchants together. */
const SKUS_MAX = 20_000

/** By merchant, and each in the order of age. */
const merchants = new Map<MerchantId, Map<string, Remembered>>()
let remembered = 0

/** After a write through this isolate: the next answer is read anew, also where a read is under way. */
export function forgetAvailability(merchant_id: MerchantId): void {
  remembered -= merchants.get(merchant_id)?.size ?? 0
  merchants.delete(merchant_id)
}

/** The projected levels of some SKUs: at once when all are remembered, else in one read. */
export function readProjection(
  services: Services,
  merchant_id: MerchantId,
  skus: readonly string[],
): ReadonlyMap<string, Free> | Promise<ReadonlyMap<string, Free>> {
  const now = services.now()
  const known = merchants.get(merchant_id) ?? remember(merchant_id)
  const found = new Map<string, Free>()
  const missing: string[] = []
  for (const sku of skus) {
    const entry = known.get(sku)
    if (entry) entry.asked_at = now
    if (entry && isCurrent(entry, now)) found.set(sku, entry.free)
    else missing.push(sku)
  }
  return missing.length === 0 ? found : load(services, merchant_id, known, missing, found)
}

const isCurrent = ({ read_at, refreshing_at }: Remembered, now: Instant) =>
  now - read_at < (refreshing_at === undefined ? REFRESH_AGE : MAX_AGE)

async function load(
  services: Services,
  merchant_id: MerchantId,
  known: Map<string, Remembered>,
  missing: readonly string[],
  found: Map<string, Free>,
): Promise<ReadonlyMap<string, Free>> {
  const now = services.now()
  for (const sku of missing) startRefresh(known.get(sku), now)
  const wanted = [...missing, ...dueAlong(known, now)]
  const read = await findAvailability(services.replicaFor(merchant_id), merchant_id, wanted)
  const before = known.size
  for (const sku of wanted) keep(known, sku, read.get(sku) ?? { at: nowhere, as_of: now }, now)
  for (const sku of missing) found.set(sku, known.get(sku)?.free ?? { at: nowhere, as_of: now })
  // A write that happened meanwhile has replaced the map: what was read goes nowhere then.
  if (merchants.get(merchant_id) === known) {
    remembered += known.size - before
    makeRoom()
  }
  return found
}

const nowhere: Free['at'] = new Map()

/** Out and in again: the order of the entries is the order of their age. */
function keep(known: Map<string, Remembered>, sku: string, free: Free, read_at: Instant): void {
  const entry = known.get(sku)
  if (entry && entry.read_at > read_at) return
  known.delete(sku)
  known.set(sku, { free, read_at, refreshing_at: undefined, asked_at: entry?.asked_at ?? read_at })
}

/** What is due and was asked for lately, being read from now on; the rest is let go of. */
function dueAlong(known: Map<string, Remembered>, now: Instant): string[] {
  const due: string[] = []
  let levels = 0
  for (const [sku, entry] of known) {
    if (now - entry.read_at < REFRESH_AGE || levels >= ALONG_MAX) break
    if (now - entry.asked_at > WARM_AGE) {
      known.delete(sku)
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

function remember(merchant_id: MerchantId): Map<string, Remembered> {
  const empty = new Map<string, Remembered>()
  merchants.set(merchant_id, empty)
  return empty
}

function makeRoom(): void {
  if (remembered <= SKUS_MAX) return
  merchants.clear()
  remembered = 0
}
