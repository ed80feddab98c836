import type { IllegalTransition } from '../shared/transitions'

export type FulfillmentRejection =
  | IllegalTransition
  | { code: 'unknown_line'; line_id: string }
  /** Units that are not, or no longer, in the fulfillment. */
  | {
      code: 'exceeds_fulfillment'
      line_id: string
      sku: string
      requested: number
      available: number
    }
  /** Units that no package has. */
  | { code: 'units_unpacked'; line_id: string; sku: string; quantity: number }
  /** RFC 3339: when it may be worked on. */
  | { code: 'not_released'; ship_after: string }
  | { code: 'same_location'; location_id: string }
  | { code: 'not_shipped'; fulfillment_status: string }
  | { code: 'tracking_full'; limit: number }
  | { code: 'pickup_locked'; tries: number }
  /** What is scanned is not what has to be picked. */
  | { code: 'wrong_item'; scanned: string; expected: readonly string[] }
  | { code: 'pick_list_incomplete'; open: number }
  | { code: 'pick_list_completed' }
