/** The rows a snapshot is made of, read in one round trip. */
import { and, asc, eq, sql } from 'drizzle-orm'
import type { Database } from '../../../db/database'
import { channels, locations, skus } from '../../../db/schema'
import type { MerchantId } from '../../domain/shared/ids'

type SkuRow = typeof skus.$inferSelect
type LocationRow = typeof locations.$inferSelect
type ChannelRow = typeof channels.$inferSelect

export type SnapshotSku = Readonly<
  Pick<
    SkuRow,
    'sku' | 'title' | 'components' | 'backorder' | 'returnable' | 'final_sale' | 'version'
  >
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
  >
>
export type SnapshotChannel = Readonly<
  Pick<ChannelRow, 'channel_id' | 'kind' | 'location_ids' | 'buffer' | 'cap'>
>

const skuColumns = {
  sku: skus.sku,
  title: skus.title,
  components: skus.components,
  backorder: skus.backorder,
  returnable: skus.returnable,
  final_sale: skus.final_sale,
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
}
const channelColumns = {
  channel_id: channels.channel_id,
  kind: channels.kind,
  location_ids: channels.location_ids,
  buffer: channels.buffer,
  cap: channels.cap,
}

/** The SKUs with the components of kits among them, all locations in order, all channels. */
export async function readSnapshotRows(
  db: Database,
  merchant_id: MerchantId,
  sku_codes: readonly string[],
) {
  const [sku_rows, location_rows, channel_rows] = await db.batch([
    selectWithComponents(db, merchant_id, sku_codes),
    db
      .select(locationColumns)
      .from(locations)
      .where(eq(locations.merchant_id, merchant_id))
      .orderBy(asc(locations.priority), asc(locations.location_id)),
    db.select(channelColumns).from(channels).where(eq(channels.merchant_id, merchant_id)),
  ])
  return { skus: sku_rows, locations: location_rows, channels: channel_rows }
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
