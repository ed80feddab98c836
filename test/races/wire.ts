// What the server answers, as far as these tests look at it.

export interface Units {
  location_id: string
  quantity: number
}

export interface Line {
  sku: string
  quantity: number
  allocations: Units[]
  /** Of a kit. */
  components?: { sku: string; allocations: Units[] }[]
}

export interface Reservation {
  id: string
  status: string
  expires_at: string
  lines: Line[]
}

export interface Order {
  id: string
  number: string
  status: string
  external_id: string | null
  lines: (Line & { id: string })[]
  total: number
  customer: { email: string; name: string }
  amount_captured: number
  amount_refunded: number
  fulfillments: Fulfillment[]
  payments: Payment[]
  refunds: Refund[]
  returns: Return[]
  version: number
}

export interface Fulfillment {
  id: string
  location_id: string
  status: string
  lines: { line_id: string; sku: string; quantity: number }[]
}

export interface Payment {
  id: string
  status: string
  captured: number
  refunded: number
  operations: { type: string; status: string; amount: number }[]
}

export interface Refund {
  id: string
  status: string
  amount: number
}

export interface Return {
  id: string
  status: string
  lines: {
    line_id: string
    quantity_received: number
    dispositions: { restock: number; damaged: number }
  }[]
}

export interface Counters {
  on_hand: number
  reserved: number
  committed: number
  available: number
}

export interface Audit {
  balanced: boolean
  entries: number
  discrepancies: unknown[]
}

export interface Movement {
  sequence: number
  operation: string
  location_id: string
  from_account: string
  to_account: string
  quantity: number
  subject_id: string
}

export interface LoggedEvent {
  id: string
  sequence: number
  type: string
  object_id: string
  data: Record<string, unknown>
}

export interface Page<Item> {
  data: Item[]
  next_cursor?: string | null
}

export interface Refusal {
  code: string
  detail: string
  shortages: { sku: string; requested: number; available: number }[]
  allowed: string[]
}
