/**
 * What holds and orders need of a merchant's catalogue, remembered by this isolate: at most 30 s
 * old, dropped by writes through the same isolate, and never remembering what does not exist.
 */
import { defaultSettings } from '../../domain/routing/rule'
import type { MerchantId } from '../../domain/shared/ids'
import { type Instant, MS_PER_SECOND } from '../../domain/shared/time'
import type { Services } from '../../services'
import {
  readSnapshotRows,
  type SnapshotChannel,
  type SnapshotLocation,
  type SnapshotRouting,
  type SnapshotSku,
} from './snapshot-rows'

export type {
  SnapshotChannel,
  SnapshotLocation,
  SnapshotRouting,
  SnapshotSku,
} from './snapshot-rows'

export interface Snapshot {
  /** The SKUs asked for, and the components of kits among them; the unknown are absent. */
  readonly skus: ReadonlyMap<string, SnapshotSku>
  /** Every location, in the order of preference: priority, then id. */
  readonly locations: readonly SnapshotLocation[]
  readonly location_by_id: ReadonlyMap<string, SnapshotLocation>
  /** The channel asked for; undefined when none was, or it does not exist. */
  readonly channel: SnapshotChannel | undefined
  /** The default rules where the merchant has set none. */
  readonly routing: SnapshotRouting
}

/** Nothing is used for longer. */
const MAX_AGE_MS = 30 * MS_PER_SECOND
/** From this age on one request reads anew, while the others go on with what is there. */
const REFRESH_AGE_MS = 20 * MS_PER_SECOND
const REFRESH_PATIENCE_MS = 5 * MS_PER_SECOND
/** Rows a read brings along. */
const ALONG_MAX = 1_000
/** Rows of all merchants together, at about half a kilobyte each. */
const MAX_ROWS = 50_000

/** What a merchant has that has said nothing: nobody knows how long parcels travel. */
export const defaultRouting: SnapshotRouting = {
  ...defaultSettings,
  transit: [],
  carrier_holidays: [],
}

interface Aged<T> {
  readonly value: T
  readonly until: Instant
  refresh_at: Instant
  /** Since it was read. */
  used: boolean
}

interface Places {
  readonly locations: readonly SnapshotLocation[]
  readonly location_by_id: ReadonlyMap<string, SnapshotLocation>
  readonly channels: ReadonlyMap<string, SnapshotChannel>
  readonly routing: SnapshotRouting
  /** Per channel, and under `''` for no channel: filled when first asked for. */
  readonly eligible: Map<string, readonly string[]>
}

interface Remembered {
  readonly skus: Map<string, Aged<SnapshotSku>>
  places: Aged<Places> | undefined
}

const merchants = new Map<MerchantId, Remembered>()
const placesOf = new WeakMap<Snapshot['locations'], Places>()
let rows = 0

/** Forgets a merchant's catalogue, so that a write through this isolate is seen at once. */
export function forgetCatalog(merchant_id: MerchantId): void {
  const dropped = merchants.get(merchant_id)
  if (!dropped) return
  rows -= sizeOf(dropped)
  merchants.delete(merchant_id)
}

/**
 * The snapshot for some SKUs and a channel. Answers without waiting when everything is
 * remembered; else one round trip to D1 reads all that is missing.
 */
export function loadSnapshot(
  services: Services,
  merchant_id: MerchantId,
  sku_codes: readonly string[],
  channel_id?: string,
): Snapshot | Promise<Snapshot> {
  const now = services.now()
  const known = merchants.get(merchant_id)
  const places = known && fresh(known.places, now)
  // A channel that is not there may have been created elsewhere a moment ago.
  const channel_missing = channel_id !== undefined && !places?.channels.has(channel_id)
  if (!known || !places || channel_missing) {
    return load(services, merchant_id, sku_codes, channel_id)
  }
  const skus = new Map<string, SnapshotSku>()
  for (const code of sku_codes) {
    if (!collect(known, code, now, skus)) {
      return load(services, merchant_id, sku_codes, channel_id)
    }
  }
  return toSnapshot(skus, places, channel_id)
}

/**
 * Ids of the locations that orders of the snapshot's channel are served from, preferred first. At a
 * counter units are handed over: there the location need not ship.
 */
export function eligibleForShipping({ locations, channel }: Snapshot): readonly string[] {
  const places = placesOf.get(locations)
  const cached = places?.eligible.get(channel?.channel_id ?? '')
  if (cached) return cached
  const allowed = channel?.location_ids ? new Set(channel.location_ids) : undefined
  const eligible = locations
    .filter(({ active, ships }) => active && (ships || channel?.kind === 'pos'))
    .map(({ location_id }) => location_id)
    .filter((location_id) => allowed?.has(location_id) ?? true)
  places?.eligible.set(channel?.channel_id ?? '', eligible)
  return eligible
}

/** Adds a SKU and its components; false when one of them is not remembered. */
function collect(
  { skus }: Remembered,
  code: string,
  now: Instant,
  into: Map<string, SnapshotSku>,
): boolean {
  const aged = skus.get(code)
  if (aged) aged.used = true
  const sku = fresh(aged, now)
  if (!sku) return false
  into.set(code, sku)
  for (const { sku: component } of sku.components) {
    const remembered = skus.get(component)
    if (remembered) remembered.used = true
    const part = fresh(remembered, now)
    if (!part) return false
    into.set(component, part)
  }
  return true
}

/** The value while it may be used; undefined as well when it is time that someone reads anew. */
function fresh<T>(aged: Aged<T> | undefined, now: Instant): T | undefined {
  if (aged === undefined || now >= aged.until) return undefined
  return now < aged.refresh_at ? aged.value : undefined
}

async function load(
  services: Services,
  merchant_id: MerchantId,
  sku_codes: readonly string[],
  channel_id: string | undefined,
): Promise<Snapshot> {
  const now = services.now()
  // A write that happens during the read replaces this entry: what was read goes nowhere then.
  const known = merchants.get(merchant_id) ?? remember(merchant_id)
  postponeRefresh(known, sku_codes, now + REFRESH_PATIENCE_MS)
  const wanted = [...sku_codes, ...dueAlong(known, now)]
  const read = await readSnapshotRows(services.shardFor(merchant_id), merchant_id, wanted)
  const age = <T>(value: T): Aged<T> => ({
    value,
    used: false,
    until: now + MAX_AGE_MS,
    refresh_at: now + REFRESH_AGE_MS,
  })
  const places: Places = {
    locations: read.locations,
    location_by_id: new Map(read.locations.map((each) => [each.location_id, each])),
    channels: new Map(read.channels.map((each) => [each.channel_id, each])),
    routing: read.routing ?? defaultRouting,
    eligible: new Map(),
  }
  placesOf.set(places.locations, places)
  const before = sizeOf(known)
  known.places = age(places)
  // Out and in again: the order of the rows is the order of their age.
  for (const code of wanted) known.skus.delete(code)
  for (const sku of read.skus) known.skus.set(sku.sku, age(sku))
  if (merchants.get(merchant_id) === known) {
    rows += sizeOf(known) - before
    makeRoom(merchant_id)
  }
  return toSnapshot(new Map(read.skus.map((sku) => [sku.sku, sku])), places, channel_id)
}

/**
 * Rows that were used and are due, the oldest first: one read keeps all that is in use fresh. What
 * nobody used since it was read is forgotten.
 */
function dueAlong({ skus }: Remembered, now: Instant): string[] {
  const due: string[] = []
  for (const [code, aged] of skus) {
    if (now < aged.until - (MAX_AGE_MS - REFRESH_AGE_MS) || due.length === ALONG_MAX) break
    if (!aged.used && now >= aged.until) {
      skus.delete(code)
      rows--
    }
    if (!aged.used || now < aged.refresh_at) continue
    aged.refresh_at = now + REFRESH_PATIENCE_MS
    due.push(code)
  }
  return due
}

/** What is being read now need not be read by others, too. */
function postponeRefresh(
  { skus, places }: Remembered,
  sku_codes: readonly string[],
  until: Instant,
): void {
  const postpone = (aged: Aged<unknown> | undefined) => {
    if (aged) aged.refresh_at = Math.max(aged.refresh_at, until)
  }
  postpone(places)
  for (const code of sku_codes) {
    const sku = skus.get(code)
    postpone(sku)
    for (const component of sku?.value.components ?? []) postpone(skus.get(component.sku))
  }
}

const toSnapshot = (
  skus: ReadonlyMap<string, SnapshotSku>,
  { locations, location_by_id, channels, routing }: Places,
  channel_id: string | undefined,
): Snapshot => ({
  skus,
  locations,
  location_by_id,
  channel: channel_id === undefined ? undefined : channels.get(channel_id),
  routing,
})

function remember(merchant_id: MerchantId): Remembered {
  const empty = { skus: new Map(), places: undefined }
  merchants.set(merchant_id, empty)
  return empty
}

const sizeOf = ({ skus, places }: Remembered) =>
  skus.size + (places ? places.value.locations.length + places.value.channels.size : 0)

/** Forgets the merchants that came first, and at last the one that came last. */
function makeRoom(newest: MerchantId): void {
  for (const merchant_id of merchants.keys()) {
    if (rows <= MAX_ROWS) return
    if (merchant_id !== newest) forgetCatalog(merchant_id)
  }
  if (rows > MAX_ROWS) forgetCatalog(newest)
}
