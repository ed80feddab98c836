import { type Aggregate, type At, replaceById, type TaskDraft } from '../orders/aggregate'
import { returnOverpaid } from '../refunds/return-overpaid'
import type { RefundOrder } from '../refunds/split-tenders'
import type { Id, MerchantId, OrderId, OrderLineId } from '../shared/ids'
import { ok, type Result } from '../shared/result'
import type { Instant } from '../shared/time'
import { unitsByLine } from '../shared/units-by-line'
import { type ReturnChange, reviseReturn, withReturn } from './approve-return'
import { returnEvent } from './events'
import { checkStillFree } from './facts'
import { releaseExchange } from './move-return'
import { type ArrivedUnits, type ReceivedUnits, receive } from './receive'
import type { ReturnRejection } from './rejection'
import {
  type ArrivedDisposition,
  type Disposition,
  type Return,
  type ReturnLine,
  type ReturnParcel,
  unitsArrived,
  unitsInspected,
} from './return'
import { creditOf, type Settlement, settle } from './settle'

/** More arrived than was authorized: in no stock and paid to nobody, until a person looks at it. */
export interface ReturnException {
  merchant_id: MerchantId
  id: Id<'return_exception'>
  order_id: OrderId
  return_id: Id<'return'>
  line_id: OrderLineId
  location_id: string
  quantity: number
  disposition: Disposition
  status: 'open' | 'resolved'
  note: string | null
  created_at: Instant
  resolved_at: Instant | null
}

export type ReceivedChange = ReturnChange & { exceptions: readonly ReturnException[] }

/**
 * Units of a return arrive at a location and are inspected: stock follows the disposition of each,
 * money follows what has arrived, and an exchange goes out when all of it is in. What comes after the
 * return expired counts, too, unless its units were spoken for since.
 */
export function receiveReturn(
  aggregate: Aggregate,
  ret: Return,
  { location_id, units }: { location_id: string; units: readonly ReceivedUnits[] },
  refund_order: RefundOrder,
  at: At,
): Result<ReceivedChange, ReturnRejection> {
  const free = ret.status === 'expired' ? checkStillFree(aggregate, ret) : ok(undefined)
  if (!free.ok) return free
  const receipt = receive(ret, units)
  if (!receipt.ok) return receipt
  const { arrived, surplus, lines } = receipt.value
  const parcels = ret.parcels.map((parcel) =>
    parcel.location_id === location_id || isUnpacked(parcel, lines)
      ? { ...parcel, status: 'received' as const }
      : parcel,
  )
  const received = reviseReturn(ret, { status: 'received', lines, parcels, expires_at: null }, at)
  const booked = {
    aggregate: { ...aggregate, lines: countReturned(aggregate, arrived) },
    events: [],
    tasks: stockTasks(aggregate, arrived, location_id),
  }
  const on_arrival = ret.policy.refund_trigger !== 'on_inspection' || ret.exchange !== null
  const terms = { basis: 'arrived', refund_order } as const
  const settled = on_arrival
    ? settle(booked.aggregate, received, terms, at)
    : ok({ change: { ...booked, tasks: [] }, ret: received })
  if (!settled.ok) return settled
  const { change, ret: paid } = restoreCredit(settled.value, refund_order, at)
  const whole = lines.every((line) => unitsArrived(line) === line.quantity)
  const released = whole ? releaseExchange(change.aggregate, paid, at).aggregate : change.aggregate
  const exceptions = surplus.map((each): ReturnException => {
    const id = at.newId('return_exception')
    const { merchant_id, order_id, id: return_id } = ret
    const place = { merchant_id, id, order_id, return_id, location_id }
    return { ...place, ...each, status: 'open', note: null, created_at: at.now, resolved_at: null }
  })
  const told = [
    returnEvent('return.received', paid, { location_id, received: namesOf(ret, units) }),
  ]
  if (surplus.length > 0) {
    told.push(returnEvent('return.surplus_received', paid, { location_id, surplus }))
  }
  const tasks = [...booked.tasks, ...change.tasks]
  return ok({ ...withReturn({ ...change, aggregate: released, tasks }, paid, told), exceptions })
}

/**
 * What was charged for in exchange because nothing had come is owed no more as far as something has;
 * what was paid of it goes back.
 */
function restoreCredit(settled: Settlement, refund_order: RefundOrder, at: At): Settlement {
  const { change, ret } = settled
  const { exchange } = ret
  const credit = creditOf(ret)
  if (!exchange || exchange.line_ids.length === 0 || credit <= exchange.credit_standing) {
    return settled
  }
  const credited: Return = { ...ret, exchange: { ...exchange, credit_standing: credit } }
  const before = change.aggregate
  const after = { ...before, returns: replaceById(before.returns, credited) }
  const given = returnOverpaid(before, after, `return ${ret.number}`, refund_order, at)
  const events = [...change.events, ...given.events]
  return { change: { ...change, aggregate: given.aggregate, events }, ret: credited }
}

/** All of it was looked at, wherever it went. */
const isUnpacked = (parcel: ReturnParcel, lines: readonly ReturnLine[]) =>
  parcel.lines.every(({ line_id }) =>
    lines
      .filter((line) => line.line_id === line_id)
      .every((line) => unitsInspected(line) >= line.quantity),
  )

const namesOf = ({ lines }: Return, units: readonly ReceivedUnits[]) =>
  units.map((each) => ({
    ...each,
    sku: lines.find(({ line_id }) => line_id === each.line_id)?.sku ?? '',
  }))

function countReturned({ lines }: Aggregate, arrived: readonly ArrivedUnits[]) {
  const units = unitsByLine<string>(arrived)
  return lines.map((line) => {
    const more = units.get(line.id)
    return more ? { ...line, quantity_returned: line.quantity_returned + more } : line
  })
}

const accounts: Record<ArrivedDisposition, 'available' | 'damaged' | 'quality_control'> = {
  restock: 'available',
  damaged: 'damaged',
  quality_control: 'quality_control',
}

/** A kit comes back as its parts. One task per SKU and account. */
function stockTasks(
  { order, lines }: Aggregate,
  arrived: readonly ArrivedUnits[],
  location_id: string,
): TaskDraft[] {
  const units = new Map<
    string,
    { sku: string; disposition: ArrivedDisposition; quantity: number }
  >()
  for (const { line_id, quantity, disposition } of arrived) {
    const line = lines.find(({ id }) => id === line_id)
    if (!line) continue
    const parts = line.components.length > 0 ? line.components : [{ sku: line.sku, quantity: 1 }]
    for (const part of parts) {
      const key = `${part.sku} ${disposition}`
      const known = units.get(key)?.quantity ?? 0
      units.set(key, { sku: part.sku, disposition, quantity: known + quantity * part.quantity })
    }
  }
  return [...units.values()].map(({ sku, disposition, quantity }): TaskDraft => {
    const account = accounts[disposition]
    const task = { type: 'return', order_id: order.id, account } as const
    return { sku, task: { ...task, units: [{ location_id, quantity }] } }
  })
}
