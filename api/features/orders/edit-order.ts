import type { z } from '@hono/zod-openapi'
import { leavingYet } from '../../domain/fulfillments/fulfillment'
import type { Aggregate, At, Change } from '../../domain/orders/aggregate'
import { derive, paidAmounts, payable, unitsWanted } from '../../domain/orders/derive'
import {
  type AddedLines,
  editOrder as decideEdit,
  type OrderEdit,
} from '../../domain/orders/edit-order'
import { fetchedAt, type OrderAllocation, type OrderLine } from '../../domain/orders/order'
import { priceOrder } from '../../domain/orders/price-order'
import { giveBack } from '../../domain/payments/give-back'
import { overpaymentReturned } from '../../domain/refunds/refundable'
import { cumulative } from '../../domain/refunds/slices'
import type { RefundOrder } from '../../domain/refunds/split-tenders'
import type { Rejection } from '../../domain/rejection'
import type { OrderId, OrderLineId } from '../../domain/shared/ids'
import { err, ok, type Result } from '../../domain/shared/result'
import type { Asked } from '../../http/idempotency'
import { orThrow } from '../../http/problem'
import type { Services } from '../../services'
import { loadSnapshot, type Snapshot } from '../catalog/snapshot'
import { findPaymentSettings } from '../payments/repository'
import { sendMoney } from '../returns/send-money'
import { type AcquiredUnits, changeOrderWithUnits } from './acquire-units'
import { begin, type Changed } from './change-order'
import type { EditOrderSchema, OrderEditSchema } from './change-schemas'
import { composeLine } from './compose-order'
import { toOrder } from './order'
import type { OrderLineInputSchema } from './schemas'

type EditBody = z.output<typeof EditOrderSchema>
type WireEdit = z.output<typeof OrderEditSchema>

/** Shows what an edit would come to, or makes it: units that come are acquired first. */
export async function editOrder(
  services: Services,
  { request, actor }: Asked,
  order_id: OrderId,
  body: EditBody,
): Promise<Changed<WireEdit>> {
  const { merchant_id } = request
  const ask = { merchant_id, order_id, request, actor }
  const { replayed, before } = await begin<WireEdit>(services, ask)
  if (replayed) return replayed
  const skus = [...before.lines, ...body.add].map(({ sku }) => sku)
  const snapshot = await loadSnapshot(services, merchant_id, skus, before.order.channel)
  const { refund_order } = await findPaymentSettings(services.shardFor(merchant_id), merchant_id)
  const plan: Plan = { body, snapshot, refund_order }
  if (!body.commit) {
    const at = { now: services.now(), newId: services.newId }
    const preview = orThrow(decide(plan, before, at, []))
    const after = derive(preview.aggregate, at.now)
    return { status: 200, body: toWire(before, after, false), replayed: false, skus: [] }
  }
  let from = before
  const money = sendMoney(services, ask)
  const done = await changeOrderWithUnits(services, {
    ...ask,
    want: (aggregate) => {
      from = aggregate
      const location_id = fetchedAt(aggregate.order)
      return ok(
        linesToAdd(plan, aggregate.lines).map(({ sku, quantity, unit_price }) => ({
          ...{ sku, quantity, unit_value: unit_price, location_id },
        })),
      )
    },
    beside: leavingYet,
    decide: (aggregate, at, units) =>
      money.note(aggregate, decide(plan, aggregate, at, allocate(aggregate, units))),
    answer: ({ aggregate }) => ({ status: 200, body: toWire(from, aggregate, true) }),
  })
  await money.send()
  return done
}

interface Plan {
  body: EditBody
  snapshot: Snapshot
  refund_order: RefundOrder
}

function decide(
  plan: Plan,
  aggregate: Aggregate,
  at: At,
  allocations: readonly OrderAllocation[],
): Result<Change, Rejection> {
  const { version } = plan.body
  if (version !== undefined && version !== aggregate.order.version) {
    return err({ code: 'order_changed' })
  }
  const added = compose(plan, aggregate, allocations, at)
  if (!added.ok) return added
  const edited = decideEdit(aggregate, toEdit(plan, aggregate), added.value, at)
  return edited.ok ? giveBack(aggregate, edited.value, 'edited', plan.refund_order, at) : edited
}

function toEdit({ body }: Plan, { lines }: Aggregate): OrderEdit {
  return {
    remove: body.lines.flatMap(({ line_id, quantity }) => {
      const line = lines.find(({ id }) => id === line_id)
      // An unknown line is refused by the rule, with one unit as well as with none.
      if (!line) return [{ line_id: line_id as OrderLineId, quantity: 1 }]
      const fewer = quantity === undefined ? 0 : unitsWanted(line) - quantity
      return fewer > 0 ? [{ line_id: line.id, quantity: fewer }] : []
    }),
    prices: body.lines.flatMap(({ line_id, unit_price, tax }) =>
      unit_price === undefined ? [] : [{ line_id: line_id as OrderLineId, unit_price, tax }],
    ),
    shipping_address: body.shipping_address,
  }
}

/** Lines that come to the order: new ones, and more of those there are at the price they have. */
function linesToAdd(
  { body }: Plan,
  lines: readonly OrderLine[],
): z.output<typeof OrderLineInputSchema>[] {
  const more = body.lines.flatMap(({ line_id, quantity, unit_price }) => {
    const line = lines.find(({ id }) => id === line_id)
    const units = line && quantity !== undefined ? quantity - unitsWanted(line) : 0
    if (!line || units <= 0) return []
    const { sku, title, properties } = line
    const tax = cumulative(line.tax, line.quantity, units)
    const price = unit_price ?? line.unit_price
    return [{ sku, title, properties, quantity: units, unit_price: price, discount: 0, tax }]
  })
  return [...more, ...body.add]
}

/** Units of the lines to add, at the positions those lines will have. */
const allocate = (
  { order, lines }: Aggregate,
  { attempt_id, shares }: AcquiredUnits,
): OrderAllocation[] =>
  shares.flatMap(({ line, sku, units }) =>
    units.map((unit) => ({
      ...{ merchant_id: order.merchant_id, order_id: order.id, position: lines.length + line },
      ...{ sku, attempt_id, ...unit, quantity_dispatched: 0 },
    })),
  )

function compose(
  plan: Plan,
  { order, lines }: Aggregate,
  allocations: readonly OrderAllocation[],
  at: At,
): Result<AddedLines, Rejection> {
  const inputs = linesToAdd(plan, lines)
  const priced = priceOrder(inputs, 0, { amount: 0, tax: 0 })
  if (!priced.ok) return priced
  const added = inputs.flatMap((input, index) => {
    const amounts = priced.value.lines[index]
    const place = { ...order, position: lines.length + index }
    return amounts ? [composeLine(input, amounts, plan.snapshot, place, at)] : []
  })
  return ok({ lines: added, allocations })
}

function toWire(before: Aggregate, after: Aggregate, committed: boolean): WireEdit {
  const { kept, authorized } = paidAmounts(after)
  const owed = payable(after)
  const refund = overpaymentReturned(after.refunds.slice(before.refunds.length))
  return {
    committed,
    payable_before: payable(before),
    payable_after: owed,
    due: Math.max(0, owed - kept - authorized),
    refund,
    overpaid: Math.max(0, kept - owed),
    order: toOrder(after),
  }
}
