// What the server answers of orders and what becomes of them, as far as the demo looks at it.

export interface Line {
  readonly id: string
  readonly sku: string
  readonly quantity: number
  readonly quantity_canceled: number
  readonly unit_price: number
}

export interface Fulfillment {
  readonly id: string
  readonly order_id: string
  readonly location_id: string
  readonly status: string
  readonly lines: readonly {
    readonly line_id: string
    readonly sku: string
    readonly quantity: number
  }[]
}

export interface Payment {
  readonly id: string
  readonly status: string
  readonly captured: number
  readonly refunded: number
}

export interface Refund {
  readonly id: string
  readonly status: string
  readonly amount: number
  readonly restock: readonly { readonly line_id: string; readonly quantity: number }[]
}

export interface Return {
  readonly id: string
  readonly status: string
  readonly lines: readonly {
    readonly line_id: string
    readonly sku: string
    readonly quantity: number
    /** Units that are there, in whatever condition. */
    readonly quantity_received: number
    readonly dispositions: { readonly restock: number }
  }[]
  readonly quote: { readonly refund: number }
  readonly exchange: { readonly balance: number; readonly line_ids: readonly string[] } | null
  readonly parcels: readonly { readonly location_id: string }[]
}

export interface Order {
  readonly id: string
  readonly number: string
  readonly status: string
  readonly payment_status: string
  readonly total: number
  readonly amount_captured: number
  readonly amount_refunded: number
  readonly created_at: string
  readonly customer: { readonly email: string }
  readonly lines: readonly Line[]
  readonly fulfillments: readonly Fulfillment[]
  readonly payments: readonly Payment[]
  readonly refunds: readonly Refund[]
  readonly returns: readonly Return[]
}
