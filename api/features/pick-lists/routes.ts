import { z } from '@hono/zod-openapi'
import { keyholder } from '../../http/auth'
import { replayedHeaders, requestKey } from '../../http/idempotency'
import { etag } from '../../http/preconditions'
import { endpoint } from '../../http/router'
import { createPickList } from './claim-work'
import { readPickList, toPickList } from './pick-list'
import type { PickListId } from './repository'
import { finishPickList, scanItem } from './scan-item'
import { CreatePickListSchema, PickListSchema, ScanSchema } from './schemas'

const params = z.object({ id: z.string().max(100) })
const tag = 'Pick lists'
const write = { key: 'secret', scope: 'orders:write' } as const

export const pickLists = [
  endpoint(
    {
      method: 'post',
      path: '/v1/pick_lists',
      operation_id: 'createPickList',
      summary: 'Start a walk along a location’s shelves',
      description:
        'Claims up to `limit` open fulfillments, due first, which are `picking` from now on. Nobody else gets them. An empty list: there is nothing to do.',
      tag,
      access: write,
      idempotent: true,
      body: CreatePickListSchema,
      responses: { 201: PickListSchema },
      problems: ['unknown_location', 'idempotency_key_reused'],
    },
    async ({ services, principal, actor, idempotency_key, body }) => {
      const { merchant } = keyholder(principal)
      const request = requestKey(merchant.id, 'createPickList', idempotency_key, body)
      const done = await createPickList(services, { request, actor }, body)
      const headers = { etag: etag(done.body.version), ...replayedHeaders(done.replayed) }
      return { status: 201, body: done.body, headers }
    },
  ),
  endpoint(
    {
      method: 'get',
      path: '/v1/pick_lists/{id}',
      operation_id: 'getPickList',
      summary: 'Read a pick list',
      tag,
      access: { key: 'secret', scope: 'orders:read' },
      params,
      responses: { 200: PickListSchema },
    },
    async ({ services, principal, params: { id } }) => {
      const merchant_id = keyholder(principal).merchant.id
      const { row, ...contents } = await readPickList(services, merchant_id, id as PickListId)
      const headers = { etag: etag(row.version) }
      return { status: 200, body: toPickList(row, contents), headers }
    },
  ),
  endpoint(
    {
      method: 'post',
      path: '/v1/pick_lists/{id}/scan',
      operation_id: 'scanItem',
      summary: 'Scan what was taken from the shelf',
      description: 'By its bar code or SKU. What does not belong on the list is refused.',
      tag,
      access: write,
      idempotent: true,
      params,
      body: ScanSchema,
      responses: { 200: PickListSchema },
      problems: ['wrong_item', 'idempotency_key_reused', 'pick_list_completed'],
    },
    async ({ services, principal, actor, idempotency_key, params: { id }, body }) => {
      const { merchant } = keyholder(principal)
      const request = requestKey(merchant.id, 'scanItem', idempotency_key, { id, ...body })
      const done = await scanItem(services, { request, actor }, id as PickListId, body)
      const headers = { etag: etag(done.body.version), ...replayedHeaders(done.replayed) }
      return { status: 200, body: done.body, headers }
    },
  ),
  endpoint(
    {
      method: 'post',
      path: '/v1/pick_lists/{id}/finish',
      operation_id: 'finishPickList',
      summary: 'Finish a pick list',
      description:
        'When everything was scanned. What is missing is reported per fulfillment first.',
      tag,
      access: write,
      idempotent: true,
      params,
      responses: { 200: PickListSchema },
      problems: ['idempotency_key_reused', 'pick_list_incomplete', 'pick_list_completed'],
    },
    async ({ services, principal, actor, idempotency_key, params: { id } }) => {
      const { merchant } = keyholder(principal)
      const request = requestKey(merchant.id, 'finishPickList', idempotency_key, { id })
      const done = await finishPickList(services, { request, actor }, id as PickListId)
      const headers = { etag: etag(done.body.version), ...replayedHeaders(done.replayed) }
      return { status: 200, body: done.body, headers }
    },
  ),
]
