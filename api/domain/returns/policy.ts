import type { Instant } from '../shared/time'

/** What a merchant promises about returns in one market. Immutable: a change is a new version. */
export interface ReturnPolicy {
  /** Days from delivery, to the end of the local day; null: unlimited. */
  window_days: number | null
  /** Days a parcel without a delivery scan is taken to travel, from its dispatch. */
  transit_buffer_days: number
  /** Hundredths of a percent of the goods: 1500 is 15 %. */
  restocking_fee_bps: number
  return_shipping: ReturnShipping
  /** Reasons for which the merchant is at fault: no fee, and no charge for the way back. */
  fee_free_reasons: readonly string[]
  approval: ApprovalRule
  resolutions: readonly Resolution[]
  refund_trigger: RefundTrigger
  /** Goods worth less than this are not sent back; null: everything is. */
  keep_below: number | null
  /** On top of what is paid out as store credit. */
  store_credit_bonus_bps: number
  exchange: {
    /** `cross_ship`: the new item leaves at approval; else when the old one is in. */
    ship: 'cross_ship' | 'on_receipt'
    /** What happens to an exchange whose return never arrives. */
    never_arrives: 'charge' | 'cancel'
  }
  /** Days after approval until a return that has not arrived expires. */
  arrival_days: number
  /** Days after delivery within which damage or loss may be claimed. */
  claim_days: number
  destinations: Destinations
  withdrawal: WithdrawalTerms
  /** What customers may do by themselves before picking starts. */
  customer_changes: { cancel: boolean; address: boolean }
}

export type ReturnShipping =
  | { payer: 'merchant' }
  | { payer: 'flat'; amount: number }
  | { payer: 'customer' }

export interface ApprovalRule {
  automatic: boolean
  /** Returns worth more wait for a person; null: no limit. */
  max_value: number | null
  /** Returns for other reasons wait for a person; null: any. */
  reasons: readonly string[] | null
}

export const resolutions = ['refund', 'store_credit', 'exchange'] as const
export type Resolution = (typeof resolutions)[number]

export const refundTriggers = [
  'on_request',
  'on_carrier_scan',
  'on_receipt',
  'on_inspection',
] as const
export type RefundTrigger = (typeof refundTriggers)[number]

/** First match wins; what a rule does not name, it does not look at. */
export interface DestinationRule {
  countries?: readonly string[]
  regions?: readonly string[]
  skus?: readonly string[]
  reasons?: readonly string[]
  /** Of the units sent there, minor units, inclusive. */
  min_value?: number
  max_value?: number
  location_id: string
}

export interface Destinations {
  rules: readonly DestinationRule[]
  /** Null: where the units were sent from. */
  default_location_id: string | null
}

/** The consumer's right to withdraw from a distance contract (Directive 2011/83/EU, art. 9–16). */
export interface WithdrawalTerms {
  /** `by_country`: where the right exists, see `withdrawals/right.ts`. */
  applies: 'by_country' | 'always' | 'never'
  days: number
  /** Exempt by art. 16: perishable, sealed, made to measure. */
  excluded_skus: readonly string[]
}

export const defaultPolicy: ReturnPolicy = {
  window_days: 30,
  transit_buffer_days: 5,
  restocking_fee_bps: 0,
  return_shipping: { payer: 'merchant' },
  fee_free_reasons: ['damaged', 'defective', 'wrong_item', 'missing'],
  approval: { automatic: false, max_value: null, reasons: null },
  resolutions: ['refund', 'store_credit', 'exchange'],
  refund_trigger: 'on_receipt',
  keep_below: null,
  store_credit_bonus_bps: 0,
  exchange: { ship: 'on_receipt', never_arrives: 'charge' },
  arrival_days: 30,
  claim_days: 30,
  destinations: { rules: [], default_location_id: null },
  withdrawal: { applies: 'by_country', days: 14, excluded_skus: [] },
  customer_changes: { cancel: true, address: true },
}

/** The market that serves the countries no other market names. */
export const DEFAULT_MARKET = 'default'

/** One version of a market's policy, in force from an instant until the next one. */
export interface PolicyVersion {
  market: string
  /** Empty for the default market. */
  countries: readonly string[]
  version: number
  policy: ReturnPolicy
  effective_at: Instant
}

/** The policy an order was placed under. */
export interface FrozenPolicy {
  market: string
  /** 0: the merchant had none, and the built-in one applies. */
  version: number
  policy: ReturnPolicy
}

/**
 * The policy in force for a country when an order was placed. Versions are never changed, so this
 * is frozen: whatever the merchant decides later, the answer stays.
 */
export function policyAtPlacement(
  versions: readonly PolicyVersion[],
  country: string | null,
  placed_at: Instant,
): FrozenPolicy {
  const in_force = versions.filter(({ effective_at }) => effective_at <= placed_at)
  const newest = new Map<string, PolicyVersion>()
  for (const each of in_force) {
    const known = newest.get(each.market)
    if (!known || known.version < each.version) newest.set(each.market, each)
  }
  const markets = [...newest.values()].sort((a, b) => (a.market < b.market ? -1 : 1))
  const found =
    markets.find(({ countries }) => country !== null && countries.includes(country)) ??
    newest.get(DEFAULT_MARKET)
  if (!found) return { market: DEFAULT_MARKET, version: 0, policy: defaultPolicy }
  return { market: found.market, version: found.version, policy: found.policy }
}
