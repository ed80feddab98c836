export type RefundRejection =
  | { code: 'unknown_line'; line_id: string }
  /** More than is left: units of a line, the shipping, or money that was captured. */
  | ExceedsRefundable
  | { code: 'nothing_to_refund' }
  /** Only units that have left can come back. */
  | { code: 'exceeds_fulfilled'; line_id: string; quantity_returnable: number }
  | { code: 'unknown_refund'; refund_id: string }

export interface ExceedsRefundable {
  code: 'exceeds_refundable'
  /** Minor units: captured − refunded − being refunded. */
  refundable: number
  /** Set when it is a line that has fewer units left. */
  line_id?: string
  quantity_refundable?: number
  /** Set when it is the shipping: what is left of it. */
  shipping_refundable?: number
}
