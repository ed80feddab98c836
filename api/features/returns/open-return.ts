import { paidRows } from '../../domain/claims/claim'
import type { Aggregate, At } from '../../domain/orders/aggregate'
import type { Rejection } from '../../domain/rejection'
import { approve, type ReturnChange, withReturn } from '../../domain/returns/approve-return'
import { returnEvent } from '../../domain/returns/events'
import { draftReturn, type ReturnWish } from '../../domain/returns/open-return'
import { approvesItself } from '../../domain/returns/quote'
import type { Return } from '../../domain/returns/return'
import { goodsOfRows } from '../../domain/returns/settle'
import type { MerchantId, OrderId } from '../../domain/shared/ids'
import { ok, type Result } from '../../domain/shared/result'
import type { Asked } from '../../http/idempotency'
import type { Services } from '../../services'
import { changeOrderWithUnits } from '../orders/acquire-units'
import type { Changed } from '../orders/change-order'
import { giveBonus } from './give-bonus'
import { loadContext, type ReturnContext } from './return-context'
import type { ReturnWishBody } from './schemas'
import { sendMoney } from './send-money'
import { toReturn, type WireReturn } from './wire'

export interface ReturnRequest {
  merchant_id: MerchantId
  order_id: OrderId
  wish: ReturnWishBody
}

export const toWish = ({ lines, resolution, exchange_lines = [] }: ReturnWishBody): ReturnWish => ({
  lines: lines.map(({ note, ...line }) => ({ ...line, note: note ?? null })),
  ...{ resolution, exchange_lines },
})

/**
 * Opens a return of what may come back. Where the policy approves by itself it is approved in the
 * same decision, and the new units of an exchange are promised with it.
 */
export async function openReturn(
  services: Services,
  { merchant_id, order_id, wish: body, request, actor }: ReturnRequest & Asked,
): Promise<Changed<WireReturn>> {
  const wish = toWish(body)
  const skus = wish.exchange_lines.map(({ sku }) => sku)
  const context = await loadContext(services, merchant_id, order_id, skus)
  const money = sendMoney(services, { merchant_id, order_id })
  const changed = await changeOrderWithUnits<ReturnChange, WireReturn>(services, {
    ...{ merchant_id, order_id, request, actor },
    want: (aggregate, at) => {
      const drafted = draft(aggregate, wish, context, at)
      if (!drafted.ok) return drafted
      return ok(drafted.value.approved ? wish.exchange_lines : [])
    },
    decide: (aggregate, at, units) => {
      const drafted = draft(aggregate, wish, context, at)
      if (!drafted.ok) return drafted
      const { ret, approved } = drafted.value
      const requested = returnEvent('return.requested', ret)
      const unchanged = { aggregate, events: [], tasks: [] }
      if (!approved) return ok(withReturn(unchanged, ret, [requested]))
      const done = approve(aggregate, ret, context.approval(aggregate, at.now), units, at)
      if (!done.ok) return done
      const events = [requested, ...done.value.events]
      return money.note(aggregate, ok({ ...done.value, events }))
    },
    answer: ({ ret }) => ({ status: 201, body: toReturn(ret) }),
  })
  await money.send()
  await giveBonus(services, { merchant_id, return_id: changed.body.id })
  return changed
}

function draft(
  aggregate: Aggregate,
  wish: ReturnWish,
  { terms }: ReturnContext,
  at: At,
): Result<{ ret: Return; approved: boolean }, Rejection> {
  const drafted = draftReturn(aggregate, wish, terms(aggregate), at)
  if (!drafted.ok) return drafted
  const ret = drafted.value
  const goods = goodsOfRows(aggregate.lines, paidRows(aggregate.claims, ret.lines))
  const units = ret.lines.map(({ reason }, index) => ({ reason, goods: goods[index] ?? 0 }))
  return ok({ ret, approved: approvesItself(ret.policy, units) })
}
