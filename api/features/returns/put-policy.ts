import type { z } from '@hono/zod-openapi'
import { whenOvertakenAgain } from '../../../db/optimistic-lock'
import { DEFAULT_MARKET, type PolicyVersion, type ReturnPolicy } from '../../domain/returns/policy'
import type { MerchantId } from '../../domain/shared/ids'
import { Problem } from '../../http/problem'
import { instantToWire } from '../../http/schemas'
import type { Services } from '../../services'
import { loadSnapshot } from '../catalog/snapshot'
import type { PutReturnPolicySchema, ReturnPolicySchema } from './policy-schemas'
import { findPolicy, insertPolicy } from './repository'

/**
 * Gives a market its next version. It holds for orders that are placed from now on.
 *
 * @param check refuses a change that was made from another version
 */
export async function putPolicy(
  services: Services,
  merchant_id: MerchantId,
  market: string,
  { countries, ...policy }: z.output<typeof PutReturnPolicySchema>,
  check: (current: PolicyVersion | undefined) => void,
): Promise<{ policy: PolicyVersion; created: boolean }> {
  await refuseUnknownLocations(services, merchant_id, policy)
  const db = services.shardFor(merchant_id)
  return whenOvertakenAgain(async () => {
    const current = await findPolicy(db, merchant_id, market)
    check(current)
    const version = (current?.version ?? 0) + 1
    const now = services.now()
    // Versions follow each other, whatever a clock says.
    const effective_at = Math.max(now, (current?.effective_at ?? 0) + 1)
    const served = market === DEFAULT_MARKET ? [] : countries
    const next: PolicyVersion = { market, countries: served, version, policy, effective_at }
    await insertPolicy(db, merchant_id, next, {
      ...{ id: services.newId('event'), merchant_id, type: 'return_policy.updated' },
      ...{ object_type: 'return_policy', object_id: market, version },
      data: { market, version, countries: served },
      created_at: now,
    })
    return { policy: next, created: current === undefined }
  })
}

async function refuseUnknownLocations(
  services: Services,
  merchant_id: MerchantId,
  { destinations: { rules, default_location_id } }: ReturnPolicy,
) {
  const named = [...rules.map(({ location_id }) => location_id), default_location_id]
  const { location_by_id } = await loadSnapshot(services, merchant_id, [])
  const unknown = named.find((id) => id !== null && !location_by_id.has(id))
  if (unknown) throw new Problem('unknown_location', { detail: `Location ${unknown} is unknown.` })
}

export const toPolicy = (each: PolicyVersion): z.output<typeof ReturnPolicySchema> => ({
  ...each.policy,
  market: each.market,
  countries: [...each.countries],
  fee_free_reasons: [...each.policy.fee_free_reasons],
  resolutions: [...each.policy.resolutions],
  approval: {
    ...each.policy.approval,
    reasons: each.policy.approval.reasons && [...each.policy.approval.reasons],
  },
  destinations: {
    ...each.policy.destinations,
    rules: each.policy.destinations.rules.map((rule) => ({
      location_id: rule.location_id,
      ...(rule.countries && { countries: [...rule.countries] }),
      ...(rule.regions && { regions: [...rule.regions] }),
      ...(rule.skus && { skus: [...rule.skus] }),
      ...(rule.reasons && { reasons: [...rule.reasons] }),
      ...(rule.min_value !== undefined && { min_value: rule.min_value }),
      ...(rule.max_value !== undefined && { max_value: rule.max_value }),
    })),
  },
  withdrawal: {
    ...each.policy.withdrawal,
    excluded_skus: [...each.policy.withdrawal.excluded_skus],
  },
  version: each.version,
  effective_at: instantToWire(each.effective_at),
})
