import type { WithdrawalTerms } from '../returns/policy'
import { addDays, endOfLocalDay, localDay } from '../shared/local-day'
import { err, ok, type Result } from '../shared/result'
import type { Instant } from '../shared/time'

/** Where Directive 2011/83/EU holds: the Union and, by the EEA agreement, three more. */
const countriesWithTheRight: ReadonlySet<string> = new Set(
  `AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK IS LI NO`.split(
    ' ',
  ),
)

export type WithdrawalRejection =
  | { code: 'withdrawal_not_applicable' }
  | { code: 'withdrawal_closed'; deadline: Instant }
  | { code: 'withdrawal_exempt'; skus: string[] }

export interface Parcels {
  /** Whether something has yet to be delivered: then the time has not begun. */
  outstanding: boolean
  last_delivered_at: Instant | null
}

/**
 * When the right ends: 14 days (or what the merchant grants) from the day after the last parcel
 * was delivered, to the end of the local day. Null: the time has not begun.
 */
export function withdrawalDeadline(
  { days }: Pick<WithdrawalTerms, 'days'>,
  { outstanding, last_delivered_at }: Parcels,
  time_zone: string,
): Instant | null {
  if (outstanding || last_delivered_at === null) return null
  return endOfLocalDay(addDays(localDay(last_delivered_at, time_zone), days), time_zone)
}

/**
 * Whether a consumer may withdraw from these SKUs now. Marks such as final sale play no part: only
 * what the merchant lists as exempt by law does.
 */
export function checkWithdrawal(
  terms: WithdrawalTerms,
  country: string | null,
  skus: readonly string[],
  deadline: Instant | null,
  now: Instant,
): Result<undefined, WithdrawalRejection> {
  const held = country !== null && countriesWithTheRight.has(country)
  const applies = terms.applies === 'always' || (terms.applies === 'by_country' && held)
  if (!applies) return err({ code: 'withdrawal_not_applicable' })
  if (deadline !== null && now > deadline) return err({ code: 'withdrawal_closed', deadline })
  const exempt = skus.filter((sku) => terms.excluded_skus.includes(sku))
  if (exempt.length > 0) return err({ code: 'withdrawal_exempt', skus: [...new Set(exempt)] })
  return ok(undefined)
}
