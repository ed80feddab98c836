import { z } from '@hono/zod-openapi'
import { keyholder } from '../../http/auth'
import { listEndpoint } from '../../http/list-endpoint'
import { checkIfMatch, etag } from '../../http/preconditions'
import { orThrow, Problem } from '../../http/problem'
import { endpoint } from '../../http/router'
import { locationId, page, pageQuery } from '../../http/schemas'
import { putLocation } from './put-location'
import { findLocation, listLocations, toLocation } from './repository'
import { LocationSchema, PutLocationSchema } from './schemas'

const tag = 'Locations'
const params = z.object({ location_id: locationId })

export const locations = [
  endpoint(
    {
      method: 'put',
      path: '/v1/locations/{location_id}',
      operation_id: 'putLocation',
      summary: 'Create or replace a location',
      description: 'Replaces the location wholly: what is absent is cleared. At most 10,000.',
      tag,
      access: { key: 'secret', scope: 'catalog:write' },
      params,
      body: PutLocationSchema,
      responses: {
        200: LocationSchema.describe('The location, replaced.'),
        201: LocationSchema.describe('The location, created.'),
      },
      problems: ['version_stale', 'limit_reached'],
    },
    async ({ c, services, principal, actor, params: { location_id }, body }) => {
      const { merchant } = keyholder(principal)
      const check = (row: { version: number } | undefined) => checkIfMatch(c, row?.version)
      const put = await putLocation(services, merchant.id, location_id, body, check, actor)
      const { created, row } = orThrow(put)
      const headers = { etag: etag(row.version) }
      return { status: created ? 201 : 200, body: toLocation(row), headers }
    },
  ),

  listEndpoint(
    {
      path: '/v1/locations',
      operation_id: 'listLocations',
      summary: 'List locations by id',
      tag,
      access: { key: 'secret', scope: 'catalog:read' },
      query: z.object(pageQuery),
      responses: { 200: page(LocationSchema) },
    },
    {
      rows: ({ db, merchant_id, limit }, after: string | undefined) =>
        listLocations(db, merchant_id, after ?? '', limit),
      key: ({ location_id }) => location_id,
      wire: toLocation,
    },
  ),

  endpoint(
    {
      method: 'get',
      path: '/v1/locations/{location_id}',
      operation_id: 'getLocation',
      summary: 'Read a location',
      tag,
      access: { key: 'secret', scope: 'catalog:read' },
      params,
      responses: { 200: LocationSchema },
    },
    async ({ services, principal, params: { location_id } }) => {
      const { merchant } = keyholder(principal)
      const key = { merchant_id: merchant.id, location_id }
      const row = await findLocation(services.shardFor(merchant.id), key)
      if (!row) throw new Problem('not_found')
      return { status: 200, body: toLocation(row), headers: { etag: etag(row.version) } }
    },
  ),
]
