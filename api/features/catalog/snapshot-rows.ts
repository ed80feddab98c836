/** The rows a snapshot is made of, read in one round trip. */
import { and, asc, eq, sql } from 'drizzle-orm'
import type { Database } from '../../../db/database'
import { channels, locations, routing_settings, skus } from '../../../db/schema'
import type { MerchantId } from '../../domain/shared/ids'

type SkuRow = typeof skus.$inferSelect
type LocationRow = typeof locations.$inferSelect
type ChannelRow = typeof channels.$inferSelect

export type SnapshotSku = Readonly<
  Pick<SkuRow, 'sku' | 'title' | 'weight_grams' | 'components' | 'backorder' | 'version'>
>
export type SnapshotLocation = Readonly<
  Pick<
    LocationRow,
    | 'location_id'
    | 'name'
    | 'kind'
    | 'address'
    | 'latitude'
    | 'longitude'
    | 'ships'
    | 'pickup'
    | 'priority'
    | 'active'
    | 'time_zone'
    | 'cutoff'
    | 'handling_days'
    | 'parcel_cost'
    | 'cost_per_kg'
    | 'capacity_per_day'
    | 'holidays'
  >
>
/** How orders are routed, and how long parcels travel. */
export type SnapshotRouting = Readonly<
  Pick<
    typeof routing_settings.$inferSelect,
    'rules' | 'max_splits' | 'min_split_value' | 'transit' | 'carrier_holidays'
  >
>
export type SnapshotChannel = Readonly<
  Pick<ChannelRow, 'channel_id' | 'kind' | 'location_ids' | 'buffer' | 'cap'>
>

const skuColumns = {
  sku: skus.sku,
  title: skus.title,
  weight_grams: skus.weight_grams,
  components: skus.components,
  backorder: skus.backorder,
  version: skus.version,
}
const locationColumns = {
  location_id: locations.location_id,
  name: locations.name,
  kind: locations.kind,
  address: locations.address,
  latitude: locations.latitude,
  longitude: locations.longitude,
  ships: locations.ships,
  pickup: locations.pickup,
  priority: locations.priority,
  active: locations.active,
  time_zone: locations.time_zone,
  cutoff: locations.cutoff,
  handling_days: locations.handling_days,
  parcel_cost: locations.parcel_cost,
  cost_per_kg: locations.cost_per_kg,
  capacity_per_day: locations.capacity_per_day,
  holidays: locations.holidays,
}
const channelColumns = {
  channel_id: channels.channel_id,
  kind: channels.kind,
  location_ids: channels.location_ids,
  buffer: channels.buffer,
  cap: channels.cap,
}

const routingColumns = {
  rules: routing_settings.rules,
  max_splits: routing_settings.max_splits,
  min_split_value: routing_settings.min_split_value,
  transit: routing_settings.transit,
  carrier_holidays: routing_settings.carrier_holidays,
}

/**
 * The SKUs with the components of kits among them, all locations in order, all channels, and how
 * orders are routed.
 */
export async function readSnapshotRows(
  db: Database,
  merchant_id: MerchantId,
  sku_codes: readonly string[],
) {
  const [sku_rows, location_rows, channel_rows, [routing]] = await db.batch([
    selectWithComponents(db, merchant_id, sku_codes),
    db
      .select(locationColumns)
      .from(locations)
      .where(eq(locations.merchant_id, merchant_id))
      .orderBy(asc(locations.priority), asc(locations.location_id)),
    db.select(channelColumns).from(channels).where(eq(channels.merchant_id, merchant_id)),
    db
      .select(routingColumns)
      .from(routing_settings)
      .where(eq(routing_settings.merchant_id, merchant_id)),
  ])
  return { skus: sku_rows, locations: location_rows, channels: channel_rows, routing }
}

/** A JSON list stands for the codes: a statement takes at most 100 parameters. */
function selectWithComponents(db: Database, merchant_id: MerchantId, sku_codes: readonly string[]) {
  const codes = JSON.stringify(sku_codes)
  const wanted = sql`
    SELECT value FROM json_each(${codes})
    UNION
    SELECT json_extract(part.value, '$.sku')
    FROM skus AS kit, json_each(kit.components) AS part
    WHERE kit.merchant_id = ${merchant_id} AND kit.sku IN (SELECT value FROM json_each(${codes}))`
  return db
    .select(skuColumns)
    .from(skus)
    .where(and(eq(skus.merchant_id, merchant_id), sql`${skus.sku} IN (${wanted})`))
}
