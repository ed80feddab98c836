import type { Aggregate } from '../../domain/orders/aggregate'
import type { ApprovalContext } from '../../domain/returns/approve-return'
import type { ReturnTerms } from '../../domain/returns/open-return'
import { type PolicyVersion, policyAtPlacement } from '../../domain/returns/policy'
import type { PostalAddress, Return, ReturnParcel } from '../../domain/returns/return'
import type { MerchantId, OrderId } from '../../domain/shared/ids'
import type { Instant } from '../../domain/shared/time'
import { Problem } from '../../http/problem'
import type { Services } from '../../services'
import { loadSnapshot, type Snapshot } from '../catalog/snapshot'
import { findMerchant, type MerchantRow } from '../merchants/repository'
import { findPaymentSettings } from '../payments/repository'
import { findPoliciesOf } from './repository'

/** What decisions about returns, claims and withdrawals need beside the order. */
export interface ReturnContext {
  merchant: MerchantRow
  snapshot: Snapshot
  terms: (aggregate: Aggregate) => ReturnTerms
  approval: (aggregate: Aggregate, now: Instant) => ApprovalContext
  refund_order: ApprovalContext['refund_order']
}

/** @param skus what is to be sent on top: exchanges and replacements */
export async function loadContext(
  services: Services,
  merchant_id: MerchantId,
  order_id: OrderId,
  skus: readonly string[] = [],
): Promise<ReturnContext> {
  const db = services.shardFor(merchant_id)
  const [merchant, versions, snapshot, { refund_order }] = await Promise.all([
    findMerchant(services.directory, merchant_id),
    findPoliciesOf(db, merchant_id, order_id),
    loadSnapshot(services, merchant_id, skus),
    findPaymentSettings(db, merchant_id),
  ])
  if (!merchant) throw new Problem('not_found')
  const { time_zone } = merchant
  return {
    merchant,
    snapshot,
    refund_order,
    terms: ({ order }) => ({ frozen: frozenFor(versions, order), time_zone }),
    approval: (aggregate, now) => ({
      ...{ time_zone, refund_order, catalog: snapshot.skus },
      label: (ret, parcel, index) => {
        const request = labelRequest({ aggregate, ret, parcel, index, snapshot, merchant, now })
        return request && services.carrier.assignLabel(request)
      },
    }),
  }
}

/** Orders from before the country was kept go by their address. */
const frozenFor = (versions: readonly PolicyVersion[], order: Aggregate['order']) =>
  policyAtPlacement(
    versions,
    order.placed_country ?? order.shipping_address?.country ?? null,
    order.created_at,
  )

interface LabelNeeds {
  aggregate: Aggregate
  ret: Return
  parcel: ReturnParcel
  index: number
  snapshot: Snapshot
  merchant: MerchantRow
  now: Instant
}

/** The outbound addresses, swapped. Null for what nobody can address: a handover in a store. */
export function labelRequest(needs: LabelNeeds) {
  const { aggregate, ret, parcel, index, snapshot, merchant, now } = needs
  const from = aggregate.order.shipping_address
  const location = snapshot.location_by_id.get(parcel.location_id)
  if (!from || !location) return null
  const to: PostalAddress = { name: `${merchant.name}, ${location.name}`, ...location.address }
  const { latitude: _, longitude: __, ...sender } = from
  return {
    ...{ parcel_id: parcel.id, reference: referenceOf(ret, index), from: sender, to },
    ...{ weight_grams: null, created_at: now },
  }
}

export const referenceOf = ({ number }: Pick<Return, 'number'>, index: number) =>
  `${number}-P${index + 1}`
