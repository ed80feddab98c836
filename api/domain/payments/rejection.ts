import type { PaymentState } from './payment'

export type PaymentRejection =
  | { code: 'unknown_payment'; payment_id: string }
  | { code: 'payment_declined'; decline_code: string; payment_id?: string }
  | { code: 'payment_not_capturable'; payment_status: PaymentState }
  | { code: 'exceeds_authorized'; capturable: number }
  | { code: 'exceeds_due'; due: number }
  | { code: 'nothing_due' }
  | { code: 'payment_in_progress' }
