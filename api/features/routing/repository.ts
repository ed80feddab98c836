import type { z } from '@hono/zod-openapi'
import { and, desc, eq, gte, lt, sql } from 'drizzle-orm'
import { appendAudit, type NewAuditEntry } from '../../../db/append-audit'
import { appendEvent, type NewEvent } from '../../../db/append-event'
import { type Database, transact } from '../../../db/database'
import { everyColumn, prepared } from '../../../db/prepared'
import {
  order_reroutings,
  order_routings,
  routing_settings,
  routing_simulations,
} from '../../../db/schema'
import type { DeliveryWindow } from '../../domain/promises/promise'
import type { OrderRouting, RoutingBasis } from '../../domain/routing/record'
import type { RoutingSettings } from '../../domain/routing/rule'
import type { MerchantId, OrderId } from '../../domain/shared/ids'
import type { Instant } from '../../domain/shared/time'
import { instantToWire, present } from '../../http/schemas'
import type { RoutingSchema, RoutingSettingsSchema } from './schemas'
import type { RoutingSimulationSchema } from './simulation-schemas'

export type RoutingSettingsRow = typeof routing_settings.$inferSelect
export type SimulationRow = typeof routing_simulations.$inferSelect

export const findRoutingSettings = (db: Database, merchant_id: MerchantId) =>
  db
    .select()
    .from(routing_settings)
    .where(eq(routing_settings.merchant_id, merchant_id))
    .then(([row]) => row)

export function saveRoutingSettings(
  db: Database,
  row: RoutingSettingsRow,
  existing: RoutingSettingsRow | undefined,
  event: NewEvent,
  entry: NewAuditEntry,
): Promise<void> {
  const { merchant_id, ...changes } = row
  return transact(db, [
    appendEvent(db, event),
    appendAudit(db, entry),
    existing
      ? db
          .update(routing_settings)
          .set(changes)
          .where(eq(routing_settings.merchant_id, merchant_id))
      : db.insert(routing_settings).values(row),
  ])
}

/** For the batch that places the order: the plan it was placed with. */
export const insertRouting = (
  db: Database,
  row: {
    merchant_id: MerchantId
    order_id: OrderId
    routing: OrderRouting
    basis: RoutingBasis
    created_at: Instant
  },
) => insertRow(db, row)[0]

const insertRow = prepared((db) => [db.insert(order_routings).values(everyColumn(order_routings))])

export const findRouting = (db: Database, merchant_id: MerchantId, order_id: OrderId) =>
  db
    .select({ routing: order_routings.routing })
    .from(order_routings)
    .where(and(eq(order_routings.merchant_id, merchant_id), eq(order_routings.order_id, order_id)))
    .then(([row]) => row?.routing)

/** For the batch of a change that takes further units: the plan they come by. */
export const insertRerouting = (db: Database, row: typeof order_reroutings.$inferInsert) =>
  db.insert(order_reroutings).values(row)

/** How often an order was routed again that is told of: the newest. */
const REROUTINGS_MAX = 20

/** Oldest first. */
export const findReroutings = async (db: Database, merchant_id: MerchantId, order_id: OrderId) => {
  const { cause, routing, created_at, version } = order_reroutings
  const newest = await db
    .select({ cause, routing, created_at })
    .from(order_reroutings)
    .where(
      and(eq(order_reroutings.merchant_id, merchant_id), eq(order_reroutings.order_id, order_id)),
    )
    .orderBy(desc(version))
    .limit(REROUTINGS_MAX)
  return newest.toReversed()
}

const withinIds = (merchant_id: MerchantId, from: OrderId, to: OrderId) =>
  and(
    eq(order_routings.merchant_id, merchant_id),
    gte(order_routings.order_id, from),
    lt(order_routings.order_id, to),
  )

/** Plans of the orders whose ids lie in a range, oldest first. */
export const listRoutings = (
  db: Database,
  merchant_id: MerchantId,
  from: OrderId,
  to: OrderId,
  limit: number,
) =>
  db
    .select({
      order_id: order_routings.order_id,
      parcels: sql<string>`${order_routings.routing} ->> '$.parcels'`,
      basis: order_routings.basis,
    })
    .from(order_routings)
    .where(withinIds(merchant_id, from, to))
    .orderBy(order_routings.order_id)
    .limit(limit)
    .then((rows) =>
      rows.map((row) => ({ ...row, parcels: JSON.parse(row.parcels) as OrderRouting['parcels'] })),
    )

export const countRoutings = (db: Database, merchant_id: MerchantId, from: OrderId, to: OrderId) =>
  db.$count(order_routings, withinIds(merchant_id, from, to))

export const insertSimulation = (db: Database, row: SimulationRow) =>
  db.insert(routing_simulations).values(row)

const ofMerchant = (merchant_id: MerchantId) => eq(routing_simulations.merchant_id, merchant_id)

export const findSimulation = (db: Database, merchant_id: MerchantId, id: string) =>
  db
    .select()
    .from(routing_simulations)
    .where(and(ofMerchant(merchant_id), eq(routing_simulations.id, id as SimulationRow['id'])))
    .then(([row]) => row)

/** Newest first; one more than `limit`. */
export const listSimulations = (
  db: Database,
  merchant_id: MerchantId,
  before: SimulationRow['id'] | undefined,
  limit: number,
) =>
  db
    .select()
    .from(routing_simulations)
    .where(and(ofMerchant(merchant_id), before && lt(routing_simulations.id, before)))
    .orderBy(desc(routing_simulations.id))
    .limit(limit + 1)

/** Null is absent on the wire. */
const toWireSettings = ({ rules, max_splits, min_split_value }: RoutingSettings) => ({
  // Written as they were validated, only typed as what cannot be changed.
  rules: rules as z.output<typeof RoutingSettingsSchema>['rules'],
  ...present({ max_splits, min_split_value }),
})

export const toRoutingSettings = (
  row: Omit<RoutingSettingsRow, 'merchant_id' | 'created_at' | 'updated_at'>,
): z.output<typeof RoutingSettingsSchema> => ({
  ...toWireSettings(row),
  transit: row.transit as z.output<typeof RoutingSettingsSchema>['transit'],
  carrier_holidays: [...row.carrier_holidays],
  version: row.version,
})

const toWindow = (window: DeliveryWindow | null) =>
  window && {
    ship_by: instantToWire(window.ship_by),
    deliver_min: window.deliver_min === null ? null : instantToWire(window.deliver_min),
    deliver_max: window.deliver_max === null ? null : instantToWire(window.deliver_max),
  }

export const toRouting = (routing: OrderRouting): z.output<typeof RoutingSchema> => ({
  ...routing,
  settings: toWireSettings(routing.settings),
  parcels: routing.parcels.map((parcel) => ({
    ...parcel,
    units: [...parcel.units],
    promise: toWindow(parcel.promise),
  })),
  promise: toWindow(routing.promise),
  rules: routing.rules.map((rule) => ({ ...rule, ranks: [...rule.ranks] })),
  dropped: [...routing.dropped],
})

export const toSimulation = (row: SimulationRow): z.output<typeof RoutingSimulationSchema> => ({
  id: row.id,
  settings: toWireSettings(row.settings),
  placed_after: instantToWire(row.placed_after),
  placed_before: instantToWire(row.placed_before),
  ...row.figures,
  created_at: instantToWire(row.created_at),
})
