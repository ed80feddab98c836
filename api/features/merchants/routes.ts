import { keyholder } from '../../http/auth'
import { checkIfMatch, etag } from '../../http/preconditions'
import { orThrow, Problem } from '../../http/problem'
import { endpoint } from '../../http/router'
import { changeSettings } from './change-settings'
import { createMerchant, toCreatedMerchant } from './create-merchant'
import { findMerchant, toSettings } from './repository'
import {
  CreatedMerchantSchema,
  CreateMerchantSchema,
  PatchSettingsSchema,
  SettingsSchema,
} from './schemas'

const tag = 'Merchants'
/** Keys are shown once: nothing on the way is to keep them. */
const secretAnswer = { 'cache-control': 'no-store' }

export const merchants = [
  endpoint(
    {
      method: 'post',
      path: '/v1/merchants',
      operation_id: 'createMerchant',
      summary: 'Create a merchant',
      description:
        'Answers its two keys, which are shown only now. Its channel `web` exists at once.',
      tag,
      access: { key: 'operator' },
      body: CreateMerchantSchema,
      responses: { 201: CreatedMerchantSchema.describe('The merchant, with its keys.') },
      problems: ['slug_taken'],
    },
    async ({ services, actor, body }) => {
      const created = orThrow(await createMerchant(services, body, actor))
      return { status: 201, body: toCreatedMerchant(created), headers: secretAnswer }
    },
  ),

  endpoint(
    {
      method: 'get',
      path: '/v1/settings',
      operation_id: 'getSettings',
      summary: 'Read the merchant’s settings',
      tag,
      access: { key: 'secret', scope: 'settings:read' },
      responses: { 200: SettingsSchema },
      problems: ['not_found'],
    },
    async ({ services, principal }) => {
      const merchant = await findMerchant(services.directory, keyholder(principal).merchant.id)
      if (!merchant) throw new Problem('not_found')
      const headers = { etag: etag(merchant.version) }
      return { status: 200, body: toSettings(merchant), headers }
    },
  ),

  endpoint(
    {
      method: 'patch',
      path: '/v1/settings',
      operation_id: 'changeSettings',
      summary: 'Change the merchant’s settings',
      description: 'What is absent stays. Currency and slug are fixed.',
      tag,
      access: { key: 'secret', scope: 'settings:write' },
      body: PatchSettingsSchema,
      responses: { 200: SettingsSchema.describe('The settings, changed.') },
      problems: ['not_found', 'version_stale'],
    },
    async ({ c, services, principal, actor, body }) => {
      const { merchant } = keyholder(principal)
      const check = ({ version }: { version: number }) => checkIfMatch(c, version)
      const changed = orThrow(await changeSettings(services, merchant.id, body, check, actor))
      const headers = { etag: etag(changed.version) }
      return { status: 200, body: toSettings(changed), headers }
    },
  ),
]
