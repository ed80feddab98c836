import type { IllegalTransition } from '../shared/transitions'

export type OrderRejection =
  | IllegalTransition
  | { code: 'order_changed' }
  | { code: 'unknown_hold'; hold_id: string; holds: readonly string[] }
  | { code: 'unknown_line'; line_id: string }
  | { code: 'units_in_progress'; line_id: string; quantity_editable: number }
  | { code: 'not_editable'; order_status: string }
  | { code: 'nothing_left' }
  | { code: 'already_packed'; fulfillment_id: string }
  /** Fulfillments that have left. */
  | { code: 'already_fulfilled'; fulfillments: readonly string[] }
  | { code: 'external_id_conflict' }
  | { code: 'amount_too_large' }
  | { code: 'discount_too_large'; position: number | null }
  | { code: 'unknown_sku'; sku: string }
  | { code: 'unknown_location'; location_id: string }
  | { code: 'unknown_channel'; channel: string }
