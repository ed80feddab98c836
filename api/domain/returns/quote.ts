import type { ReturnPolicy } from './policy'

/** Units to be given money for; `goods` is what their slices of the order's amounts come to. */
export interface QuotedUnits {
  reason: string
  /** Net and tax, minor units. */
  goods: number
}

export interface Quote {
  currency: string
  /** What the units cost the customer, tax included. */
  goods: number
  restocking_fee: number
  return_shipping: number
  /** The two together, at most `goods`. */
  fee: number
  /** Of goods − fee: was not paid in yet, went back already, or is promised to another return.
   * Older returns do not say. */
  withheld?: number
  /** The way there, given back with the last of everything that is withdrawn from (art. 13). */
  outbound_shipping?: number
  /** goods − fee + outbound_shipping − withheld: to the customer. Of an exchange goods − fee, which it takes first. */
  refund: number
  /** On top, when paid out as store credit. */
  bonus: number
  /** Worth too little to be sent back. */
  keep_items: boolean
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0)

/** Hundredths of a percent, rounded half up; the product can exceed 2^53. */
export const basisPoints = (amount: number, bps: number): number =>
  Number((BigInt(amount) * BigInt(bps) + 5_000n) / 10_000n)

type Terms = Pick<
  ReturnPolicy,
  'restocking_fee_bps' | 'return_shipping' | 'fee_free_reasons' | 'keep_below'
>

/**
 * What units are worth to the customer under a policy. Fees are taken of the units that are not
 * the merchant's fault, and never come to more than the goods.
 */
export function quoteUnits(
  policy: Terms & Pick<ReturnPolicy, 'store_credit_bonus_bps'>,
  units: readonly QuotedUnits[],
  { currency, store_credit }: { currency: string; store_credit: boolean },
): Quote {
  const goods = sum(units.map((each) => each.goods))
  const keep_items = policy.keep_below !== null && goods < policy.keep_below
  const { restocking_fee, return_shipping } = keep_items ? none : feesOf(policy, units, goods)
  const fee = restocking_fee + return_shipping
  const refund = goods - fee
  const bonus = store_credit ? basisPoints(refund, policy.store_credit_bonus_bps) : 0
  const fees = { restocking_fee, return_shipping, fee }
  return { currency, goods, ...fees, refund, bonus, keep_items }
}

export const withOutbound = (quote: Quote, outbound_shipping: number): Quote => ({
  ...quote,
  outbound_shipping,
  refund: quote.refund + outbound_shipping,
})

/** The quote when no more than so much can be paid out; an exchange has taken its part before. */
export function withholdFrom(
  quote: Quote,
  { available, new_total }: { available: number; new_total: number | null },
  { store_credit_bonus_bps }: Pick<ReturnPolicy, 'store_credit_bonus_bps'>,
): Quote {
  const payout = Math.max(0, quote.refund - (new_total ?? 0))
  const withheld = Math.max(0, payout - available)
  if (withheld === 0) return quote
  if (new_total !== null) return { ...quote, withheld }
  const refund = quote.refund - withheld
  const bonus = quote.bonus > 0 ? basisPoints(refund, store_credit_bonus_bps) : 0
  return { ...quote, withheld, refund, bonus }
}

const none = { restocking_fee: 0, return_shipping: 0 }

function feesOf(policy: Terms, units: readonly QuotedUnits[], goods: number) {
  const charged = units.filter(({ reason }) => !policy.fee_free_reasons.includes(reason))
  if (charged.length === 0) return none
  const charged_goods = sum(charged.map((each) => each.goods))
  const restocking_fee = basisPoints(charged_goods, policy.restocking_fee_bps)
  const { return_shipping: way_back } = policy
  const flat = way_back.payer === 'flat' ? way_back.amount : 0
  return { restocking_fee, return_shipping: Math.min(flat, goods - restocking_fee) }
}

/** Whether a return needs nobody to look at it. */
export function approvesItself(
  { approval }: Pick<ReturnPolicy, 'approval'>,
  units: readonly QuotedUnits[],
): boolean {
  const { automatic, max_value, reasons } = approval
  if (!automatic) return false
  if (max_value !== null && sum(units.map(({ goods }) => goods)) > max_value) return false
  return reasons === null || units.every(({ reason }) => reasons.includes(reason))
}
