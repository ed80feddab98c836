import type { OrderId } from '../shared/ids'

/** One SKU that cannot give what was asked. */
export interface Shortage {
  sku: string
  requested: number
  available: number
}

export type StockRejection =
  | { code: 'insufficient_stock'; shortages: readonly Shortage[] }
  | { code: 'stale_quantity'; current: number }
  | { code: 'negative_quantity'; current: number }
  | { code: 'idempotency_key_reused' }
  | { code: 'idempotency_in_progress' }
  | { code: 'external_id_in_progress' }
  | { code: 'reservation_expired' }
  | { code: 'reservation_released' }
  | { code: 'reservation_placed'; order_id?: OrderId }
  | { code: 'reservation_mismatch' }
  | { code: 'too_many_holds' }
  | { code: 'sku_in_use' }
  | { code: 'not_found' }
  /** The outcome is not known yet; the same request again will find it. */
  | { code: 'unavailable' }
