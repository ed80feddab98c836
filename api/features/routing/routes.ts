import { z } from '@hono/zod-openapi'
import type { Id, OrderId } from '../../domain/shared/ids'
import { keyholder } from '../../http/auth'
import { listEndpoint } from '../../http/list-endpoint'
import { checkIfMatch, etag } from '../../http/preconditions'
import { orThrow, Problem } from '../../http/problem'
import { endpoint } from '../../http/router'
import { instantToWire, page, pageQuery } from '../../http/schemas'
import { previewOrderRouting, previewRouting } from './preview-routing'
import { putRouting, readRoutingSettings } from './put-routing'
import {
  findReroutings,
  findRouting,
  findSimulation,
  listSimulations,
  toRouting,
  toRoutingSettings,
  toSimulation,
} from './repository'
import {
  OrderRoutingSchema,
  PreviewOrderRoutingSchema,
  PreviewRoutingSchema,
  PutRoutingSchema,
  RoutingSchema,
  RoutingSettingsSchema,
} from './schemas'
import { simulateRouting } from './simulate-routing'
import { RoutingSimulationSchema, SimulateRoutingSchema } from './simulation-schemas'

const tag = 'Routing'
const params = z.object({ id: z.string().max(100) })
const readSettings = { key: 'secret', scope: 'settings:read' } as const
const writeSettings = { key: 'secret', scope: 'settings:write' } as const
const readOrders = { key: 'secret', scope: 'orders:read' } as const

export const routing = [
  endpoint(
    {
      method: 'get',
      path: '/v1/routing',
      operation_id: 'getRouting',
      summary: 'Read how orders are routed',
      tag,
      access: readSettings,
      responses: { 200: RoutingSettingsSchema },
    },
    async ({ services, principal }) => {
      const settings = await readRoutingSettings(services, keyholder(principal).merchant.id)
      return { status: 200, body: settings, headers: { etag: etag(settings.version) } }
    },
  ),

  endpoint(
    {
      method: 'put',
      path: '/v1/routing',
      operation_id: 'putRouting',
      summary: 'Replace how orders are routed',
      description:
        'Rules are asked in turn, each where the ones before tie; what still ties goes to fewer parcels, to the lower `priority`, then to the location id. Until it is replaced: `minimize_splits`, `stay_in_market`, `closest`.',
      tag,
      access: writeSettings,
      body: PutRoutingSchema,
      responses: { 200: RoutingSettingsSchema.describe('The settings, replaced.') },
      problems: ['unknown_location', 'version_stale'],
    },
    async ({ c, services, principal, actor, body }) => {
      const merchant_id = keyholder(principal).merchant.id
      const check = (version: number) => checkIfMatch(c, version)
      const row = orThrow(await putRouting(services, merchant_id, body, check, actor))
      return {
        status: 200,
        body: toRoutingSettings(row),
        headers: { etag: etag(row.version) },
      }
    },
  ),

  endpoint(
    {
      method: 'post',
      path: '/v1/routing/preview',
      operation_id: 'previewRouting',
      summary: 'Plan a cart without effect',
      description: 'With the stock as it is now. Nothing is held by it.',
      tag,
      access: readOrders,
      body: PreviewRoutingSchema,
      responses: { 200: RoutingSchema },
      problems: [
        'unknown_sku',
        'unknown_location',
        'unknown_channel',
        'insufficient_stock',
        'unroutable',
        'unavailable',
      ],
    },
    async ({ services, principal, body }) => {
      const { merchant } = keyholder(principal)
      return { status: 200, body: toRouting(await previewRouting(services, merchant, body)) }
    },
  ),

  endpoint(
    {
      method: 'get',
      path: '/v1/orders/{id}/routing',
      operation_id: 'getOrderRouting',
      summary: 'Read the plan an order was placed with, and every one since',
      description:
        'With at most 100 locations per list, and always those that send something; of the plans since, at most the 20 newest with 20 locations.',
      tag,
      access: readOrders,
      params,
      responses: { 200: OrderRoutingSchema },
    },
    async ({ services, principal, params: { id } }) => {
      const merchant_id = keyholder(principal).merchant.id
      const db = services.shardFor(merchant_id)
      const found = await findRouting(db, merchant_id, id as OrderId)
      if (!found) throw new Problem('not_found')
      const again = await findReroutings(db, merchant_id, id as OrderId)
      const reroutings = again.map(({ cause, routing: plan, created_at }) => ({
        ...{ cause, ...toRouting(plan), routed_at: instantToWire(created_at) },
      }))
      return { status: 200, body: { ...toRouting(found), reroutings } }
    },
  ),

  endpoint(
    {
      method: 'post',
      path: '/v1/orders/{id}/routing/preview',
      operation_id: 'previewOrderRouting',
      summary: 'Plan what has not left of an order without effect',
      description: 'With the stock as it is now, and what the order has of it.',
      tag,
      access: readOrders,
      params,
      body: PreviewOrderRoutingSchema,
      responses: { 200: RoutingSchema },
      problems: ['insufficient_stock', 'unroutable', 'unavailable'],
    },
    async ({ services, principal, params: { id }, body }) => {
      const { merchant } = keyholder(principal)
      const routed = await previewOrderRouting(services, merchant, id as OrderId, body)
      return { status: 200, body: toRouting(routed) }
    },
  ),

  endpoint(
    {
      method: 'post',
      path: '/v1/routing/simulations',
      operation_id: 'simulateRouting',
      summary: 'Replay past orders under other rules',
      description:
        'At most 1,000 orders of the period, oldest first, each with the stock it met, corrected by what the orders before it would have left. Both sides are measured by what locations cost now.',
      tag,
      access: writeSettings,
      body: SimulateRoutingSchema,
      responses: { 201: RoutingSimulationSchema },
    },
    async ({ services, principal, body }) => {
      const merchant_id = keyholder(principal).merchant.id
      return { status: 201, body: toSimulation(await simulateRouting(services, merchant_id, body)) }
    },
  ),

  listEndpoint(
    {
      path: '/v1/routing/simulations',
      operation_id: 'listRoutingSimulations',
      summary: 'List simulations, newest first',
      tag,
      access: readSettings,
      query: z.object(pageQuery),
      responses: { 200: page(RoutingSimulationSchema) },
    },
    {
      rows: ({ db, merchant_id, limit }, before: Id<'simulation'> | undefined) =>
        listSimulations(db, merchant_id, before, limit),
      key: ({ id }) => id,
      wire: toSimulation,
    },
  ),

  endpoint(
    {
      method: 'get',
      path: '/v1/routing/simulations/{id}',
      operation_id: 'getRoutingSimulation',
      summary: 'Read a simulation',
      tag,
      access: readSettings,
      params,
      responses: { 200: RoutingSimulationSchema },
    },
    async ({ services, principal, params: { id } }) => {
      const merchant_id = keyholder(principal).merchant.id
      const row = await findSimulation(services.shardFor(merchant_id), merchant_id, id)
      if (!row) throw new Problem('not_found')
      return { status: 200, body: toSimulation(row) }
    },
  ),
]
