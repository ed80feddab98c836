import { z } from '@hono/zod-openapi'
import { keyholder } from '../../http/auth'
import { listEndpoint } from '../../http/list-endpoint'
import { checkIfMatch, etag } from '../../http/preconditions'
import { Problem } from '../../http/problem'
import { endpoint } from '../../http/router'
import { integerText, page, pageQuery } from '../../http/schemas'
import { market, PutReturnPolicySchema, ReturnPolicySchema } from './policy-schemas'
import { putPolicy, toPolicy } from './put-policy'
import { findPolicy, listPolicies } from './repository'

const tag = 'Return policies'
const read = { key: 'secret', scope: 'settings:read' } as const
const write = { key: 'secret', scope: 'settings:write' } as const
const params = z.object({ market })

export const returnPolicies = [
  endpoint(
    {
      method: 'put',
      path: '/v1/return_policies/{market}',
      operation_id: 'putReturnPolicy',
      summary: 'Give a market its return policy',
      description:
        'A new version, for orders placed from now on. `default` serves every country that no other market names; a country that several name is served by the first of them.',
      tag,
      access: write,
      params,
      body: PutReturnPolicySchema,
      responses: { 200: ReturnPolicySchema, 201: ReturnPolicySchema },
      problems: ['unknown_location', 'version_stale'],
    },
    async ({ c, services, principal, actor, params: { market: name }, body }) => {
      const merchant_id = keyholder(principal).merchant.id
      const check = (current: { version: number } | undefined) => checkIfMatch(c, current?.version)
      const { policy, created } = await putPolicy(services, merchant_id, name, body, check, actor)
      const headers = { etag: etag(policy.version) }
      return { status: created ? 201 : 200, body: toPolicy(policy), headers }
    },
  ),
  listEndpoint(
    {
      path: '/v1/return_policies',
      operation_id: 'listReturnPolicies',
      summary: 'List the markets’ return policies',
      tag,
      access: read,
      query: z.strictObject(pageQuery),
      responses: { 200: page(ReturnPolicySchema) },
    },
    {
      rows: ({ db, merchant_id, limit }, after: string | undefined) =>
        listPolicies(db, merchant_id, after, limit),
      key: ({ market }) => market,
      wire: toPolicy,
    },
  ),
  endpoint(
    {
      method: 'get',
      path: '/v1/return_policies/{market}',
      operation_id: 'getReturnPolicy',
      summary: 'Read a market’s return policy',
      description: 'The newest version, or the one that is named: they are kept for good.',
      tag,
      access: read,
      params,
      query: z.strictObject({ version: integerText.pipe(z.int().min(1)).optional() }),
      responses: { 200: ReturnPolicySchema },
    },
    async ({ services, principal, params: { market: name }, query: { version } }) => {
      const merchant_id = keyholder(principal).merchant.id
      const found = await findPolicy(services.shardFor(merchant_id), merchant_id, name, version)
      if (!found) throw new Problem('not_found')
      return { status: 200, body: toPolicy(found), headers: { etag: etag(found.version) } }
    },
  ),
]
