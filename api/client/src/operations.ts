// Generated from the OpenAPI document by generate.ts: change the API instead.

export type AddPayment = { gateway: "manual" | "test" | "stripe" | "store_credit" | "gift_card"; token?: string; amount?: number; capture?: boolean }

export type Address = { name: string; line1: string; line2?: string; city: string; region?: string; postal_code: string; country: string; phone?: string }

export type AdjustInventory = { reason: string; reference?: string; lines: { sku: string; location_id: string; bucket?: "on_hand" | "damaged" | "quality_control" | "safety_stock" | "incoming"; delta?: number; set?: number; expected?: number | null }[] }

/** What became of each line. All lines of one SKU were applied, or none. */
export type Adjustment = { id: string; lines: { sku: string; location_id: string; status: "applied" | "refused"; code?: string; current?: number; on_hand?: number; reserved?: number; committed?: number; damaged?: number; quality_control?: number; safety_stock?: number; incoming?: number; available?: number }[] }

export type Allocation = { location_id: string; quantity: number }

/** A key, which itself is never shown again. */
export type ApiKey = { id: string; kind: "secret" | "publishable"; name: string; hint: string; scopes: string[]; origins: string[]; created_at: string; revoked_at: string | null }

export type ApproveClaim = { resolution: "refund" | "store_credit" | "replacement" }

/** Every counter recomputed from the ledger. */
export type Audit = { sku: string; balanced: boolean; entries: number; discrepancies: { location_id: string; account: string; witness: "stored" | "memory" | "claims" | "archive"; ledger: number; counter: number }[] }

export type AuthenticateTestPayment = { outcome?: "succeeded" | "failed"; notify?: boolean }

/** What may be promised, in the order asked. */
export type Availability = { data: { sku: string; available: number; in_stock: boolean }[]; as_of: string; consistency: "cached" | "strong" }

export type Backorder = { policy: "deny" | "allow" | "preorder"; limit?: number; available_on?: string }

export type CancelOrder = { reason: string; note?: string; lines?: { line_id: string; quantity: number }[] }

export type CapturePayment = { payment_id: string; amount?: number }

/** The channel, replaced. */
export type Channel = { channel_id: string; name: string; kind: "web" | "pos" | "marketplace" | "social" | "b2b" | "api"; location_ids?: string[]; buffer?: number; cap?: number; metadata?: Record<string, string>; version: number; created_at: string; updated_at: string }

/** Something was wrong with what arrived, or it never did. */
export type Claim = { id: string; order_id: string; status: "open" | "approved" | "declined" | "canceled"; type: "damaged" | "missing" | "wrong_item" | "other"; lines: { line_id: string; quantity: number }[]; description: string; photos: ClaimPhoto[]; resolution: "refund" | "store_credit" | "replacement" | null; refund_id: string | null; line_ids: string[]; decline_reason: string | null; version: number; created_at: string; updated_at: string }

export type ClaimPhoto = { id: string; content_type: "image/jpeg" | "image/png" | "image/webp" | "image/heic"; size: number; url: string; created_at: string }

export type Component = { sku: string; quantity: number }

export type ComponentAllocation = { sku: string; allocations: Allocation[] }

export type CreateApiKey = { kind: "secret" | "publishable"; name?: string; scopes?: ("catalog:read" | "catalog:write" | "inventory:read" | "inventory:write" | "reservations:read" | "reservations:write" | "orders:read" | "orders:write" | "payments:read" | "payments:write" | "customers:read" | "customers:write" | "events:read" | "settings:read" | "settings:write" | "keys:read" | "keys:write")[]; origins?: string[] }

export type CreateMerchant = { name: string; currency: string; country: string; time_zone?: string; slug?: string }

/** The key. */
export type CreatedApiKey = { id: string; kind: "secret" | "publishable"; name: string; hint: string; scopes: string[]; origins: string[]; created_at: string; revoked_at: string | null; key: string }

/** The merchant, with its keys. */
export type CreatedMerchant = { id: string; slug: string; name: string; currency: string; country: string; time_zone: string; secret_key: string; publishable_key: string; created_at: string }

export type CreditEntry = { sequence: number; type: "issue" | "redeem" | "release" | "refund"; amount: number; order_id: string | null; payment_id: string | null; reason: string | null; created_at: string }

/** Issued once a refund has succeeded; never changed. */
export type CreditNote = { id: string; number: string; order_id: string; order_number: string; refund_id: string; currency: string; amount: number; reason: string; customer: { email: string; name: string; phone?: string }; lines: { sku: string; title: string; quantity: number; net: number; tax: number; amount: number }[]; shipping: number; goodwill: number; deduction: number; issued_at: string }

export type Customer = { email: string; name: string; phone?: string }

/** Who orders: one per normalized e-mail address, made by the first order. */
export type CustomerRecord = { id: string; email: string; emails: string[]; name: string; phone: string | null; totals: { currency: string; orders: number; canceled: number; payable: number; captured: number; refunded: number }[]; first_order_at: string | null; last_order_at: string | null; metadata: Record<string, string>; erased_at: string | null; version: number; created_at: string; updated_at: string }

export type DeclineClaim = { reason: string }

export type DeclineReturn = { reason: string }

export type EditOrder = { lines?: { line_id: string; quantity?: number; unit_price?: number; tax?: number }[]; add?: { sku: string; quantity: number; unit_price: number; discount?: number; tax?: number; title?: string; properties?: Record<string, string>; ship_after?: string; ship_by?: string }[]; shipping_address?: Address; version?: number; commit?: boolean }

/** What happened, once, in order. */
export type Event = { id: string; sequence: number; type: string; created_at: string; object_type: string; object_id: string; data: Record<string, unknown> }

export type ExtendReservation = { ttl_seconds: number }

/** The work order of one location. */
export type Fulfillment = { id: string; order_id: string; location_id: string; method: "ship" | "pickup" | "pos"; status: "open" | "accepted" | "picking" | "packed" | "shipped" | "delivered" | "on_hold" | "rejected" | "canceled" | "ready_for_pickup" | "picked_up"; holds: ("awaiting_payment" | "high_risk_of_fraud" | "incorrect_address" | "inventory_out_of_stock" | "unknown_delivery_date" | "awaiting_return_items" | "payment_review" | "other")[]; lines: FulfillmentLine[]; ship_after: string | null; ship_by: string | null; packages: { id: string; weight_grams?: number; length_mm?: number; width_mm?: number; height_mm?: number; lines: FulfillmentLine[] }[]; tracking: Tracking | null; version: number; created_at: string; updated_at: string }

/** Of a kit line: one of its components. */
export type FulfillmentLine = { line_id: string; sku: string; quantity: number }

export type Gateway = { gateway: "manual" | "test" | "stripe" | "store_credit" | "gift_card"; enabled: boolean; publishable_key: string | null; secret_key_hint: string | null; webhook_secret_hint: string | null; version: number; updated_at: string | null }

export type GiftCard = { id: string; hint: string; currency: string; balance: number; active: boolean; expires_at: string | null; metadata: Record<string, string>; version: number; created_at: string; updated_at: string }

/** A reason an order may not proceed. */
export type Hold = { id: string; reason: "awaiting_payment" | "high_risk_of_fraud" | "incorrect_address" | "inventory_out_of_stock" | "unknown_delivery_date" | "awaiting_return_items" | "payment_review" | "other"; note: string | null; created_at: string }

export type HoldOrder = { reason: "awaiting_payment" | "high_risk_of_fraud" | "incorrect_address" | "inventory_out_of_stock" | "unknown_delivery_date" | "awaiting_return_items" | "payment_review" | "other"; note?: string }

/** A SKU at all its locations, from the object that decides. */
export type Inventory = { sku: string; on_hand: number; reserved: number; committed: number; damaged: number; quality_control: number; safety_stock: number; incoming: number; available: number; levels: Level[]; version: number; as_of: string }

export type IssueGiftCard = { currency: string; amount: number; code?: string; expires_at?: string; metadata?: Record<string, string> }

export type IssueStoreCredit = { email: string; currency: string; amount: number; reason?: string }

export type IssuedGiftCard = { id: string; hint: string; currency: string; balance: number; active: boolean; expires_at: string | null; metadata: Record<string, string>; version: number; created_at: string; updated_at: string; code: string }

export type Level = { location_id: string; on_hand: number; reserved: number; committed: number; damaged: number; quality_control: number; safety_stock: number; incoming: number; available: number }

/** The location, replaced. */
export type Location = { location_id: string; name: string; kind: "warehouse" | "store" | "third_party" | "dropship"; address: LocationAddress; ships?: boolean; pickup?: boolean; priority?: number; active?: boolean; time_zone?: string; cutoff?: string; handling_days?: number; metadata?: Record<string, string>; version: number; created_at: string; updated_at: string }

export type LocationAddress = { line1: string; line2?: string; city: string; region?: string; postal_code: string; country: string; latitude?: number; longitude?: number }

export type LookUpOrder = { number: string; email: string }

export type MergeCustomers = { from: string }

/** Units that went from one account to another: double entry. */
export type Movement = { sequence: number; operation: string; location_id: string; from_account: string; to_account: string; quantity: number; subject_id: string; reason?: string; reference?: string; created_at: string }

export type Nothing = {  }

export type OpenClaim = { order_id: string; type: "damaged" | "missing" | "wrong_item" | "other"; lines: { line_id: string; quantity: number }[]; description: string }

export type OpenReturn = { order_id: string; lines: { line_id: string; quantity: number; reason: string; note?: string }[]; resolution: "refund" | "store_credit" | "exchange"; exchange_lines?: { sku: string; quantity: number; unit_price: number; tax?: number }[] }

/** What the customer agreed to. Amounts are frozen at placement. */
export type Order = { id: string; number: string; status: "pending" | "open" | "on_hold" | "canceled" | "closed"; payment_status: "pending" | "authorized" | "partially_paid" | "paid" | "partially_refunded" | "refunded" | "voided"; fulfillment_status: "unfulfilled" | "partially_fulfilled" | "fulfilled" | "delivered" | "partially_returned" | "returned"; channel: string; external_id: string | null; currency: string; subtotal: number; discount: number; tax: number; shipping: { service: string | null; amount: number; tax: number }; total: number; amount_payable: number; amount_captured: number; amount_refunded: number; customer: { email: string; name: string; phone?: string }; shipping_address: Address | null; billing_address: Address | null; delivery: { method: "ship" | "pickup"; location_id?: string }; lines: { id: string; sku: string; title: string; quantity: number; unit_price: number; subtotal: number; discount: number; tax: number; total: number; properties: Record<string, string>; ship_after: string | null; ship_by: string | null; quantity_canceled: number; quantity_backordered: number; quantity_fulfilled: number; quantity_returned: number; allocations: { location_id: string; quantity: number }[]; components?: { sku: string; allocations: { location_id: string; quantity: number }[] }[] }[]; fulfillments: Fulfillment[]; payments: Payment[]; refunds: Refund[]; returns: Return[]; terms: "on_account" | null; holds: Hold[]; promise: { ship_by: string | null; deliver_min: string | null; deliver_max: string | null } | null; expires_at: string | null; cancel_reason: string | null; cancel_note: string | null; metadata: Record<string, string>; version: number; created_at: string; updated_at: string }

/** What an edit comes to. Amounts in minor units. */
export type OrderEdit = { committed: boolean; payable_before: number; payable_after: number; due: number; overpaid: number; order: Order }

/** What whoever knows number and e-mail may see: no names, addresses or amounts. */
export type OrderView = { number: string; status: "pending" | "open" | "on_hold" | "canceled" | "closed"; fulfillment_status: "unfulfilled" | "partially_fulfilled" | "fulfilled" | "delivered" | "partially_returned" | "returned"; placed_at: string; lines: { title: string; quantity: number }[]; parcels: [] }

export type PatchCustomer = { name?: string; phone?: string | null; metadata?: Record<string, string> }

export type PatchSettings = { name?: string; country?: string; time_zone?: string }

export type Payment = { id: string; order_id: string; gateway: string; status: "pending" | "requires_action" | "authorized" | "partially_captured" | "captured" | "voided" | "failed" | "expired"; currency: string; amount: number; authorized: number; captured: number; refunded: number; voided: number; reference: string | null; next_action: { type: string; url?: string; client_secret?: string } | null; operations: { id: string; type: "authorize" | "capture" | "void" | "refund"; amount: number; status: "pending" | "succeeded" | "failed"; error: string | null; created_at: string; resolved_at: string | null }[]; created_at: string; updated_at: string }

export type PaymentSettings = { refund_order: "proportional" | (("card" | "manual" | "gift_card" | "store_credit")[]); unpaid_expires_after_minutes: number; late_payment: "refund" | "review"; version: number }

export type PlaceOrder = { reservation_id?: string; channel?: string; external_id?: string; currency: string; customer: Customer; shipping_address?: Address; billing_address?: Address; lines: { sku: string; quantity: number; unit_price: number; discount?: number; tax?: number; title?: string; properties?: Record<string, string>; ship_after?: string; ship_by?: string }[]; shipping?: { service?: string; amount: number; tax?: number }; discount?: number; delivery?: { method: "ship" | "pickup"; location_id?: string }; payment?: { gateway: "manual" | "test" | "stripe" | "store_credit" | "gift_card"; token?: string; capture?: boolean; terms?: "on_account" }; metadata?: Record<string, string> }

export type PreviewRefund = { lines?: { line_id: string; quantity: number }[]; shipping?: boolean | number; amount?: number; destination?: "original" | "store_credit"; restock?: { line_id: string; quantity: number; location_id: string; disposition: "restock" | "damaged" | "quality_control" }[]; reason?: string }

export type Problem = { type: string; title: string; status: number; detail: string; code: string; request_id: string; errors?: { pointer: string; detail: string }[] }

/** One SKU at one location, as of about a second ago. */
export type ProjectedLevel = { sku: string; location_id: string; on_hand: number; reserved: number; committed: number; damaged: number; quality_control: number; safety_stock: number; incoming: number; available: number; version: number; as_of: string }

export type PutChannel = { name: string; kind: "web" | "pos" | "marketplace" | "social" | "b2b" | "api"; location_ids?: string[]; buffer?: number; cap?: number; metadata?: Record<string, string> }

export type PutGateway = { enabled?: boolean; publishable_key?: string; secret_key?: string; webhook_secret?: string }

export type PutLocation = { name: string; kind: "warehouse" | "store" | "third_party" | "dropship"; address: LocationAddress; ships?: boolean; pickup?: boolean; priority?: number; active?: boolean; time_zone?: string; cutoff?: string; handling_days?: number; metadata?: Record<string, string> }

export type PutPaymentSettings = { refund_order: "proportional" | (("card" | "manual" | "gift_card" | "store_credit")[]); unpaid_expires_after_minutes: number; late_payment: "refund" | "review" }

/** A new version; orders that were placed before keep the one they were placed under. */
export type PutReturnPolicy = { countries?: string[]; window_days?: number | null; transit_buffer_days?: number; restocking_fee_bps?: number; return_shipping?: { payer: "merchant" } | { payer: "flat"; amount: number } | { payer: "customer" }; fee_free_reasons?: string[]; approval?: { automatic: boolean; max_value?: number | null; reasons?: string[] | null }; resolutions?: ("refund" | "store_credit" | "exchange")[]; refund_trigger?: "on_request" | "on_carrier_scan" | "on_receipt" | "on_inspection"; keep_below?: number | null; store_credit_bonus_bps?: number; exchange?: { ship?: "cross_ship" | "on_receipt"; never_arrives?: "charge" | "cancel" }; arrival_days?: number; claim_days?: number; destinations?: { rules?: { countries?: string[]; regions?: string[]; skus?: string[]; reasons?: string[]; min_value?: number; max_value?: number; location_id: string }[]; default_location_id?: string | null }; withdrawal?: { applies?: "by_country" | "always" | "never"; days?: number; excluded_skus?: string[] }; customer_changes?: { cancel?: boolean; address?: boolean } }

export type PutSku = { title: string; price?: number; cost?: number; currency?: string; barcode?: string; weight_grams?: number; length_mm?: number; width_mm?: number; height_mm?: number; hs_code?: string; country_of_origin?: string; image_url?: string; returnable?: boolean; final_sale?: boolean; components?: Component[]; backorder?: Backorder; metadata?: Record<string, string> }

export type QuoteReturn = { order_id: string; lines?: { line_id: string; quantity: number; reason: string; note?: string }[]; resolution?: "refund" | "store_credit" | "exchange"; exchange_lines?: { sku: string; quantity: number; unit_price: number; tax?: number }[] }

export type QuotedReturn = { lines: { line_id: string; sku: string; returnable: number; reason: "not_fulfilled" | "final_sale" | "non_returnable" | "already_returned" | "window_closed" | null; deadline: string | null }[]; resolutions: ("refund" | "store_credit" | "exchange")[]; quote: ReturnQuote | null; exchange: { lines: { sku: string; quantity: number; unit_price: number; tax: number }[]; new_total: number; credit: number; balance: number; line_ids: string[] } | null; parcels: number }

export type ReceiveReturn = { location_id: string; lines: { line_id: string; quantity: number; disposition: "restock" | "damaged" | "quality_control" | "missing" | "wrong_item" }[] }

export type Refund = { id: string; order_id: string; status: "pending" | "succeeded" | "failed"; currency: string; amount: number; lines: { line_id: string; quantity: number; net: number; tax: number; amount: number }[]; shipping: number; goodwill: number; deduction: number; reason: string; tenders: { payment_id: string; amount: number; destination: "original" | "store_credit"; status: "pending" | "succeeded" | "failed" }[]; restock: { line_id: string; quantity: number; location_id: string; disposition: string }[]; created_at: string; updated_at: string }

export type RefundOrder = { lines?: { line_id: string; quantity: number }[]; shipping?: boolean | number; amount?: number; destination?: "original" | "store_credit"; restock?: { line_id: string; quantity: number; location_id: string; disposition: "restock" | "damaged" | "quality_control" }[]; reason: string }

export type RefundPreview = { currency: string; amount: number; lines: { line_id: string; quantity: number; net: number; tax: number; amount: number }[]; shipping: number; shipping_tax: number; goodwill: number; already_given: number; tenders: { payment_id: string; amount: number }[]; refundable_after: number }

export type ReleaseOrder = { hold_id: string }

/** Units held for a checkout. */
export type Reservation = { id: string; status: "held" | "placing" | "placed" | "expired" | "released"; expires_at: string; lines: { sku: string; quantity: number; allocations: Allocation[]; components?: ComponentAllocation[] }[] }

export type ReserveCart = { lines: { sku: string; quantity: number; location_id?: string }[]; ttl_seconds?: number }

export type ResolveReturnException = { note: string }

export type RetryRefund = { destination?: "original" | "store_credit" }

export type Return = { id: string; number: string; order_id: string; status: "requested" | "approved" | "in_transit" | "received" | "completed" | "declined" | "canceled" | "expired"; origin: "request" | "withdrawal"; resolution: "refund" | "store_credit" | "exchange"; lines: { line_id: string; sku: string; quantity: number; reason: string; note: string | null; quantity_received: number; dispositions: { restock: number; damaged: number; quality_control: number; missing: number; wrong_item: number }; quantity_settled: number }[]; policy: { market: string; version: number }; quote: ReturnQuote; exchange: { lines: { sku: string; quantity: number; unit_price: number; tax: number }[]; new_total: number; credit: number; balance: number; line_ids: string[] } | null; refund: number; parcels: { id: string; location_id: string; status: "pending" | "in_transit" | "received"; lines: { line_id: string; quantity: number }[]; label: { carrier: string; service: string | null; tracking_number: string; from: { name: string; line1: string; line2?: string; city: string; region?: string; postal_code: string; country: string; phone?: string }; to: { name: string; line1: string; line2?: string; city: string; region?: string; postal_code: string; country: string; phone?: string }; url: string } | null; tracking: { carrier: string; tracking_number: string | null } | null }[]; label: { carrier: string; service: string | null; tracking_number: string; from: { name: string; line1: string; line2?: string; city: string; region?: string; postal_code: string; country: string; phone?: string }; to: { name: string; line1: string; line2?: string; city: string; region?: string; postal_code: string; country: string; phone?: string }; url: string } | null; deadline: string | null; expires_at: string | null; decline_reason: string | null; version: number; created_at: string; updated_at: string }

/** Units that arrived and nobody had authorized: in no stock, paid to nobody. */
export type ReturnException = { id: string; order_id: string; return_id: string; line_id: string; location_id: string; quantity: number; disposition: "restock" | "damaged" | "quality_control" | "missing" | "wrong_item"; status: "open" | "resolved"; note: string | null; created_at: string; resolved_at: string | null }

export type ReturnPolicy = { market: string; countries: string[]; version: number; effective_at: string; window_days?: number | null; transit_buffer_days?: number; restocking_fee_bps?: number; return_shipping?: { payer: "merchant" } | { payer: "flat"; amount: number } | { payer: "customer" }; fee_free_reasons?: string[]; approval?: { automatic: boolean; max_value?: number | null; reasons?: string[] | null }; resolutions?: ("refund" | "store_credit" | "exchange")[]; refund_trigger?: "on_request" | "on_carrier_scan" | "on_receipt" | "on_inspection"; keep_below?: number | null; store_credit_bonus_bps?: number; exchange?: { ship?: "cross_ship" | "on_receipt"; never_arrives?: "charge" | "cancel" }; arrival_days?: number; claim_days?: number; destinations?: { rules?: { countries?: string[]; regions?: string[]; skus?: string[]; reasons?: string[]; min_value?: number; max_value?: number; location_id: string }[]; default_location_id?: string | null }; withdrawal?: { applies?: "by_country" | "always" | "never"; days?: number; excluded_skus?: string[] }; customer_changes?: { cancel?: boolean; address?: boolean } }

export type ReturnQuote = { currency: string; goods: number; restocking_fee: number; return_shipping: number; fee: number; refund: number; bonus: number; keep_items: boolean }

export type Settings = { id: string; slug: string; name: string; currency: string; country: string; time_zone: string; version: number; created_at: string; updated_at: string }

export type ShipReturn = { parcel_id?: string; carrier?: string; tracking_number?: string }

/** What the portal shows of a shop. */
export type Shop = { name: string }

/** The SKU, replaced. */
export type Sku = { sku: string; title: string; price?: number; cost?: number; currency?: string; barcode?: string; weight_grams?: number; length_mm?: number; width_mm?: number; height_mm?: number; hs_code?: string; country_of_origin?: string; image_url?: string; returnable?: boolean; final_sale?: boolean; components?: Component[]; backorder?: Backorder; metadata?: Record<string, string>; version: number; created_at: string; updated_at: string }

/** One account per customer and currency. */
export type StoreCredit = { id: string; email: string; currency: string; balance: number; version: number; created_at: string; updated_at: string }

export type Tracking = { carrier: string; service: string | null; tracking_number: string | null; tracking_url: string | null; status: string; events: { status: string; occurred_at: string; description?: string; location?: string }[] }

export type VoidPayment = { payment_id: string }

export type WebhookReceived = { received: boolean }

export type Withdraw = { order_id: string; name: string; contact: string; lines?: { line_id: string; quantity: number }[]; confirm?: boolean }

/** A consumer’s withdrawal from a distance contract. */
export type Withdrawal = { id: string | null; order_id: string; status: "draft" | "confirmed"; name: string; contact: string; lines: { line_id: string; quantity: number }[]; unsent: { line_id: string; quantity: number }[]; return_id: string | null; statement: string; deadline: string | null; acknowledgement: string | null; version: number; created_at: string }

export interface Operations {
  /** Add a photo to a claim. */
  addClaimPhoto: { input: { id: string }; output: Claim }
  /** Receive, count or correct stock. */
  adjustInventory: { input: AdjustInventory; output: Adjustment }
  /** Approve a claim. */
  approveClaim: { input: { id: string } & ApproveClaim; output: Claim }
  /** Approve a return. */
  approveReturn: { input: { id: string } & Nothing; output: Return }
  /** Recompute a SKU’s counters from its ledger. */
  auditInventory: { input: { sku: string }; output: Audit }
  /** Do what the test gateway asks its customer for. */
  authenticateTestPayment: { input: { reference: string } & AuthenticateTestPayment; output: WebhookReceived }
  /** Cancel a claim. */
  cancelClaim: { input: { id: string } & Nothing; output: Claim }
  /** Cancel an order, or some of its units. */
  cancelOrder: { input: { id: string } & CancelOrder; output: Order }
  /** Cancel a return. */
  cancelReturn: { input: { id: string } & Nothing; output: Return }
  /** Capture a payment, or a part of it. */
  capturePayment: { input: { id: string } & CapturePayment; output: Payment }
  /** Change the merchant’s settings. */
  changeSettings: { input: PatchSettings; output: Settings & unknown }
  /** Complete a return. */
  completeReturn: { input: { id: string } & Nothing; output: Return }
  /** Create an API key. */
  createApiKey: { input: CreateApiKey; output: CreatedApiKey }
  /** Create an API key for a merchant that has lost its own. */
  createApiKeyForMerchant: { input: { id: string } & CreateApiKey; output: CreatedApiKey }
  /** Create a merchant. */
  createMerchant: { input: CreateMerchant; output: CreatedMerchant }
  /** Decline a claim. */
  declineClaim: { input: { id: string } & DeclineClaim; output: Claim }
  /** Decline a return. */
  declineReturn: { input: { id: string } & DeclineReturn; output: Return }
  /** Delete a SKU that nothing refers to. */
  deleteSku: { input: { sku: string }; output: Sku & unknown }
  /** Disable a gift card. */
  disableGiftCard: { input: { id: string }; output: GiftCard }
  /** Preview or commit an edit of an order. */
  editOrder: { input: { id: string } & EditOrder; output: OrderEdit }
  /** Prolong a reservation. */
  extendReservation: { input: { id: string } & ExtendReservation; output: Reservation }
  /** Read a channel. */
  getChannel: { input: { channel_id: string }; output: Channel & unknown }
  /** Read a claim. */
  getClaim: { input: { id: string }; output: Claim }
  /** Read a credit note. */
  getCreditNote: { input: { id: string }; output: CreditNote }
  /** Read a customer. */
  getCustomer: { input: { id: string }; output: CustomerRecord }
  /** Read how a gateway is set up. */
  getGateway: { input: { gateway: "manual" | "test" | "stripe" | "store_credit" | "gift_card" }; output: Gateway }
  /** Read a gift card. */
  getGiftCard: { input: { id: string }; output: GiftCard }
  /** Whether the Worker is up. */
  getHealth: { input: Record<never, never>; output: { status: "ok" } }
  /** Read a SKU’s stock, strongly consistent. */
  getInventory: { input: { sku: string }; output: Inventory }
  /** Read a location. */
  getLocation: { input: { location_id: string }; output: Location & unknown }
  /** Read this document. */
  getOpenApiDocument: { input: Record<never, never>; output: Record<string, unknown> }
  /** Read an order. */
  getOrder: { input: { id: string }; output: Order }
  /** Read what the merchant decides about payments. */
  getPaymentSettings: { input: Record<never, never>; output: PaymentSettings }
  /** Whether everything it needs is there. */
  getReadiness: { input: Record<never, never>; output: { status: "ready"; checks: { database: boolean; migrations: boolean; demo_seed: boolean; stock: boolean } } }
  /** Read a reservation. */
  getReservation: { input: { id: string }; output: Reservation }
  /** Read a return. */
  getReturn: { input: { id: string }; output: Return }
  /** Read a market’s return policy. */
  getReturnPolicy: { input: { market: string; version?: string }; output: ReturnPolicy }
  /** Read the merchant’s settings. */
  getSettings: { input: Record<never, never>; output: Settings }
  /** Read what the portal shows of a shop. */
  getShop: { input: { merchant_slug: string }; output: Shop }
  /** Read a SKU. */
  getSku: { input: { sku: string }; output: Sku & unknown }
  /** Read a customer’s store credit. */
  getStoreCredit: { input: { id: string }; output: StoreCredit }
  /** Read a withdrawal. */
  getWithdrawal: { input: { id: string }; output: Withdrawal }
  /** Hold an order. */
  holdOrder: { input: { id: string } & HoldOrder; output: Hold }
  /** Issue a gift card. */
  issueGiftCard: { input: IssueGiftCard; output: IssuedGiftCard }
  /** Give a customer store credit. */
  issueStoreCredit: { input: IssueStoreCredit; output: StoreCredit }
  /** List API keys, the revoked ones included. */
  listApiKeys: { input: { limit?: number; cursor?: string }; output: { data: ApiKey[]; next_cursor: string | null } }
  /** List channels by id. */
  listChannels: { input: { limit?: number; cursor?: string }; output: { data: (Channel & unknown)[]; next_cursor: string | null } }
  /** List claims, newest first. */
  listClaims: { input: { limit?: number; cursor?: string; status?: "open" | "approved" | "declined" | "canceled" }; output: { data: Claim[]; next_cursor: string | null } }
  /** List credit notes, newest first. */
  listCreditNotes: { input: { limit?: number; cursor?: string }; output: { data: CreditNote[]; next_cursor: string | null } }
  /** List a customer’s orders, newest first. */
  listCustomerOrders: { input: { id: string; limit?: number; cursor?: string }; output: { data: Order[]; next_cursor: string | null } }
  /** List or find customers. */
  listCustomers: { input: { limit?: number; cursor?: string; email?: string; name?: string }; output: { data: CustomerRecord[]; next_cursor: string | null } }
  /** Read the log of events. */
  listEvents: { input: { after?: number; type?: string; limit?: number }; output: { data: Event[] } }
  /** List the gateways and how they are set up. */
  listGateways: { input: Record<never, never>; output: { data: Gateway[] } }
  /** List gift cards, newest first. */
  listGiftCards: { input: { limit?: number; cursor?: string }; output: { data: GiftCard[]; next_cursor: string | null } }
  /** List levels, as of about a second ago. */
  listInventory: { input: { limit?: number; cursor?: string; location_id?: string; sku?: string }; output: { data: ProjectedLevel[]; next_cursor: string | null } }
  /** List locations by id. */
  listLocations: { input: { limit?: number; cursor?: string }; output: { data: (Location & unknown)[]; next_cursor: string | null } }
  /** List a SKU’s ledger, newest first. */
  listMovements: { input: { sku: string; limit?: number; cursor?: string }; output: { data: Movement[]; next_cursor: string | null } }
  /** Read an order’s timeline, oldest first. */
  listOrderEvents: { input: { id: string; limit?: number; cursor?: string }; output: { data: Event[]; next_cursor: string | null } }
  /** List orders, newest first. */
  listOrders: { input: { limit?: number; cursor?: string; status?: "pending" | "open" | "on_hold" | "canceled" | "closed"; payment_status?: "pending" | "authorized" | "partially_paid" | "paid" | "partially_refunded" | "refunded" | "voided"; fulfillment_status?: "unfulfilled" | "partially_fulfilled" | "fulfilled" | "delivered" | "partially_returned" | "returned"; channel?: string; email?: string; number?: string; created_after?: string; created_before?: string }; output: { data: Order[]; next_cursor: string | null } }
  /** List units that arrived and nobody had authorized, newest first. */
  listReturnExceptions: { input: { limit?: number; cursor?: string; status?: "open" | "resolved" }; output: { data: ReturnException[]; next_cursor: string | null } }
  /** List the markets’ return policies. */
  listReturnPolicies: { input: { limit?: number; cursor?: string }; output: { data: ReturnPolicy[]; next_cursor: string | null } }
  /** List returns, newest first. */
  listReturns: { input: { limit?: number; cursor?: string; status?: "requested" | "approved" | "in_transit" | "received" | "completed" | "declined" | "canceled" | "expired"; order_id?: string }; output: { data: Return[]; next_cursor: string | null } }
  /** List SKUs by code. */
  listSkus: { input: { limit?: number; cursor?: string }; output: { data: (Sku & unknown)[]; next_cursor: string | null } }
  /** List store credit, newest account first. */
  listStoreCredit: { input: { limit?: number; cursor?: string; email?: string }; output: { data: StoreCredit[]; next_cursor: string | null } }
  /** List what moved a customer’s store credit, newest first. */
  listStoreCreditEntries: { input: { id: string; limit?: number; cursor?: string }; output: { data: CreditEntry[]; next_cursor: string | null } }
  /** List withdrawals, newest first. */
  listWithdrawals: { input: { limit?: number; cursor?: string }; output: { data: Withdrawal[]; next_cursor: string | null } }
  /** Find an order by number and e-mail. */
  lookUpOrder: { input: { merchant_slug: string } & LookUpOrder; output: OrderView }
  /** Merge another customer into this one. */
  mergeCustomers: { input: { id: string } & MergeCustomers; output: CustomerRecord }
  /** Open a claim on units that were sent. */
  openClaim: { input: OpenClaim; output: Claim }
  /** Open a return. */
  openReturn: { input: OpenReturn; output: Return }
  /** Change what is kept of a customer. */
  patchCustomer: { input: { id: string } & PatchCustomer; output: CustomerRecord }
  /** Pay an order, or a part of what is due. */
  payOrder: { input: { id: string } & AddPayment; output: Payment }
  /** Place an order. */
  placeOrder: { input: PlaceOrder; output: Order }
  /** Show what a refund would come to. */
  previewRefund: { input: { id: string } & PreviewRefund; output: RefundPreview }
  /** Create or replace a channel. */
  putChannel: { input: { channel_id: string } & PutChannel; output: Channel }
  /** Set a gateway up. */
  putGateway: { input: { gateway: "manual" | "test" | "stripe" | "store_credit" | "gift_card" } & PutGateway; output: Gateway }
  /** Create or replace a location. */
  putLocation: { input: { location_id: string } & PutLocation; output: Location }
  /** Decide about refunds, unpaid orders and late money. */
  putPaymentSettings: { input: PutPaymentSettings; output: PaymentSettings }
  /** Give a market its return policy. */
  putReturnPolicy: { input: { market: string } & PutReturnPolicy; output: ReturnPolicy }
  /** Create or replace a SKU. */
  putSku: { input: { sku: string } & PutSku; output: Sku }
  /** Quote a return without opening it. */
  quoteReturn: { input: QuoteReturn; output: QuotedReturn }
  /** Ask what can be sold. */
  readAvailability: { input: { sku: string[]; location_id?: string; channel?: string; consistency?: "cached" | "strong" }; output: Availability }
  /** Receive a webhook of a gateway. */
  receiveGatewayWebhook: { input: { gateway: "manual" | "test" | "stripe" | "store_credit" | "gift_card"; merchant_id: string }; output: WebhookReceived }
  /** Receive and inspect units of a return. */
  receiveReturn: { input: { id: string } & ReceiveReturn; output: Return }
  /** Refund lines, shipping or goodwill. */
  refundOrder: { input: { id: string } & RefundOrder; output: Refund }
  /** Release a hold. */
  releaseOrder: { input: { id: string } & ReleaseOrder; output: Order }
  /** Give held stock back. */
  releaseReservation: { input: { id: string }; output: Reservation }
  /** Hold stock for a checkout. */
  reserveCart: { input: ReserveCart; output: Reservation }
  /** Resolve a return exception. */
  resolveReturnException: { input: { id: string } & ResolveReturnException; output: ReturnException }
  /** Send the refused parts of a refund again. */
  retryRefund: { input: { id: string; refund_id: string } & RetryRefund; output: Refund }
  /** Revoke an API key. */
  revokeApiKey: { input: { id: string }; output: ApiKey & unknown }
  /** Tell that a return is on its way. */
  shipReturn: { input: { id: string } & ShipReturn; output: Return }
  /** Give up what is not captured of a payment. */
  voidPayment: { input: { id: string } & VoidPayment; output: Payment }
  /** Withdraw a consumer from a contract, in two steps. */
  withdraw: { input: Withdraw; output: Withdrawal }
}

export type OperationName = keyof Operations

export const operations = {
  addClaimPhoto: {"method":"POST","path":"/v1/claims/{id}/photos","query":[],"idempotent":false,"body":false},
  adjustInventory: {"method":"POST","path":"/v1/inventory/adjustments","query":[],"idempotent":true,"body":true},
  approveClaim: {"method":"POST","path":"/v1/claims/{id}/approve","query":[],"idempotent":true,"body":true},
  approveReturn: {"method":"POST","path":"/v1/returns/{id}/approve","query":[],"idempotent":true,"body":true},
  auditInventory: {"method":"GET","path":"/v1/inventory/{sku}/audit","query":[],"idempotent":false,"body":false},
  authenticateTestPayment: {"method":"POST","path":"/v1/gateways/test/authentications/{reference}","query":[],"idempotent":false,"body":true},
  cancelClaim: {"method":"POST","path":"/v1/claims/{id}/cancel","query":[],"idempotent":true,"body":true},
  cancelOrder: {"method":"POST","path":"/v1/orders/{id}/cancel","query":[],"idempotent":true,"body":true},
  cancelReturn: {"method":"POST","path":"/v1/returns/{id}/cancel","query":[],"idempotent":true,"body":true},
  capturePayment: {"method":"POST","path":"/v1/orders/{id}/captures","query":[],"idempotent":true,"body":true},
  changeSettings: {"method":"PATCH","path":"/v1/settings","query":[],"idempotent":false,"body":true},
  completeReturn: {"method":"POST","path":"/v1/returns/{id}/complete","query":[],"idempotent":true,"body":true},
  createApiKey: {"method":"POST","path":"/v1/api_keys","query":[],"idempotent":false,"body":true},
  createApiKeyForMerchant: {"method":"POST","path":"/v1/merchants/{id}/api_keys","query":[],"idempotent":false,"body":true},
  createMerchant: {"method":"POST","path":"/v1/merchants","query":[],"idempotent":false,"body":true},
  declineClaim: {"method":"POST","path":"/v1/claims/{id}/decline","query":[],"idempotent":true,"body":true},
  declineReturn: {"method":"POST","path":"/v1/returns/{id}/decline","query":[],"idempotent":true,"body":true},
  deleteSku: {"method":"DELETE","path":"/v1/skus/{sku}","query":[],"idempotent":false,"body":false},
  disableGiftCard: {"method":"DELETE","path":"/v1/gift_cards/{id}","query":[],"idempotent":false,"body":false},
  editOrder: {"method":"POST","path":"/v1/orders/{id}/edits","query":[],"idempotent":true,"body":true},
  extendReservation: {"method":"POST","path":"/v1/reservations/{id}/extend","query":[],"idempotent":false,"body":true},
  getChannel: {"method":"GET","path":"/v1/channels/{channel_id}","query":[],"idempotent":false,"body":false},
  getClaim: {"method":"GET","path":"/v1/claims/{id}","query":[],"idempotent":false,"body":false},
  getCreditNote: {"method":"GET","path":"/v1/credit_notes/{id}","query":[],"idempotent":false,"body":false},
  getCustomer: {"method":"GET","path":"/v1/customers/{id}","query":[],"idempotent":false,"body":false},
  getGateway: {"method":"GET","path":"/v1/gateways/{gateway}","query":[],"idempotent":false,"body":false},
  getGiftCard: {"method":"GET","path":"/v1/gift_cards/{id}","query":[],"idempotent":false,"body":false},
  getHealth: {"method":"GET","path":"/healthz","query":[],"idempotent":false,"body":false},
  getInventory: {"method":"GET","path":"/v1/inventory/{sku}","query":[],"idempotent":false,"body":false},
  getLocation: {"method":"GET","path":"/v1/locations/{location_id}","query":[],"idempotent":false,"body":false},
  getOpenApiDocument: {"method":"GET","path":"/openapi.json","query":[],"idempotent":false,"body":false},
  getOrder: {"method":"GET","path":"/v1/orders/{id}","query":[],"idempotent":false,"body":false},
  getPaymentSettings: {"method":"GET","path":"/v1/settings/payments","query":[],"idempotent":false,"body":false},
  getReadiness: {"method":"GET","path":"/readyz","query":[],"idempotent":false,"body":false},
  getReservation: {"method":"GET","path":"/v1/reservations/{id}","query":[],"idempotent":false,"body":false},
  getReturn: {"method":"GET","path":"/v1/returns/{id}","query":[],"idempotent":false,"body":false},
  getReturnPolicy: {"method":"GET","path":"/v1/return_policies/{market}","query":["version"],"idempotent":false,"body":false},
  getSettings: {"method":"GET","path":"/v1/settings","query":[],"idempotent":false,"body":false},
  getShop: {"method":"GET","path":"/portal/{merchant_slug}/api/shop","query":[],"idempotent":false,"body":false},
  getSku: {"method":"GET","path":"/v1/skus/{sku}","query":[],"idempotent":false,"body":false},
  getStoreCredit: {"method":"GET","path":"/v1/store_credit/{id}","query":[],"idempotent":false,"body":false},
  getWithdrawal: {"method":"GET","path":"/v1/withdrawals/{id}","query":[],"idempotent":false,"body":false},
  holdOrder: {"method":"POST","path":"/v1/orders/{id}/hold","query":[],"idempotent":true,"body":true},
  issueGiftCard: {"method":"POST","path":"/v1/gift_cards","query":[],"idempotent":true,"body":true},
  issueStoreCredit: {"method":"POST","path":"/v1/store_credit","query":[],"idempotent":true,"body":true},
  listApiKeys: {"method":"GET","path":"/v1/api_keys","query":["limit","cursor"],"idempotent":false,"body":false},
  listChannels: {"method":"GET","path":"/v1/channels","query":["limit","cursor"],"idempotent":false,"body":false},
  listClaims: {"method":"GET","path":"/v1/claims","query":["limit","cursor","status"],"idempotent":false,"body":false},
  listCreditNotes: {"method":"GET","path":"/v1/credit_notes","query":["limit","cursor"],"idempotent":false,"body":false},
  listCustomerOrders: {"method":"GET","path":"/v1/customers/{id}/orders","query":["limit","cursor"],"idempotent":false,"body":false},
  listCustomers: {"method":"GET","path":"/v1/customers","query":["limit","cursor","email","name"],"idempotent":false,"body":false},
  listEvents: {"method":"GET","path":"/v1/events","query":["after","type","limit"],"idempotent":false,"body":false},
  listGateways: {"method":"GET","path":"/v1/gateways","query":[],"idempotent":false,"body":false},
  listGiftCards: {"method":"GET","path":"/v1/gift_cards","query":["limit","cursor"],"idempotent":false,"body":false},
  listInventory: {"method":"GET","path":"/v1/inventory","query":["limit","cursor","location_id","sku"],"idempotent":false,"body":false},
  listLocations: {"method":"GET","path":"/v1/locations","query":["limit","cursor"],"idempotent":false,"body":false},
  listMovements: {"method":"GET","path":"/v1/inventory/{sku}/movements","query":["limit","cursor"],"idempotent":false,"body":false},
  listOrderEvents: {"method":"GET","path":"/v1/orders/{id}/events","query":["limit","cursor"],"idempotent":false,"body":false},
  listOrders: {"method":"GET","path":"/v1/orders","query":["limit","cursor","status","payment_status","fulfillment_status","channel","email","number","created_after","created_before"],"idempotent":false,"body":false},
  listReturnExceptions: {"method":"GET","path":"/v1/return_exceptions","query":["limit","cursor","status"],"idempotent":false,"body":false},
  listReturnPolicies: {"method":"GET","path":"/v1/return_policies","query":["limit","cursor"],"idempotent":false,"body":false},
  listReturns: {"method":"GET","path":"/v1/returns","query":["limit","cursor","status","order_id"],"idempotent":false,"body":false},
  listSkus: {"method":"GET","path":"/v1/skus","query":["limit","cursor"],"idempotent":false,"body":false},
  listStoreCredit: {"method":"GET","path":"/v1/store_credit","query":["limit","cursor","email"],"idempotent":false,"body":false},
  listStoreCreditEntries: {"method":"GET","path":"/v1/store_credit/{id}/entries","query":["limit","cursor"],"idempotent":false,"body":false},
  listWithdrawals: {"method":"GET","path":"/v1/withdrawals","query":["limit","cursor"],"idempotent":false,"body":false},
  lookUpOrder: {"method":"POST","path":"/portal/{merchant_slug}/api/lookup","query":[],"idempotent":false,"body":true},
  mergeCustomers: {"method":"POST","path":"/v1/customers/{id}/merge","query":[],"idempotent":false,"body":true},
  openClaim: {"method":"POST","path":"/v1/claims","query":[],"idempotent":true,"body":true},
  openReturn: {"method":"POST","path":"/v1/returns","query":[],"idempotent":true,"body":true},
  patchCustomer: {"method":"PATCH","path":"/v1/customers/{id}","query":[],"idempotent":false,"body":true},
  payOrder: {"method":"POST","path":"/v1/orders/{id}/payments","query":[],"idempotent":true,"body":true},
  placeOrder: {"method":"POST","path":"/v1/orders","query":[],"idempotent":true,"body":true},
  previewRefund: {"method":"POST","path":"/v1/orders/{id}/refunds/preview","query":[],"idempotent":false,"body":true},
  putChannel: {"method":"PUT","path":"/v1/channels/{channel_id}","query":[],"idempotent":false,"body":true},
  putGateway: {"method":"PUT","path":"/v1/gateways/{gateway}","query":[],"idempotent":false,"body":true},
  putLocation: {"method":"PUT","path":"/v1/locations/{location_id}","query":[],"idempotent":false,"body":true},
  putPaymentSettings: {"method":"PUT","path":"/v1/settings/payments","query":[],"idempotent":false,"body":true},
  putReturnPolicy: {"method":"PUT","path":"/v1/return_policies/{market}","query":[],"idempotent":false,"body":true},
  putSku: {"method":"PUT","path":"/v1/skus/{sku}","query":[],"idempotent":false,"body":true},
  quoteReturn: {"method":"POST","path":"/v1/returns/quote","query":[],"idempotent":false,"body":true},
  readAvailability: {"method":"GET","path":"/v1/availability","query":["sku","location_id","channel","consistency"],"idempotent":false,"body":false},
  receiveGatewayWebhook: {"method":"POST","path":"/v1/gateways/{gateway}/webhooks/{merchant_id}","query":[],"idempotent":false,"body":false},
  receiveReturn: {"method":"POST","path":"/v1/returns/{id}/receive","query":[],"idempotent":true,"body":true},
  refundOrder: {"method":"POST","path":"/v1/orders/{id}/refunds","query":[],"idempotent":true,"body":true},
  releaseOrder: {"method":"POST","path":"/v1/orders/{id}/release","query":[],"idempotent":true,"body":true},
  releaseReservation: {"method":"DELETE","path":"/v1/reservations/{id}","query":[],"idempotent":false,"body":false},
  reserveCart: {"method":"POST","path":"/v1/reservations","query":[],"idempotent":true,"body":true},
  resolveReturnException: {"method":"POST","path":"/v1/return_exceptions/{id}/resolve","query":[],"idempotent":false,"body":true},
  retryRefund: {"method":"POST","path":"/v1/orders/{id}/refunds/{refund_id}/retry","query":[],"idempotent":true,"body":true},
  revokeApiKey: {"method":"DELETE","path":"/v1/api_keys/{id}","query":[],"idempotent":false,"body":false},
  shipReturn: {"method":"POST","path":"/v1/returns/{id}/ship","query":[],"idempotent":true,"body":true},
  voidPayment: {"method":"POST","path":"/v1/orders/{id}/voids","query":[],"idempotent":true,"body":true},
  withdraw: {"method":"POST","path":"/v1/withdrawals","query":[],"idempotent":true,"body":true},
} as const

