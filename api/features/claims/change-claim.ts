import type { Actor } from '../../domain/access/audit'
import type { Claim, ClaimResolution } from '../../domain/claims/claim'
import {
  type ClaimChange,
  closeClaim,
  approveClaim as decideApproval,
  openClaim as decideOpening,
  findClaim as findIn,
} from '../../domain/claims/decide-claim'
import type { Aggregate } from '../../domain/orders/aggregate'
import { fetchedAt } from '../../domain/orders/order'
import type { MerchantId, OrderId } from '../../domain/shared/ids'
import { ok } from '../../domain/shared/result'
import type { RequestKey } from '../../http/idempotency'
import { Problem } from '../../http/problem'
import type { Services } from '../../services'
import { changeOrderWithUnits } from '../orders/acquire-units'
import { type Changed, changeOrder } from '../orders/change-order'
import { findOrder } from '../orders/repository'
import { loadContext } from '../returns/return-context'
import { sendMoney } from '../returns/send-money'
import { findClaim } from './repository'
import type { ClaimWishBody } from './schemas'
import { toClaim, type WireClaim } from './wire'

/** Which claim, and who asks: with an order, only a claim of that one is known. */
export interface Addressed {
  merchant_id: MerchantId
  claim_id: string
  order_id?: OrderId
  request: RequestKey | null
  actor: Actor
}

export async function addressedClaim(
  services: Services,
  { merchant_id, claim_id, order_id }: Omit<Addressed, 'request' | 'actor'>,
): Promise<Claim> {
  const found = await findClaim(services.shardFor(merchant_id), merchant_id, claim_id)
  if (!found || (order_id !== undefined && found.order_id !== order_id)) {
    throw new Problem('not_found')
  }
  return found
}

/** Opens a claim on units that were sent; its photos are added afterwards. */
export async function openClaim(
  services: Services,
  {
    merchant_id,
    order_id,
    request,
    actor,
    wish,
  }: {
    merchant_id: MerchantId
    order_id: OrderId
    request: RequestKey | null
    actor: Actor
    wish: ClaimWishBody
  },
): Promise<Changed<WireClaim>> {
  const context = await loadContext(services, merchant_id, order_id)
  return changeOrder<ClaimChange, WireClaim>(services, {
    ...{ merchant_id, order_id, request, actor },
    decide: (aggregate, at) => decideOpening(aggregate, wish, context.terms(aggregate), at),
    answer: ({ claim }) => ({ status: 201, body: toClaim(claim) }),
  })
}

/** A replacement’s units are promised by the batch that approves it. */
export async function approveClaim(
  services: Services,
  addressed: Addressed,
  resolution: ClaimResolution,
): Promise<Changed<WireClaim>> {
  const { merchant_id, request, actor } = addressed
  const { order_id, id, lines } = await addressedClaim(services, addressed)
  const skus = await claimedSkus(services, { merchant_id, order_id, lines })
  const { refund_order, snapshot } = await loadContext(services, merchant_id, order_id, skus)
  const money = sendMoney(services, { merchant_id, order_id })
  const changed = await changeOrderWithUnits<ClaimChange, WireClaim>(services, {
    ...{ merchant_id, order_id, request, actor },
    want: (aggregate, at) => {
      const found = findIn(aggregate, id)
      if (!found.ok) return found
      // A refusal must not take units first.
      const units = { attempt_id: at.newId('attempt'), shares: [] }
      const context = { refund_order, units, catalog: snapshot.skus }
      const tried = decideApproval(aggregate, found.value, resolution, context, at)
      if (!tried.ok) return tried
      return ok(resolution === 'replacement' ? wantedUnits(found.value, aggregate) : [])
    },
    decide: (aggregate, at, units) => {
      const found = findIn(aggregate, id)
      if (!found.ok) return found
      const context = { refund_order, units, catalog: snapshot.skus }
      const approved = decideApproval(aggregate, found.value, resolution, context, at)
      return money.note(aggregate, approved)
    },
    answer: ({ claim }) => ({ status: 200, body: toClaim(claim) }),
  })
  await money.send()
  return changed
}

const wantedUnits = (claim: Claim, { order, lines }: Aggregate) =>
  claim.lines.flatMap(({ line_id, quantity }) => {
    const sku = lines.find(({ id }) => id === line_id)?.sku
    return sku === undefined ? [] : [{ sku, quantity, location_id: fetchedAt(order) }]
  })

async function claimedSkus(
  services: Services,
  { merchant_id, order_id, lines }: Pick<Claim, 'merchant_id' | 'order_id' | 'lines'>,
): Promise<string[]> {
  const order = await findOrder(services.shardFor(merchant_id), merchant_id, order_id)
  const claimed = new Set<string>(lines.map(({ line_id }) => line_id))
  return order?.lines.filter(({ id }) => claimed.has(id)).map(({ sku }) => sku) ?? []
}

export async function closeClaimAs(
  services: Services,
  addressed: Addressed,
  status: 'declined' | 'canceled',
  reason: string | null,
): Promise<Changed<WireClaim>> {
  const { merchant_id, request, actor } = addressed
  const { order_id, id } = await addressedClaim(services, addressed)
  return changeOrder<ClaimChange, WireClaim>(services, {
    ...{ merchant_id, order_id, request, actor },
    decide: (aggregate, at) => {
      const found = findIn(aggregate, id)
      return found.ok ? closeClaim(aggregate, found.value, status, reason, at) : found
    },
    answer: ({ claim }) => ({ status: 200, body: toClaim(claim) }),
  })
}
