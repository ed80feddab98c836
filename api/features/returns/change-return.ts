import type { z } from '@hono/zod-openapi'
import type { Actor } from '../../domain/access/audit'
import type { Aggregate, At } from '../../domain/orders/aggregate'
import { fetchedAt } from '../../domain/orders/order'
import type { Rejection } from '../../domain/rejection'
import {
  approve,
  findReturn as findIn,
  type ReturnChange,
} from '../../domain/returns/approve-return'
import { cancel, complete, decline, expire, markInTransit } from '../../domain/returns/move-return'
import { receiveReturn as decideReceipt } from '../../domain/returns/receive-return'
import type { Return } from '../../domain/returns/return'
import type { MerchantId, OrderId, OrderLineId } from '../../domain/shared/ids'
import { ok, type Result } from '../../domain/shared/result'
import type { RequestKey } from '../../http/idempotency'
import { Problem } from '../../http/problem'
import type { Services } from '../../services'
import { changeOrderWithUnits } from '../orders/acquire-units'
import { type Changed, changeOrder } from '../orders/change-order'
import { giveBonus } from './give-bonus'
import { findReturn } from './repository'
import { loadContext, type ReturnContext } from './return-context'
import type { ReceiveReturnSchema, ShipReturnSchema } from './schemas'
import { sendMoney } from './send-money'
import { toReturn, type WireReturn } from './wire'

/** Which return, and who asks: with an order, only a return of that one is known. */
export interface Addressed {
  merchant_id: MerchantId
  return_id: string
  order_id?: OrderId
  request: RequestKey | null
  actor: Actor
}

type Decide = (
  aggregate: Aggregate,
  ret: Return,
  at: At,
  context: ReturnContext,
) => Result<ReturnChange, Rejection>

export async function addressedReturn(
  services: Services,
  { merchant_id, return_id, order_id }: Omit<Addressed, 'request' | 'actor'>,
): Promise<Return> {
  const found = await findReturn(services.shardFor(merchant_id), merchant_id, return_id)
  if (!found || (order_id !== undefined && found.order_id !== order_id)) {
    throw new Problem('not_found')
  }
  return found
}

/** Every change of a return is a change of its order, under the order's lock. */
async function change(
  services: Services,
  addressed: Addressed,
  decide: Decide,
): Promise<Changed<WireReturn>> {
  const { merchant_id, return_id, request, actor } = addressed
  const { order_id, id } = await addressedReturn(services, addressed)
  const context = await loadContext(services, merchant_id, order_id)
  const money = sendMoney(services, { merchant_id, order_id })
  const changed = await changeOrder<ReturnChange, WireReturn>(services, {
    ...{ merchant_id, order_id, request, actor },
    decide: (aggregate, at) => {
      const found = findIn(aggregate, id)
      return found.ok ? money.note(aggregate, decide(aggregate, found.value, at, context)) : found
    },
    answer: ({ ret }) => ({ status: 200, body: toReturn(ret) }),
  })
  await money.send()
  await giveBonus(services, { merchant_id, return_id })
  return changed
}

/** An exchange’s new units are promised by the batch that approves it. */
export async function approveReturn(services: Services, addressed: Addressed) {
  const { merchant_id, request, actor } = addressed
  const { order_id, id, exchange } = await addressedReturn(services, addressed)
  const skus = exchange?.lines.map(({ sku }) => sku) ?? []
  const context = await loadContext(services, merchant_id, order_id, skus)
  const money = sendMoney(services, { merchant_id, order_id })
  const changed = await changeOrderWithUnits<ReturnChange, WireReturn>(services, {
    ...{ merchant_id, order_id, request, actor },
    want: (aggregate, at) => {
      const found = findIn(aggregate, id)
      if (!found.ok) return found
      // A refusal must not take units first.
      const nothing = { attempt_id: at.newId('attempt'), shares: [] }
      const approval = context.approval(aggregate, at.now)
      const tried = approve(aggregate, found.value, approval, nothing, at)
      if (!tried.ok) return tried
      const location_id = fetchedAt(aggregate.order)
      const lines = found.value.exchange?.lines ?? []
      return ok(lines.map(({ sku, quantity }) => ({ sku, quantity, location_id })))
    },
    decide: (aggregate, at, units) => {
      const found = findIn(aggregate, id)
      if (!found.ok) return found
      const approval = context.approval(aggregate, at.now)
      return money.note(aggregate, approve(aggregate, found.value, approval, units, at))
    },
    answer: ({ ret }) => ({ status: 200, body: toReturn(ret) }),
  })
  await money.send()
  await giveBonus(services, { merchant_id, return_id: id })
  return changed
}

export const declineReturn = (services: Services, addressed: Addressed, reason: string) =>
  change(services, addressed, (aggregate, ret, at) => decline(aggregate, ret, reason, at))

export const cancelReturn = (services: Services, addressed: Addressed) =>
  change(services, addressed, (aggregate, ret, at, { refund_order }) =>
    cancel(aggregate, ret, refund_order, at),
  )

export const completeReturn = (services: Services, addressed: Addressed) =>
  change(services, addressed, (aggregate, ret, at, { refund_order }) =>
    complete(aggregate, ret, refund_order, at),
  )

export const expireReturn = (services: Services, addressed: Addressed) =>
  change(services, addressed, (aggregate, ret, at, { refund_order }) =>
    expire(aggregate, ret, refund_order, at),
  )

export const shipReturn = (
  services: Services,
  addressed: Addressed,
  { parcel_id, carrier, tracking_number }: z.output<typeof ShipReturnSchema>,
) =>
  change(services, addressed, (aggregate, ret, at, { refund_order }) => {
    const tracking =
      carrier === undefined ? null : { carrier, tracking_number: tracking_number ?? null }
    const sent = { parcel_id: parcel_id ?? null, tracking }
    return markInTransit(aggregate, ret, sent, refund_order, at)
  })

export const receiveReturn = (
  services: Services,
  addressed: Addressed,
  { location_id, lines }: z.output<typeof ReceiveReturnSchema>,
) =>
  change(services, addressed, (aggregate, ret, at, { snapshot, refund_order }) => {
    if (!snapshot.location_by_id.has(location_id)) {
      return { ok: false, error: { code: 'unknown_location', location_id } }
    }
    const units = lines.map((line) => ({ ...line, line_id: line.line_id as OrderLineId }))
    return decideReceipt(aggregate, ret, { location_id, units }, refund_order, at)
  })

/** A return, of one order if one is named. */
export const readReturn = async (
  services: Services,
  addressed: Omit<Addressed, 'request' | 'actor'>,
): Promise<WireReturn> => toReturn(await addressedReturn(services, addressed))
