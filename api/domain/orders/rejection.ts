import type { IllegalTransition } from '../shared/transitions'

export type OrderRejection =
  | IllegalTransition
  | { code: 'order_changed' }
  /** Fulfillments that have left. */
  | { code: 'already_fulfilled'; fulfillments: readonly string[] }
  | { code: 'external_id_conflict' }
  | { code: 'amount_too_large' }
  | { code: 'discount_too_large'; position: number | null }
  | { code: 'unknown_sku'; sku: string }
  | { code: 'unknown_location'; location_id: string }
  | { code: 'unknown_channel'; channel: string }
