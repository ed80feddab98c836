/** Orders that were paid, sent and delivered, and a returns desk that works on them. */
import { type Aggregate, type At, replaceById } from '../../../../api/domain/orders/aggregate'
import { derive } from '../../../../api/domain/orders/derive'
import type { Order } from '../../../../api/domain/orders/order'
import { takeUnits, unitsOf } from '../../../../api/domain/orders/units'
import { addPayment } from '../../../../api/domain/payments/add-payment'
import { applyAnswer } from '../../../../api/domain/payments/apply-answer'
import { defaultRefundOrder } from '../../../../api/domain/refunds/split-tenders'
import type { PinnedUnits } from '../../../../api/domain/returns/added-lines'
import {
  type ApprovalContext,
  approve,
  type ReturnChange,
} from '../../../../api/domain/returns/approve-return'
import type { ExchangeLine } from '../../../../api/domain/returns/exchange'
import {
  draftReturn,
  type ReturnTerms,
  type ReturnWish,
} from '../../../../api/domain/returns/open-return'
import { defaultPolicy, type ReturnPolicy } from '../../../../api/domain/returns/policy'
import type { ReceivedUnits } from '../../../../api/domain/returns/receive'
import { receiveReturn } from '../../../../api/domain/returns/receive-return'
import type { Return } from '../../../../api/domain/returns/return'
import { type IdKind, idPrefixes } from '../../../../api/domain/shared/ids'
import type { Result } from '../../../../api/domain/shared/result'
import { type LineSpec, NOW, orderOf } from '../../orders/support/aggregate'

export const DAY = 24 * 60 * 60 * 1_000
export { NOW }

const drawn = new Map<IdKind, number>()
export const at = (days = 0): At => ({
  now: NOW + days * DAY,
  newId: (kind) => {
    const next = (drawn.get(kind) ?? 0) + 1
    drawn.set(kind, next)
    return `${idPrefixes[kind]}_new${next}`
  },
})

export const must = <T>(result: Result<T, unknown>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

/** Whatever is pending at gateways succeeds. */
export function settled(aggregate: Aggregate, when: At): Aggregate {
  for (const { id: payment_id, operations } of aggregate.payments) {
    const pending = operations.find(({ status }) => status === 'pending')
    if (!pending) continue
    const answer = { status: 'succeeded', reference: null } as const
    const answered = { payment_id, operation_id: pending.id, answer, multicapture: true }
    return settled(applyAnswer(aggregate, answered, when).aggregate, when)
  }
  return derive(aggregate, when.now)
}

/** The customer pays what is due. */
export function pay(aggregate: Aggregate, when = at()): Aggregate {
  const wanted = { gateway: 'manual', token: null, capture: true, reference: null } as const
  return settled(must(addPayment(aggregate, wanted, when)).aggregate, when)
}

/** Everything that may leave leaves, and arrives the same day. */
export function deliver(aggregate: Aggregate, days = 0): Aggregate {
  const { now } = at(days)
  const ready = aggregate.fulfillments.filter(({ status }) => status === 'open')
  const { allocations } = takeUnits(aggregate, 'dispatch', ready.flatMap(unitsOf))
  const sent = ready.map((each) => ({
    ...each,
    status: 'delivered' as const,
    milestones: { ...each.milestones, shipped: now, delivered: now },
  }))
  const fulfillments = replaceById(aggregate.fulfillments, ...sent)
  return derive({ ...aggregate, allocations, fulfillments }, now)
}

export const delivered = (specs: readonly LineSpec[], change: Partial<Order> = {}): Aggregate =>
  deliver(pay(orderOf(specs, change)))

/** A desk under a policy: every verb answers the order as it is afterwards, money settled. */
export function deskUnder(policy: Partial<ReturnPolicy> = {}) {
  const frozen = { market: 'default', version: 1, policy: { ...defaultPolicy, ...policy } }
  const terms: ReturnTerms = { frozen, time_zone: 'UTC' }
  const context: ApprovalContext = {
    ...{ time_zone: 'UTC', refund_order: defaultRefundOrder },
    catalog: new Map([
      ['NEW', { title: 'New', components: [], returnable: true, final_sale: false }],
    ]),
    label: () => null,
  }
  const open = (aggregate: Aggregate, wish: ReturnWish, when = at(1)) =>
    draftReturn(aggregate, wish, terms, when)
  const accept = (aggregate: Aggregate, ret: Return, when = at(1)) =>
    approve(aggregate, ret, context, pinned(ret.exchange?.lines ?? []), when)
  const opened = (aggregate: Aggregate, wish: ReturnWish, when = at(1)) =>
    after(accept(aggregate, must(open(aggregate, wish, when)), when), when)
  return { terms, context, open, accept, opened }
}

export const pinned = (lines: readonly ExchangeLine[]): PinnedUnits => ({
  attempt_id: 'att_new',
  shares: lines.map(({ sku, quantity }, line) => ({
    ...{ line, sku, quantity, location_id: undefined },
    units: [{ location_id: 'berlin', quantity }],
  })),
})

/** The order and the return once a decision is saved and its money has moved. */
export function after(decided: Result<ReturnChange, unknown>, when = at(1)) {
  const { aggregate, ret, tasks, events } = must(decided)
  return { aggregate: settled(aggregate, when), ret, tasks, events }
}

export const receive = (
  aggregate: Aggregate,
  ret: Return,
  units: readonly ReceivedUnits[],
  when = at(2),
) => {
  const arrival = { location_id: 'berlin', units }
  const decided = receiveReturn(aggregate, ret, arrival, defaultRefundOrder, when)
  return { ...after(decided, when), exceptions: must(decided).exceptions }
}

export const back = (
  line: number,
  quantity: number,
  disposition: ReceivedUnits['disposition'] = 'restock',
): ReceivedUnits => ({ line_id: `lin_${line}`, quantity, disposition })

export const wishFor = (
  units: readonly (readonly [line: number, quantity: number, reason?: string])[],
  change: Partial<ReturnWish> = {},
): ReturnWish => ({
  lines: units.map(([line, quantity, reason = 'too_small']) => {
    return { line_id: `lin_${line}`, quantity, reason, note: null }
  }),
  ...{ resolution: 'refund', exchange_lines: [], ...change },
})

export const totals = ({ payments, refunds }: Aggregate) => ({
  captured: payments.reduce((all, { captured }) => all + captured, 0),
  refunded: payments.reduce((all, { refunded }) => all + refunded, 0),
  refunds: refunds.map(({ amount }) => amount),
})
