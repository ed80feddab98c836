import { paidLine, paidRows } from '../claims/claim'
import type { Aggregate, At } from '../orders/aggregate'
import type { OrderLineId } from '../shared/ids'
import { err, ok, type Result } from '../shared/result'
import type { Instant } from '../shared/time'
import { type Sendback, splitIntoParcels } from './destinations'
import { checkReturnable, type Eligibility, eligibilityOf } from './eligibility'
import { type ExchangeLine, exchangeBalance } from './exchange'
import { lineFacts, sentFrom } from './facts'
import type { FrozenPolicy, Resolution } from './policy'
import { quoteUnits, withholdFrom, withOutbound } from './quote'
import type { ReturnRejection } from './rejection'
import { noCounts, type Return, type ReturnOrigin, unitsUnsettled } from './return'
import { availableToReturn, goodsOfRows, outboundOf } from './settle'

export interface ReturnWish {
  lines: readonly { line_id: string; quantity: number; reason: string; note: string | null }[]
  resolution: Resolution
  exchange_lines: readonly ExchangeLine[]
}

/** What the order's placement fixed, and where its clocks are. */
export interface ReturnTerms {
  frozen: FrozenPolicy
  time_zone: string
}

/** What may be returned of an order now, line by line. */
export const eligibility = (
  aggregate: Aggregate,
  { frozen, time_zone }: ReturnTerms,
  now: Instant,
): Eligibility[] =>
  lineFacts(aggregate).map((facts) => eligibilityOf(facts, frozen.policy, time_zone, now))

/**
 * A return as it would be opened: checked line by line, quoted, split into parcels. The quote a
 * customer sees and the return that is opened are this one decision.
 */
export function draftReturn(
  aggregate: Aggregate,
  wish: ReturnWish,
  terms: ReturnTerms,
  at: At,
): Result<Return, ReturnRejection> {
  const { policy } = terms.frozen
  const checked = checkReturnable(
    eligibility(aggregate, terms, at.now),
    wish.lines.map((line) => ({ ...line, line_id: line.line_id as OrderLineId })),
  )
  if (!checked.ok) return checked
  if (!policy.resolutions.includes(wish.resolution)) {
    return err({ code: 'resolution_not_offered', offered: policy.resolutions })
  }
  const { deadline } = checked.value
  return composeReturn(aggregate, wish, terms, { origin: 'request', deadline }, at)
}

/** The return itself, of units that are known to be returnable. */
export function composeReturn(
  aggregate: Aggregate,
  wish: ReturnWish,
  { frozen: { market, version, policy } }: ReturnTerms,
  { origin, deadline }: { origin: ReturnOrigin; deadline: Instant | null },
  at: At,
): Result<Return, ReturnRejection> {
  const { order, lines, returns, claims } = aggregate
  const promised = (paid: { id: OrderLineId }) =>
    lines
      .filter(({ id }) => paidLine(claims, id) === paid.id)
      .flatMap(({ id }) => returns.map((each) => unitsUnsettled(each, id)))
      .reduce((all, each) => all + each, 0)
  const goods = goodsOfRows(lines, paidRows(claims, wish.lines), promised)
  const units = wish.lines.map(({ reason }, index) => ({ reason, goods: goods[index] ?? 0 }))
  const store_credit = wish.resolution === 'store_credit'
  const worth = withOutbound(
    quoteUnits(policy, units, { currency: order.currency, store_credit }),
    outboundOf(aggregate, origin, wish.lines),
  )
  const balance = exchangeBalance(wish.exchange_lines, worth.refund)
  if (!balance.ok) return balance
  const new_total = wish.resolution === 'exchange' ? balance.value.new_total : null
  const quote = withholdFrom(worth, { available: availableToReturn(aggregate), new_total }, policy)
  const sendbacks = wish.lines.map((row, index): Sendback => {
    const { line_id, quantity, reason } = row
    const sku = lines.find(({ id }) => id === line_id)?.sku ?? ''
    const sent_from = sentFrom(aggregate, line_id)
    return {
      line_id: line_id as OrderLineId,
      sku,
      quantity,
      reason,
      value: goods[index] ?? 0,
      sent_from,
    }
  })
  const origin_of = {
    country: order.shipping_address?.country ?? null,
    region: order.shipping_address?.region ?? null,
  }
  const parcels = quote.keep_items
    ? []
    : splitIntoParcels(policy.destinations, origin_of, sendbacks).map((parcel) => ({
        ...{ id: at.newId('parcel'), ...parcel, label: null, tracking: null },
        status: 'pending' as const,
      }))
  return ok({
    ...{ merchant_id: order.merchant_id, id: at.newId('return'), order_id: order.id },
    number: `${order.number}-R${returns.length + 1}`,
    ...{ status: 'requested', origin, resolution: wish.resolution },
    lines: sendbacks.map(({ line_id, sku }, index) => ({
      ...{ line_id, sku, quantity: wish.lines[index]?.quantity ?? 0 },
      ...{ reason: wish.lines[index]?.reason ?? '', note: wish.lines[index]?.note ?? null },
      ...{ counts: noCounts, settled: { quantity: 0, goods: 0 } },
    })),
    ...{ market, policy_version: version, policy, quote, parcels, deadline },
    exchange:
      wish.resolution === 'exchange'
        ? { ...balance.value, lines: wish.exchange_lines, line_ids: [], credit_standing: 0 }
        : null,
    ...{ fee_charged: 0, bonus_due: null, expires_at: null, decline_reason: null },
    photos: [],
    ...{ version: 1, created_at: at.now, updated_at: at.now },
  })
}
