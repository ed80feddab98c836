import type { PaymentRejection } from '../payments/rejection'
import type { RefundRejection } from '../refunds/rejection'
import type { IllegalTransition } from '../shared/transitions'
import type { WithdrawalRejection } from '../withdrawals/right'
import type { CustomerChangeRejection } from './customer-changes'
import type { EligibilityRejection } from './eligibility'
import type { Resolution } from './policy'

export type ReturnRejection =
  | CustomerChangeRejection
  | IllegalTransition
  | RefundRejection
  | PaymentRejection
  | EligibilityRejection
  | WithdrawalRejection
  | { code: 'amount_too_large' }
  | { code: 'unknown_return'; return_id: string }
  | { code: 'unknown_claim'; claim_id: string }
  | { code: 'unknown_parcel'; parcel_id: string }
  | { code: 'resolution_not_offered'; offered: readonly Resolution[] }
  | { code: 'unknown_sku'; sku: string }
  | { code: 'unknown_location'; location_id: string }
  | { code: 'photo_limit' }
  | { code: 'withdrawal_nothing_left' }
  | { code: 'claim_window_closed'; deadline: number }
  | { code: 'not_claimable'; lines: readonly { line_id: string; claimable: number }[] }
