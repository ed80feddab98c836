import { z } from '@hono/zod-openapi'
import { gateways as names } from '../../domain/payments/payment'
import { keyholder } from '../../http/auth'
import { checkIfMatch, etag } from '../../http/preconditions'
import { endpoint } from '../../http/router'
import { findPaymentSettings } from '../payments/repository'
import { PaymentSettingsSchema, PutPaymentSettingsSchema } from '../payments/schemas'
import { putGateway, putPaymentSettings } from './put-gateway'
import { findGatewaySettings, listGatewaySettings, toGateway } from './repository'
import { GatewaySchema, gatewayName, PutGatewaySchema } from './schemas'

const params = z.object({ gateway: gatewayName })
const tag = 'Money'
const read = { key: 'secret', scope: 'settings:read' } as const
const write = { key: 'secret', scope: 'settings:write' } as const

export const gateways = [
  endpoint(
    {
      method: 'get',
      path: '/v1/gateways',
      operation_id: 'listGateways',
      summary: 'List the gateways and how they are set up',
      tag,
      access: read,
      responses: { 200: z.object({ data: z.array(GatewaySchema) }) },
    },
    async ({ services, principal }) => {
      const merchant_id = keyholder(principal).merchant.id
      const rows = await listGatewaySettings(services.shardFor(merchant_id), merchant_id)
      const rowOf = new Map(rows.map((row) => [row.gateway, row]))
      return { status: 200, body: { data: names.map((name) => toGateway(name, rowOf.get(name))) } }
    },
  ),
  endpoint(
    {
      method: 'get',
      path: '/v1/gateways/{gateway}',
      operation_id: 'getGateway',
      summary: 'Read how a gateway is set up',
      tag,
      access: read,
      params,
      responses: { 200: GatewaySchema },
    },
    async ({ services, principal, params: { gateway } }) => {
      const merchant_id = keyholder(principal).merchant.id
      const db = services.shardFor(merchant_id)
      const row = await findGatewaySettings(db, merchant_id, gateway)
      const body = toGateway(gateway, row)
      return { status: 200, body, headers: { etag: etag(body.version) } }
    },
  ),
  endpoint(
    {
      method: 'put',
      path: '/v1/gateways/{gateway}',
      operation_id: 'putGateway',
      summary: 'Set a gateway up',
      description: 'Secrets are kept sealed and never answered; one that is absent stays.',
      tag,
      access: write,
      params,
      body: PutGatewaySchema,
      responses: { 200: GatewaySchema },
      problems: ['version_stale'],
    },
    async ({ c, services, principal, params: { gateway }, body }) => {
      const merchant_id = keyholder(principal).merchant.id
      const check = ({ version }: { version: number }) => checkIfMatch(c, version)
      const row = await putGateway(services, merchant_id, gateway, body, check)
      const answer = toGateway(gateway, row)
      return { status: 200, body: answer, headers: { etag: etag(answer.version) } }
    },
  ),
  endpoint(
    {
      method: 'get',
      path: '/v1/settings/payments',
      operation_id: 'getPaymentSettings',
      summary: 'Read what the merchant decides about payments',
      tag,
      access: read,
      responses: { 200: PaymentSettingsSchema },
    },
    async ({ services, principal }) => {
      const merchant_id = keyholder(principal).merchant.id
      const settings = await findPaymentSettings(services.shardFor(merchant_id), merchant_id)
      return { status: 200, body: toSettings(settings), headers: { etag: etag(settings.version) } }
    },
  ),
  endpoint(
    {
      method: 'put',
      path: '/v1/settings/payments',
      operation_id: 'putPaymentSettings',
      summary: 'Decide about refunds, unpaid orders and late money',
      tag,
      access: write,
      body: PutPaymentSettingsSchema,
      responses: { 200: PaymentSettingsSchema },
      problems: ['version_stale'],
    },
    async ({ c, services, principal, body }) => {
      const merchant_id = keyholder(principal).merchant.id
      const check = ({ version }: { version: number }) => checkIfMatch(c, version)
      const saved = await putPaymentSettings(services, merchant_id, body, check)
      return { status: 200, body: toSettings(saved), headers: { etag: etag(saved.version) } }
    },
  ),
]

type Settings = Awaited<ReturnType<typeof findPaymentSettings>>
const toSettings = ({ refund_order, ...settings }: Settings) => ({
  ...settings,
  refund_order: refund_order === 'proportional' ? refund_order : [...refund_order],
})
