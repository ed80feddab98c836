import type { Aggregate, At, Change } from '../orders/aggregate'
import type { OrderHold } from '../orders/order'
import { type ApprovalContext, approve } from '../returns/approve-return'
import { withdrawalEvent } from '../returns/events'
import { lineFacts } from '../returns/facts'
import { composeReturn, type ReturnTerms } from '../returns/open-return'
import type { ReturnPolicy } from '../returns/policy'
import type { ReturnRejection } from '../returns/rejection'
import { err, ok, type Result } from '../shared/result'
import type { Instant } from '../shared/time'
import { unitsByLine } from '../shared/units-by-line'
import { coveredByRight, refusalOf, type WantedUnits } from './covered'
import type { Withdrawal } from './withdrawal'

/** The name, the order and a way to answer are all that may be asked for. */
export interface WithdrawalWish {
  name: string
  contact: string
  /** Empty: everything that the right covers. */
  lines: readonly { line_id: string; quantity: number }[]
}

export interface WithdrawalDraft {
  lines: Withdrawal['lines']
  unsent: Withdrawal['unsent']
  deadline: Instant | null
}

/**
 * What a withdrawal would cover, if the right is there: units that left come back, units that have
 * not left are not sent any more. Marks such as final sale do not stand in its way.
 */
export function draftWithdrawal(
  aggregate: Aggregate,
  wish: WithdrawalWish,
  { frozen, time_zone }: ReturnTerms,
  now: Instant,
): Result<WithdrawalDraft, ReturnRejection> {
  const facts = lineFacts(aggregate)
  const units: WantedUnits[] = []
  const wanted = wish.lines.length > 0 ? unitsByLine(wish.lines) : undefined
  for (const line_id of wanted?.keys() ?? []) {
    if (!facts.some((each) => each.line_id === line_id))
      return err({ code: 'unknown_line', line_id })
  }
  for (const { line_id, sku, shipped, taken } of facts) {
    const line = aggregate.lines.find(({ id }) => id === line_id)
    if (!line || (wanted && !wanted.has(line_id))) continue
    const left = shipped.reduce((all, { quantity }) => all + quantity, 0)
    const here = line.quantity - line.quantity_canceled - left
    const all = Math.max(0, left - taken) + here
    const asked = wanted?.get(line_id) ?? all
    if (asked > all) {
      const reason = taken > 0 ? 'already_returned' : 'not_fulfilled'
      const refused = { line_id, reason, returnable: all, requested: asked } as const
      return err({ code: 'not_returnable', lines: [refused] })
    }
    // What has not left is the easier part: nobody has to send it back.
    const unsent = Math.min(asked, here)
    if (asked > 0) units.push({ line_id, sku, unsent, sent: asked - unsent })
  }
  if (units.length === 0) return err({ code: 'withdrawal_nothing_left' })
  const covered = coveredByRight(aggregate, units, { frozen, time_zone }, now)
  const refused = refusalOf(covered)
  const open = covered.filter(({ checked }) => checked.ok)
  // Who names nothing means whatever the right covers; who names something means that.
  if (refused && (wanted || open.length === 0)) return err(refused)
  const of = (count: 'sent' | 'unsent') =>
    open.flatMap((each) =>
      each[count] > 0 ? [{ line_id: each.line_id, quantity: each[count] }] : [],
    )
  const ends = open.map(({ deadline }) => deadline)
  const deadline = ends.includes(null) ? null : Math.min(...ends.map(Number))
  return ok({ lines: of('sent'), unsent: of('unsent'), deadline })
}

export type WithdrawalChange = Change & { withdrawal: Withdrawal }

/**
 * The second step: the consumer confirms. Units that left get a return that needs no approval and
 * costs no fee; an order with units that have not left stops until a person has canceled them.
 */
export function confirmWithdrawal(
  aggregate: Aggregate,
  wish: WithdrawalWish & { statement: string },
  terms: ReturnTerms,
  context: ApprovalContext,
  at: At,
): Result<WithdrawalChange, ReturnRejection> {
  const drafted = draftWithdrawal(aggregate, wish, terms, at.now)
  if (!drafted.ok) return drafted
  const { lines, unsent, deadline } = drafted.value
  const returned =
    lines.length > 0 ? returnOf(aggregate, drafted.value, terms, context, at) : undefined
  if (returned && !returned.ok) return returned
  const change = returned?.value ?? { aggregate, events: [], tasks: [] }
  const { merchant_id, id: order_id } = aggregate.order
  const withdrawal: Withdrawal = {
    ...{ merchant_id, id: at.newId('withdrawal'), order_id, status: 'confirmed' },
    ...{ name: wish.name, contact: wish.contact, lines, unsent },
    return_id: returned?.value.ret.id ?? null,
    ...{ statement: wish.statement, deadline },
    ...{ version: 1, created_at: at.now, updated_at: at.now },
  }
  const stopped = unsent.length > 0 ? stop(change.aggregate, withdrawal, at) : change.aggregate
  return ok({
    ...change,
    aggregate: { ...stopped, withdrawals: [...stopped.withdrawals, withdrawal] },
    events: [...change.events, withdrawalEvent(withdrawal)],
    withdrawal,
  })
}

/** The law's terms in place of the merchant's: no fee, no refusal; money when the goods are in. */
export const withdrawalPolicy = (policy: ReturnPolicy): ReturnPolicy => ({
  ...policy,
  restocking_fee_bps: 0,
  return_shipping:
    policy.return_shipping.payer === 'merchant' ? { payer: 'merchant' } : { payer: 'customer' },
  refund_trigger: 'on_receipt',
})

function returnOf(
  aggregate: Aggregate,
  { lines, deadline }: WithdrawalDraft,
  { frozen, time_zone }: ReturnTerms,
  context: ApprovalContext,
  at: At,
) {
  const wish = {
    lines: lines.map((line) => ({ ...line, reason: 'withdrawal', note: null })),
    ...{ resolution: 'refund' as const, exchange_lines: [] },
  }
  const terms = { frozen: { ...frozen, policy: withdrawalPolicy(frozen.policy) }, time_zone }
  const ret = composeReturn(aggregate, wish, terms, { origin: 'withdrawal', deadline }, at)
  if (!ret.ok) return ret
  const nothing = { attempt_id: at.newId('attempt'), shares: [] }
  return approve(aggregate, ret.value, context, nothing, at)
}

/** Nothing more is sent until somebody has looked. */
function stop(aggregate: Aggregate, { id }: Withdrawal, at: At): Aggregate {
  const { order, fulfillments } = aggregate
  const hold: OrderHold = {
    ...{ id: at.newId('hold'), reason: 'other', note: `withdrawal ${id}`, created_at: at.now },
  }
  return { ...aggregate, order: { ...order, holds: [...order.holds, hold] }, fulfillments }
}
