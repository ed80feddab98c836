// Generated from the OpenAPI document by generate.ts: change the API instead.

export type AddPayment = { gateway: "manual" | "test" | "stripe" | "store_credit" | "gift_card"; token?: string; amount?: number; capture?: boolean }

export type Address = { name: string; line1: string; line2?: string; city: string; region?: string; postal_code: string; country: string; phone?: string; latitude?: number; longitude?: number }

export type AdjustInventory = { reason: string; reference?: string; lines: { sku: string; location_id: string; bucket?: "on_hand" | "damaged" | "quality_control" | "safety_stock" | "incoming"; delta?: number; set?: number; expected?: number | null }[] }

/** What became of each line. All lines of one SKU were applied, or none. */
export type Adjustment = { id: string; lines: { sku: string; location_id: string; status: "applied" | "refused"; code?: string; current?: number; on_hand?: number; reserved?: number; committed?: number; damaged?: number; quality_control?: number; safety_stock?: number; incoming?: number; available?: number }[] }

export type Allocation = { location_id: string; quantity: number }

/** A key, which itself is never shown again. */
export type ApiKey = { id: string; kind: "secret" | "publishable"; name: string; hint: string; scopes: string[]; origins: string[]; rate_class: "reduced" | "standard" | "raised"; created_at: string; expires_at: string | null; last_used_at: string | null; revoked_at: string | null; replaced_by: string | null }

export type ApproveClaim = { resolution: "refund" | "store_credit" | "replacement" }

/** Every counter recomputed from the ledger. */
export type Audit = { sku: string; balanced: boolean; entries: number; discrepancies: { location_id: string; account: string; witness: "stored" | "memory" | "claims" | "archive"; ledger: number; counter: number }[] }

/** One write: by whom, from where, and what it changed. */
export type AuditEntry = { sequence: number; created_at: string; actor: { kind: "secret" | "publishable" | "operator" | "customer" | "system"; id: string | null }; address: string | null; request_id: string | null; operation: string; object_type: string; object_id: string; changed: string[]; hash: string | null }

/** The chain, recomputed. */
export type AuditVerification = { intact: boolean; entries: number; through: number; sealed: { sequence: number; hash: string }; next_after: number | null; discrepancies: { sequence: number; kind: "changed" | "missing" | "unsealed" }[] }

export type AuthenticateTestPayment = { outcome?: "succeeded" | "failed"; notify?: boolean }

/** What may be promised, in the order asked. */
export type Availability = { data: { sku: string; available: number; in_stock: boolean }[]; as_of: string; consistency: "cached" | "strong" }

export type Backorder = { policy: "deny" | "allow" | "preorder"; limit?: number; available_on?: string }

/** Units that a line of an order waits for. */
export type BackorderEntry = { sku: string; order_id: string; line_id: string; quantity: number; since: string }

export type CancelByCustomer = { reason?: string; note?: string }

export type CancelFulfillment = { reason?: string }

export type CancelOrder = { reason: string; note?: string; lines?: { line_id: string; quantity: number }[] }

export type CapturePayment = { payment_id: string; amount?: number }

export type ChangeAddress = { name: string; line1: string; line2?: string; city: string; region?: string; postal_code: string; country: string; phone?: string; latitude?: number; longitude?: number }

/** The channel, replaced. */
export type Channel = { channel_id: string; name: string; kind: "web" | "pos" | "marketplace" | "social" | "b2b" | "api"; location_ids?: string[]; buffer?: number; cap?: number; metadata?: Record<string, string>; version: number; created_at: string; updated_at: string }

/** Something was wrong with what arrived, or it never did. */
export type Claim = { id: string; order_id: string; status: "open" | "approved" | "declined" | "canceled"; type: "damaged" | "missing" | "wrong_item" | "other"; lines: { line_id: string; quantity: number }[]; description: string; photos: Photo[]; resolution: "refund" | "store_credit" | "replacement" | null; refund_id: string | null; line_ids: string[]; decline_reason: string | null; version: number; created_at: string; updated_at: string }

export type Component = { sku: string; quantity: number }

export type ComponentAllocation = { sku: string; allocations: Allocation[] }

export type CreateApiKey = { kind: "secret" | "publishable"; name?: string; scopes?: ("catalog:read" | "catalog:write" | "inventory:read" | "inventory:write" | "reservations:read" | "reservations:write" | "orders:read" | "orders:write" | "payments:read" | "payments:write" | "customers:read" | "customers:write" | "events:read" | "webhooks:read" | "webhooks:write" | "settings:read" | "settings:write" | "notifications:read" | "keys:read" | "keys:write" | "audit:read" | "bulk:read" | "bulk:write")[]; origins?: string[]; rate_class?: "reduced" | "standard" | "raised"; expires_at?: string }

export type CreateExport = { kind: "skus" | "inventory" | "orders" | "events" }

export type CreateImport = { kind: "skus" | "inventory" | "orders" }

export type CreateMerchant = { name: string; currency: string; country: string; time_zone?: string; slug?: string }

export type CreatePickList = { location_id: string; limit?: number }

export type CreateWebhookEndpoint = { url: string; events?: string[]; description?: string; payload?: "full" | "thin"; metadata?: Record<string, string> }

/** The key. */
export type CreatedApiKey = { id: string; kind: "secret" | "publishable"; name: string; hint: string; scopes: string[]; origins: string[]; rate_class: "reduced" | "standard" | "raised"; created_at: string; expires_at: string | null; last_used_at: string | null; revoked_at: string | null; replaced_by: string | null; key: string }

/** The merchant, with its keys. */
export type CreatedMerchant = { id: string; slug: string; name: string; currency: string; country: string; time_zone: string; secret_key: string; publishable_key: string; created_at: string }

/** The endpoint, with its secret. */
export type CreatedWebhookEndpoint = { id: string; url: string; events: string[]; description: string; payload: "full" | "thin"; status: "enabled" | "disabled"; disabled_reason: "merchant" | "gone" | "exhausted" | null; disabled_at: string | null; secrets: { expires_at: string | null }[]; metadata: Record<string, string>; version: number; created_at: string; updated_at: string; secret: string }

export type CreditEntry = { sequence: number; type: "issue" | "redeem" | "release" | "refund"; amount: number; order_id: string | null; payment_id: string | null; reason: string | null; created_at: string }

/** Issued once a refund has succeeded; never changed. */
export type CreditNote = { id: string; number: string; order_id: string; order_number: string; refund_id: string; currency: string; amount: number; reason: string; customer: { email: string; name: string; phone?: string }; lines: { sku: string; title: string; quantity: number; net: number; tax: number; amount: number }[]; shipping: number; goodwill: number; deduction: number; issued_at: string }

export type Customer = { email: string; name: string; phone?: string }

export type CustomerClaim = { id: string; order_id: string; status: "open" | "approved" | "declined" | "canceled"; type: "damaged" | "missing" | "wrong_item" | "other"; lines: { line_id: string; quantity: number }[]; description: string; resolution: "refund" | "store_credit" | "replacement" | null; decline_reason: string | null; version: number; created_at: string; updated_at: string; photos: number }

export type CustomerClaimWish = { type: "damaged" | "missing" | "wrong_item" | "other"; lines: { line_id: string; quantity: number }[]; description: string }

/** What is kept of a person, a page of orders at a time. */
export type CustomerExport = { customer: CustomerRecord; orders: Order[]; records: { table: string; rows: Record<string, unknown>[] }[]; next_cursor: string | null }

/** The whole order, for its customer. */
export type CustomerOrder = { id: string; number: string; status: "pending" | "open" | "on_hold" | "canceled" | "closed"; fulfillment_status: "unfulfilled" | "partially_fulfilled" | "fulfilled" | "delivered" | "partially_returned" | "returned"; placed_at: string; parcels: Parcel[]; expected: { from: string | null; to: string } | null; payment_status: "pending" | "authorized" | "partially_paid" | "paid" | "partially_refunded" | "refunded" | "voided"; currency: string; subtotal: number; discount: number; tax: number; shipping: { service: string | null; amount: number; tax: number }; total: number; refunded: number; customer: { email: string; name: string; phone?: string }; shipping_address: Address & (Record<string, unknown> | null); lines: { id: string; sku: string; title: string; quantity: number; quantity_canceled: number; quantity_fulfilled: number; quantity_returned: number; unit_price: number; discount: number; tax: number; total: number; properties: Record<string, string> }[]; actions: { cancel: boolean; address: boolean; return: boolean; claim: boolean; withdraw: boolean }; returns: OwnReturn[]; claims: CustomerClaim[]; version: number; updated_at: string }

export type CustomerQuote = { lines?: { line_id: string; quantity: number; reason: string; note?: string }[]; resolution?: "refund" | "store_credit" | "exchange"; exchange_lines?: { sku: string; quantity: number; unit_price?: number }[] }

/** Who orders: one per normalized e-mail address, made by the first order. */
export type CustomerRecord = { id: string; email: string; emails: string[]; name: string; phone: string | null; totals: { currency: string; orders: number; canceled: number; payable: number; captured: number; refunded: number }[]; first_order_at: string | null; last_order_at: string | null; metadata: Record<string, string>; erased_at: string | null; version: number; created_at: string; updated_at: string }

export type CustomerReturn = { lines: { line_id: string; quantity: number; reason: string; note?: string }[]; resolution: "refund" | "store_credit" | "exchange"; exchange_lines?: { sku: string; quantity: number; unit_price?: number }[] }

export type CustomerWithdrawal = { name: string; contact: string; lines?: { line_id: string; quantity: number }[]; confirm?: boolean }

export type DeclineClaim = { reason: string }

export type DeclineReturn = { reason: string }

export type DeliverFulfillment = { delivered_at?: string }

/** Null where nobody has said how long parcels travel. */
export type DeliveryWindow = { ship_by: string; deliver_min: string | null; deliver_max: string | null } | null

export type Destination = { country: string; region?: string; city?: string; postal_code?: string; latitude?: number; longitude?: number }

export type EditOrder = { lines?: { line_id: string; quantity?: number; unit_price?: number; tax?: number }[]; add?: { sku: string; quantity: number; unit_price: number; discount?: number; tax?: number; title?: string; properties?: Record<string, string>; ship_after?: string; ship_by?: string }[]; shipping_address?: Address; version?: number; commit?: boolean }

/** A customer who was forgotten. Amounts and totals stay. */
export type Erasure = { customer_id: string; status: "running" | "completed"; orders: number; requested_at: string; completed_at: string | null }

/** What happened, once, in order. */
export type Event = { id: string; sequence: number; type: string; created_at: string; object_type: string; object_id: string; data: Record<string, unknown> }

/** What a return may be exchanged for. */
export type ExchangeItems = { data: { sku: string; title: string; unit_price: number; in_stock: boolean; variant: boolean }[]; currency: string }

/** A file that is written in the background. */
export type Export = { id: string; status: "awaiting_content" | "running" | "completed" | "failed"; processed_bytes: number; failure: string | null; created_at: string; updated_at: string; kind: "skus" | "inventory" | "orders" | "events"; content_path: string; rows: number }

export type ExtendReservation = { ttl_seconds: number }

export type FillBackorders = { sku: string; skip_ahead?: boolean }

export type FilledBackorders = { sku: string; filled: { order_id: string; quantity: number; complete: boolean }[] }

/** The work order of one location. */
export type Fulfillment = { id: string; order_id: string; location_id: string; method: "ship" | "pickup" | "pos"; status: "open" | "accepted" | "picking" | "packed" | "shipped" | "delivered" | "on_hold" | "rejected" | "canceled" | "ready_for_pickup" | "picked_up"; holds: ("awaiting_payment" | "high_risk_of_fraud" | "incorrect_address" | "inventory_out_of_stock" | "unknown_delivery_date" | "awaiting_return_items" | "payment_review" | "other")[]; lines: FulfillmentLine[]; ship_after: string | null; ship_by: string | null; packages: { id: string; weight_grams?: number; length_mm?: number; width_mm?: number; height_mm?: number; lines: FulfillmentLine[] }[]; tracking: Tracking | null; reason: string | null; pick_list_id: string | null; pickup_expires_at: string | null; version: number; created_at: string; updated_at: string }

/** Of a kit line: one of its components. */
export type FulfillmentLine = { line_id: string; sku: string; quantity: number }

export type FulfillmentLineInput = { line_id: string; sku?: string; quantity: number }

export type FulfillmentReadyForPickup = { id: string; order_id: string; location_id: string; method: "ship" | "pickup" | "pos"; status: "open" | "accepted" | "picking" | "packed" | "shipped" | "delivered" | "on_hold" | "rejected" | "canceled" | "ready_for_pickup" | "picked_up"; holds: ("awaiting_payment" | "high_risk_of_fraud" | "incorrect_address" | "inventory_out_of_stock" | "unknown_delivery_date" | "awaiting_return_items" | "payment_review" | "other")[]; lines: FulfillmentLine[]; ship_after: string | null; ship_by: string | null; packages: { id: string; weight_grams?: number; length_mm?: number; width_mm?: number; height_mm?: number; lines: FulfillmentLine[] }[]; tracking: Tracking | null; reason: string | null; pick_list_id: string | null; pickup_expires_at: string | null; version: number; created_at: string; updated_at: string; pickup_code: string }

export type Gateway = { gateway: "manual" | "test" | "stripe" | "store_credit" | "gift_card"; enabled: boolean; publishable_key: string | null; secret_key_hint: string | null; webhook_secret_hint: string | null; version: number; updated_at: string | null }

export type GiftCard = { id: string; hint: string; currency: string; balance: number; active: boolean; expires_at: string | null; metadata: Record<string, string>; version: number; created_at: string; updated_at: string }

/** A reason an order may not proceed. */
export type Hold = { id: string; reason: "awaiting_payment" | "high_risk_of_fraud" | "incorrect_address" | "inventory_out_of_stock" | "unknown_delivery_date" | "awaiting_return_items" | "payment_review" | "other"; note: string | null; created_at: string }

export type HoldOrder = { reason: "awaiting_payment" | "high_risk_of_fraud" | "incorrect_address" | "inventory_out_of_stock" | "unknown_delivery_date" | "awaiting_return_items" | "payment_review" | "other"; note?: string }

/** A file of lines, each done for itself. */
export type Import = { id: string; status: "awaiting_content" | "running" | "completed" | "failed"; processed_bytes: number; failure: string | null; created_at: string; updated_at: string; kind: "skus" | "inventory" | "orders"; content_path: string; total_bytes: number | null; succeeded: number; failed: number }

/** A SKU at all its locations, from the object that decides. */
export type Inventory = { sku: string; on_hand: number; reserved: number; committed: number; damaged: number; quality_control: number; safety_stock: number; incoming: number; available: number; levels: Level[]; version: number; as_of: string }

/** What became of each line. */
export type InventorySnapshot = { id: string; source: string; source_version: number; as_of: string; location_id: string; lines: { sku: string; status: "applied" | "stale" | "refused"; code?: string; moved_since?: number; newest?: { source_version: number; as_of: string }; on_hand?: number; reserved?: number; committed?: number; damaged?: number; quality_control?: number; safety_stock?: number; incoming?: number; available?: number }[] }

export type InventorySnapshotInput = { source: string; source_version: number; as_of: string; location_id: string; levels: { sku: string; on_hand: number }[] }

export type IssueGiftCard = { currency: string; amount: number; code?: string; expires_at?: string; metadata?: Record<string, string> }

export type IssueStoreCredit = { email: string; currency: string; amount: number; reason?: string }

export type IssuedGiftCard = { id: string; hint: string; currency: string; balance: number; active: boolean; expires_at: string | null; metadata: Record<string, string>; version: number; created_at: string; updated_at: string; code: string }

export type Level = { location_id: string; on_hand: number; reserved: number; committed: number; damaged: number; quality_control: number; safety_stock: number; incoming: number; available: number }

/** The location, replaced. */
export type Location = { location_id: string; name: string; kind: "warehouse" | "store" | "third_party" | "dropship"; address: LocationAddress; ships?: boolean; pickup?: boolean; priority?: number; active?: boolean; time_zone?: string; cutoff?: string; handling_days?: number; parcel_cost?: number; cost_per_kg?: number; capacity_per_day?: number; holidays?: string[]; metadata?: Record<string, string>; version: number; created_at: string; updated_at: string }

export type LocationAddress = { line1: string; line2?: string; city: string; region?: string; postal_code: string; country: string; latitude?: number; longitude?: number }

export type LookUpOrder = { number: string; email: string }

export type MergeCustomers = { from: string }

export type MoveFulfillment = { location_id: string; lines?: FulfillmentLineInput[] }

/** Units that went from one account to another: double entry. */
export type Movement = { sequence: number; operation: string; location_id: string; from_account: string; to_account: string; quantity: number; subject_id: string; reason?: string; reference?: string; created_at: string }

export type Nothing = {  }

/** A mail to a customer, or to the merchant’s `contact_email`. Each event mails once. */
export type Notification = { id: string; template: "order_placed" | "shipped" | "out_for_delivery" | "delayed" | "delivered" | "return_approved" | "return_received" | "refunded" | "withdrawal_received" | "magic_link" | "webhook_disabled"; order_id: string | null; to: string; language: "en" | "de" | "fr" | "es" | "it" | "nl" | "ar" | "ja"; subject: string; text: string; html: string; status: "pending" | "sent" | "failed"; error: string | null; created_at: string; sent_at: string | null }

export type OpenClaim = { order_id: string; type: "damaged" | "missing" | "wrong_item" | "other"; lines: { line_id: string; quantity: number }[]; description: string }

export type OpenReturn = { order_id: string; lines: { line_id: string; quantity: number; reason: string; note?: string }[]; resolution: "refund" | "store_credit" | "exchange"; exchange_lines?: { sku: string; quantity: number; unit_price: number; tax?: number }[] }

export type OpenSession = { token: string }

/** What the customer agreed to. Amounts are frozen at placement. */
export type Order = { id: string; number: string; status: "pending" | "open" | "on_hold" | "canceled" | "closed"; payment_status: "pending" | "authorized" | "partially_paid" | "paid" | "partially_refunded" | "refunded" | "voided"; fulfillment_status: "unfulfilled" | "partially_fulfilled" | "fulfilled" | "delivered" | "partially_returned" | "returned"; channel: string; external_id: string | null; currency: string; subtotal: number; discount: number; tax: number; shipping: { service: string | null; amount: number; tax: number }; total: number; amount_payable: number; amount_captured: number; amount_refunded: number; customer: { email: string; name: string; phone?: string }; shipping_address: Address | null; billing_address: Address | null; delivery: { method: "ship" | "pickup"; location_id?: string }; lines: { id: string; sku: string; title: string; quantity: number; unit_price: number; subtotal: number; discount: number; tax: number; total: number; properties: Record<string, string>; ship_after: string | null; ship_by: string | null; quantity_canceled: number; quantity_backordered: number; quantity_fulfilled: number; quantity_returned: number; allocations: { location_id: string; quantity: number }[]; components?: { sku: string; allocations: { location_id: string; quantity: number }[] }[] }[]; fulfillments: Fulfillment[]; payments: Payment[]; refunds: Refund[]; returns: Return[]; terms: "on_account" | null; ship_complete: boolean; holds: Hold[]; promise: { ship_by: string | null; deliver_min: string | null; deliver_max: string | null } | null; expires_at: string | null; cancel_reason: string | null; cancel_note: string | null; metadata: Record<string, string>; version: number; created_at: string; updated_at: string }

/** What an edit comes to. Amounts in minor units. */
export type OrderEdit = { committed: boolean; payable_before: number; payable_after: number; due: number; refund: number; overpaid: number; order: Order }

/** How an order was routed when it was placed, and since. */
export type OrderRouting = Routing & { reroutings: (Routing & { cause: string; routed_at: string })[] }

/** What whoever knows number and e-mail may see: no names, addresses or amounts. */
export type OrderView = { number: string; status: "pending" | "open" | "on_hold" | "canceled" | "closed"; fulfillment_status: "unfulfilled" | "partially_fulfilled" | "fulfilled" | "delivered" | "partially_returned" | "returned"; placed_at: string; parcels: Parcel[]; expected: { from: string | null; to: string } | null; lines: { title: string; quantity: number }[] }

export type OwnReturn = { id: string; number: string; order_id: string; status: "requested" | "approved" | "in_transit" | "received" | "completed" | "declined" | "canceled" | "expired"; origin: "request" | "withdrawal"; resolution: "refund" | "store_credit" | "exchange"; lines: { line_id: string; sku: string; quantity: number; reason: string; note: string | null; quantity_received: number; dispositions: { restock: number; damaged: number; quality_control: number; missing: number; wrong_item: number }; quantity_settled: number }[]; policy: { market: string; version: number }; quote: ReturnQuote; exchange: { lines: { sku: string; quantity: number; unit_price: number; tax: number }[]; new_total: number; credit: number; balance: number; line_ids: string[] } | null; refund: number; parcels: { id: string; location_id: string; status: "pending" | "in_transit" | "received"; lines: { line_id: string; quantity: number }[]; label: { carrier: string; service: string | null; tracking_number: string; from: { name: string; line1: string; line2?: string; city: string; region?: string; postal_code: string; country: string; phone?: string }; to: { name: string; line1: string; line2?: string; city: string; region?: string; postal_code: string; country: string; phone?: string }; url: string } | null; tracking: { carrier: string; tracking_number: string | null } | null }[]; label: { carrier: string; service: string | null; tracking_number: string; from: { name: string; line1: string; line2?: string; city: string; region?: string; postal_code: string; country: string; phone?: string }; to: { name: string; line1: string; line2?: string; city: string; region?: string; postal_code: string; country: string; phone?: string }; url: string } | null; deadline: string | null; expires_at: string | null; decline_reason: string | null; photos: number; version: number; created_at: string; updated_at: string }

export type PackFulfillment = { packages?: { weight_grams?: number; length_mm?: number; width_mm?: number; height_mm?: number; lines?: FulfillmentLineInput[] }[] }

export type PackingSlips = { fulfillment_ids: string[] }

/** What is sent, or is to be sent, together. */
export type Parcel = { id: string; method: "ship" | "pickup" | "pos"; status: "open" | "accepted" | "picking" | "packed" | "shipped" | "delivered" | "on_hold" | "rejected" | "canceled" | "ready_for_pickup" | "picked_up"; carrier: string | null; tracking_number: string | null; tracking_url: string | null; tracking_status: string | null; lines: { title: string; quantity: number }[]; events: { status: string; occurred_at: string; description?: string; location?: string }[]; shipped_at: string | null; delivered_at: string | null }

export type PatchCustomer = { name?: string; phone?: string | null; metadata?: Record<string, string> }

export type PatchSettings = { name?: string; country?: string; time_zone?: string; retention?: { customers_days?: number | null; mails_days?: number; jobs_days?: number }; contact_email?: string | null }

export type PatchWebhookEndpoint = { url?: string; events?: string[]; description?: string; payload?: "full" | "thin"; metadata?: Record<string, string>; status?: "enabled" | "disabled" }

export type Payment = { id: string; order_id: string; gateway: string; status: "pending" | "requires_action" | "authorized" | "partially_captured" | "captured" | "voided" | "failed" | "expired"; currency: string; amount: number; authorized: number; captured: number; refunded: number; voided: number; reference: string | null; next_action: { type: string; url?: string; client_secret?: string } | null; operations: { id: string; type: "authorize" | "capture" | "void" | "refund"; amount: number; status: "pending" | "succeeded" | "failed"; error: string | null; created_at: string; resolved_at: string | null }[]; created_at: string; updated_at: string }

export type PaymentSettings = { refund_order: "proportional" | (("card" | "manual" | "gift_card" | "store_credit")[]); unpaid_expires_after_minutes: number; late_payment: "refund" | "review"; version: number }

export type Photo = { id: string; content_type: "image/jpeg" | "image/png" | "image/webp" | "image/heic"; size: number; url: string; created_at: string }

/** One walk through a location for many orders. */
export type PickList = { id: string; location_id: string; status: "picking" | "completed"; fulfillments: string[]; quantity: number; picked: number; lines: { sku: string; title: string; barcode: string | null; bin: string | null; quantity: number; picked: number; items: { fulfillment_id: string; order_id: string; line_id: string; quantity: number; picked: number }[] }[]; version: number; created_at: string; updated_at: string }

export type PickUpFulfillment = { code: string }

export type PlaceOrder = { reservation_id?: string; channel?: string; external_id?: string; currency: string; customer: Customer; shipping_address?: Address; billing_address?: Address; lines: { sku: string; quantity: number; unit_price: number; discount?: number; tax?: number; title?: string; properties?: Record<string, string>; ship_after?: string; ship_by?: string }[]; shipping?: { service?: string; amount: number; tax?: number }; discount?: number; delivery?: { method: "ship" | "pickup"; location_id?: string }; payment?: { gateway: "manual" | "test" | "stripe" | "store_credit" | "gift_card"; token?: string; capture?: boolean; terms?: "on_account" }; ship_complete?: boolean; metadata?: Record<string, string> }

export type PlaceOrders = { orders: PlaceOrder[] }

/** What became of each order, in the order they came. */
export type PlacedOrders = { results: { status: number; order?: Order; problem?: Problem }[] }

export type PreviewOrderRouting = { settings?: { rules: RoutingRule[]; max_splits?: number; min_split_value?: number } }

export type PreviewRefund = { lines?: { line_id: string; quantity: number }[]; shipping?: boolean | number; amount?: number; destination?: "original" | "store_credit"; restock?: { line_id: string; quantity: number; location_id: string; disposition: "restock" | "damaged" | "quality_control" }[]; reason?: string }

export type PreviewRouting = { channel?: string; destination?: Destination; shipping_service?: string; pickup_at?: string; lines: { sku: string; quantity: number; unit_price?: number }[]; settings?: { rules: RoutingRule[]; max_splits?: number; min_split_value?: number } }

export type Problem = { type: string; title: string; status: number; detail: string; code: string; request_id: string; errors?: { pointer: string; detail: string }[] }

/** One SKU at one location, as of about a second ago. */
export type ProjectedLevel = { sku: string; location_id: string; on_hand: number; reserved: number; committed: number; damaged: number; quality_control: number; safety_stock: number; incoming: number; available: number; version: number; as_of: string }

export type PutChannel = { name: string; kind: "web" | "pos" | "marketplace" | "social" | "b2b" | "api"; location_ids?: string[]; buffer?: number; cap?: number; metadata?: Record<string, string> }

export type PutGateway = { enabled?: boolean; publishable_key?: string; secret_key?: string; webhook_secret?: string }

export type PutLocation = { name: string; kind: "warehouse" | "store" | "third_party" | "dropship"; address: LocationAddress; ships?: boolean; pickup?: boolean; priority?: number; active?: boolean; time_zone?: string; cutoff?: string; handling_days?: number; parcel_cost?: number; cost_per_kg?: number; capacity_per_day?: number; holidays?: string[]; metadata?: Record<string, string> }

export type PutPaymentSettings = { refund_order: "proportional" | (("card" | "manual" | "gift_card" | "store_credit")[]); unpaid_expires_after_minutes: number; late_payment: "refund" | "review" }

/** A new version; orders that were placed before keep the one they were placed under. */
export type PutReturnPolicy = { countries?: string[]; window_days?: number | null; transit_buffer_days?: number; restocking_fee_bps?: number; return_shipping?: { payer: "merchant" } | { payer: "flat"; amount: number } | { payer: "customer" }; fee_free_reasons?: string[]; approval?: { automatic: boolean; max_value?: number | null; reasons?: string[] | null }; resolutions?: ("refund" | "store_credit" | "exchange")[]; refund_trigger?: "on_request" | "on_carrier_scan" | "on_receipt" | "on_inspection"; keep_below?: number | null; store_credit_bonus_bps?: number; exchange?: { ship?: "cross_ship" | "on_receipt"; never_arrives?: "charge" | "cancel" }; arrival_days?: number; claim_days?: number; destinations?: { rules?: { countries?: string[]; regions?: string[]; skus?: string[]; reasons?: string[]; min_value?: number; max_value?: number; location_id: string }[]; default_location_id?: string | null }; withdrawal?: { applies?: "by_country" | "always" | "never"; days?: number; excluded_skus?: string[] }; customer_changes?: { cancel?: boolean; address?: boolean } }

export type PutRouting = { rules: RoutingRule[]; max_splits?: number; min_split_value?: number; transit?: Transit[]; carrier_holidays?: string[] }

export type PutSku = { title: string; price?: number; cost?: number; currency?: string; barcode?: string; weight_grams?: number; length_mm?: number; width_mm?: number; height_mm?: number; hs_code?: string; country_of_origin?: string; image_url?: string; returnable?: boolean; final_sale?: boolean; components?: Component[]; backorder?: Backorder; metadata?: Record<string, string> }

export type PutTheme = { accent_color?: string | null; logo?: string | null; language?: "en" | "de" | "fr" | "es" | "it" | "nl" | "ar" | "ja" }

export type QuoteReturn = { order_id: string; lines?: { line_id: string; quantity: number; reason: string; note?: string }[]; resolution?: "refund" | "store_credit" | "exchange"; exchange_lines?: { sku: string; quantity: number; unit_price: number; tax?: number }[] }

export type QuotedReturn = { lines: { line_id: string; sku: string; returnable: number; reason: "not_fulfilled" | "final_sale" | "non_returnable" | "already_returned" | "window_closed" | null; deadline: string | null }[]; resolutions: ("refund" | "store_credit" | "exchange")[]; quote: ReturnQuote | null; exchange: { lines: { sku: string; quantity: number; unit_price: number; tax: number }[]; new_total: number; credit: number; balance: number; line_ids: string[] } | null; parcels: number }

export type ReadyFulfillment = { expires_in_days?: number }

export type ReceiveReturn = { location_id: string; lines: { line_id: string; quantity: number; disposition: "restock" | "damaged" | "quality_control" | "missing" | "wrong_item" }[] }

export type Refund = { id: string; order_id: string; status: "pending" | "succeeded" | "failed"; currency: string; amount: number; lines: { line_id: string; quantity: number; net: number; tax: number; amount: number }[]; shipping: number; goodwill: number; deduction: number; overpayment: number; reason: string; tenders: { payment_id: string; amount: number; destination: "original" | "store_credit"; status: "pending" | "succeeded" | "failed" }[]; restock: { line_id: string; quantity: number; location_id: string; disposition: string }[]; created_at: string; updated_at: string }

export type RefundOrder = { lines?: { line_id: string; quantity: number }[]; shipping?: boolean | number; amount?: number; destination?: "original" | "store_credit"; restock?: { line_id: string; quantity: number; location_id: string; disposition: "restock" | "damaged" | "quality_control" }[]; reason: string }

export type RefundPreview = { currency: string; amount: number; lines: { line_id: string; quantity: number; net: number; tax: number; amount: number }[]; shipping: number; shipping_tax: number; goodwill: number; already_given: number; tenders: { payment_id: string; amount: number }[]; refundable_after: number }

export type RejectFulfillment = { reason: "not_found" | "damaged" | "capacity" | "closed" | "other"; note?: string }

export type ReleaseOrder = { hold_id: string }

export type ReplayWebhook = { from_sequence: number; to_sequence?: number; type?: string }

/** Units held for a checkout. */
export type Reservation = { id: string; status: "held" | "placing" | "placed" | "expired" | "released"; expires_at: string; lines: { sku: string; quantity: number; allocations: Allocation[]; components?: ComponentAllocation[] }[] }

export type ReserveCart = { lines: { sku: string; quantity: number; location_id?: string }[]; ttl_seconds?: number }

export type ResolveReturnException = { note: string }

export type Retention = { customers_days: number | null; mails_days: number; jobs_days: number }

export type RetryRefund = { destination?: "original" | "store_credit" }

export type Return = { id: string; number: string; order_id: string; status: "requested" | "approved" | "in_transit" | "received" | "completed" | "declined" | "canceled" | "expired"; origin: "request" | "withdrawal"; resolution: "refund" | "store_credit" | "exchange"; lines: { line_id: string; sku: string; quantity: number; reason: string; note: string | null; quantity_received: number; dispositions: { restock: number; damaged: number; quality_control: number; missing: number; wrong_item: number }; quantity_settled: number }[]; policy: { market: string; version: number }; quote: ReturnQuote; exchange: { lines: { sku: string; quantity: number; unit_price: number; tax: number }[]; new_total: number; credit: number; balance: number; line_ids: string[] } | null; refund: number; parcels: { id: string; location_id: string; status: "pending" | "in_transit" | "received"; lines: { line_id: string; quantity: number }[]; label: { carrier: string; service: string | null; tracking_number: string; from: { name: string; line1: string; line2?: string; city: string; region?: string; postal_code: string; country: string; phone?: string }; to: { name: string; line1: string; line2?: string; city: string; region?: string; postal_code: string; country: string; phone?: string }; url: string } | null; tracking: { carrier: string; tracking_number: string | null } | null }[]; label: { carrier: string; service: string | null; tracking_number: string; from: { name: string; line1: string; line2?: string; city: string; region?: string; postal_code: string; country: string; phone?: string }; to: { name: string; line1: string; line2?: string; city: string; region?: string; postal_code: string; country: string; phone?: string }; url: string } | null; deadline: string | null; expires_at: string | null; decline_reason: string | null; photos: Photo[]; version: number; created_at: string; updated_at: string }

/** Units that arrived and nobody had authorized: in no stock, paid to nobody. */
export type ReturnException = { id: string; order_id: string; return_id: string; line_id: string; location_id: string; quantity: number; disposition: "restock" | "damaged" | "quality_control" | "missing" | "wrong_item"; status: "open" | "resolved"; note: string | null; created_at: string; resolved_at: string | null }

export type ReturnPolicy = { market: string; countries: string[]; version: number; effective_at: string; window_days?: number | null; transit_buffer_days?: number; restocking_fee_bps?: number; return_shipping?: { payer: "merchant" } | { payer: "flat"; amount: number } | { payer: "customer" }; fee_free_reasons?: string[]; approval?: { automatic: boolean; max_value?: number | null; reasons?: string[] | null }; resolutions?: ("refund" | "store_credit" | "exchange")[]; refund_trigger?: "on_request" | "on_carrier_scan" | "on_receipt" | "on_inspection"; keep_below?: number | null; store_credit_bonus_bps?: number; exchange?: { ship?: "cross_ship" | "on_receipt"; never_arrives?: "charge" | "cancel" }; arrival_days?: number; claim_days?: number; destinations?: { rules?: { countries?: string[]; regions?: string[]; skus?: string[]; reasons?: string[]; min_value?: number; max_value?: number; location_id: string }[]; default_location_id?: string | null }; withdrawal?: { applies?: "by_country" | "always" | "never"; days?: number; excluded_skus?: string[] }; customer_changes?: { cancel?: boolean; address?: boolean } }

export type ReturnQuote = { currency: string; goods: number; restocking_fee: number; return_shipping: number; fee: number; withheld: number; outbound_shipping: number; refund: number; bonus: number; keep_items: boolean }

export type RollApiKey = { expires_in_seconds?: number }

export type RotateWebhookSecret = { overlap_seconds?: number }

/** Where an order’s units come from, and why. */
export type Routing = { settings: { rules: RoutingRule[]; max_splits?: number; min_split_value?: number }; destination: { country: string | null; located_by: "coordinates" | "postal_area" | "city" | "region" | "country" | null }; optimal: boolean; cost: number; parcels: { location_id: string; units: { sku: string; quantity: number }[]; value: number; grams: number; cost: number; distance_km: number | null; in_market: boolean | null; promise: DeliveryWindow }[]; promise: DeliveryWindow; rules: { type: "minimize_splits" | "stay_in_market" | "closest" | "ranked_locations" | "cheapest" | "inventory_balance"; plan_score: number | null; ranks: { location_id: string; rank: number; score: number }[] }[]; candidates: number; dropped: { location_id: string; reason: "inactive" | "does_not_ship" | "no_pickup" | "not_in_channel" | "not_asked_for" | "excluded" | "capacity_reached" | "safety_stock" | "no_stock" }[] }

export type RoutingFigures = { orders: number; unfillable: number; parcels: number; cost: number; distance_km: number; in_market_share: number | null }

export type RoutingRule = { type: "minimize_splits" } | { type: "stay_in_market"; markets?: string[][] } | { type: "closest" } | { type: "ranked_locations"; location_ids: string[] } | { type: "cheapest" } | { type: "inventory_balance" }

/** How orders are routed to locations. */
export type RoutingSettings = { rules: RoutingRule[]; max_splits?: number; min_split_value?: number; transit?: Transit[]; carrier_holidays?: string[]; version: number }

/** Past orders, replayed under other rules, measured by what locations cost now. */
export type RoutingSimulation = { id: string; settings: { rules: RoutingRule[]; max_splits?: number; min_split_value?: number }; placed_after: string; placed_before: string; actual: RoutingFigures; simulated: RoutingFigures; changed: number; skipped: number; created_at: string }

export type Scan = { barcode?: string; sku?: string; quantity?: number; fulfillment_id?: string }

export type Settings = { id: string; slug: string; name: string; currency: string; country: string; time_zone: string; retention: Retention; contact_email: string | null; version: number; created_at: string; updated_at: string }

export type ShipFulfillment = { carrier: string; service?: string; tracking_number?: string; tracking_url?: string; lines?: FulfillmentLineInput[] }

export type ShipReturn = { parcel_id?: string; carrier?: string; tracking_number?: string }

/** What the portal shows of a shop. */
export type Shop = { name: string; time_zone: string; language: "en" | "de" | "fr" | "es" | "it" | "nl" | "ar" | "ja"; accent: { light: { accent: string; on_accent: string }; dark: { accent: string; on_accent: string } }; logo: string | null }

export type ShortPick = { reason?: "not_found" | "damaged"; lines: FulfillmentLineInput[] }

export type SimulateRouting = { rules: RoutingRule[]; max_splits?: number; min_split_value?: number; placed_after: string; placed_before: string }

/** The SKU, replaced. */
export type Sku = { sku: string; title: string; price?: number; cost?: number; currency?: string; barcode?: string; weight_grams?: number; length_mm?: number; width_mm?: number; height_mm?: number; hs_code?: string; country_of_origin?: string; image_url?: string; returnable?: boolean; final_sale?: boolean; components?: Component[]; backorder?: Backorder; metadata?: Record<string, string>; version: number; created_at: string; updated_at: string }

/** One account per customer and currency. */
export type StoreCredit = { id: string; email: string; currency: string; balance: number; version: number; created_at: string; updated_at: string }

/** How portal and mails look. */
export type Theme = { accent_color: string | null; logo_type: string | null; language: "en" | "de" | "fr" | "es" | "it" | "nl" | "ar" | "ja"; version: number; created_at: string; updated_at: string }

export type TrackFulfillment = { events: { status: string; occurred_at: string; description?: string; location?: string }[] }

export type TrackParcel = { carrier: string; tracking_number: string; events: { status: string; occurred_at: string; description?: string; location?: string }[] }

export type Tracking = { carrier: string; service: string | null; tracking_number: string | null; tracking_url: string | null; status: string; events: { status: string; occurred_at: string; description?: string; location?: string }[] }

/** Business days that parcels travel. */
export type Transit = { service?: string; countries?: string[]; min_days: number; max_days: number }

export type VoidPayment = { payment_id: string }

/** One event on its way to one endpoint; kept for 14 days after it ended. */
export type WebhookDelivery = { id: string; event_id: string; event_sequence: number; event_type: string; status: "pending" | "delivered" | "failed"; replay: boolean; next_attempt_at: string | null; created_at: string; request_body: string | null; attempts: { number: number; started_at: string; duration_ms: number; response_status: number | null; error: string | null; response_body: string | null }[] }

/** Where events are sent. */
export type WebhookEndpoint = { id: string; url: string; events: string[]; description: string; payload: "full" | "thin"; status: "enabled" | "disabled"; disabled_reason: "merchant" | "gone" | "exhausted" | null; disabled_at: string | null; secrets: { expires_at: string | null }[]; metadata: Record<string, string>; version: number; created_at: string; updated_at: string }

export type WebhookReceived = { received: boolean }

/** What is being sent again, as deliveries of their own. */
export type WebhookReplay = { from_sequence: number; to_sequence: number; type: string }

/** The event that is on its way. */
export type WebhookTest = { event_id: string }

export type Withdraw = { order_id: string; name: string; contact: string; lines?: { line_id: string; quantity: number }[]; confirm?: boolean }

/** A consumer’s withdrawal from a distance contract. */
export type Withdrawal = { id: string | null; order_id: string; status: "draft" | "confirmed"; name: string; contact: string; lines: { line_id: string; quantity: number }[]; unsent: { line_id: string; quantity: number }[]; return_id: string | null; statement: string; deadline: string | null; acknowledgement: string | null; version: number; created_at: string }

export interface Operations {
  /** Accept a fulfillment. */
  acceptFulfillment: { input: { id: string } & {  }; output: Fulfillment }
  /** Receive, count or correct stock. */
  adjustInventory: { input: AdjustInventory; output: Adjustment }
  /** Take over what another system counted. */
  applyInventorySnapshot: { input: InventorySnapshotInput; output: InventorySnapshot }
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
  /** Cancel the order one is signed in for. */
  cancelCustomerOrder: { input: { merchant_slug: string } & CancelByCustomer; output: CustomerOrder }
  /** Give up a return before anything arrived. */
  cancelCustomerReturn: { input: { merchant_slug: string; id: string } & Nothing; output: OwnReturn }
  /** Cancel a fulfillment, not what was ordered. */
  cancelFulfillment: { input: { id: string } & CancelFulfillment; output: Fulfillment }
  /** Cancel an order, or some of its units. */
  cancelOrder: { input: { id: string } & CancelOrder; output: Order }
  /** Cancel a return. */
  cancelReturn: { input: { id: string } & Nothing; output: Return }
  /** Capture a payment, or a part of it. */
  capturePayment: { input: { id: string } & CapturePayment; output: Payment }
  /** Change where the order is sent. */
  changeCustomerAddress: { input: { merchant_slug: string } & ChangeAddress; output: CustomerOrder }
  /** Change the merchant’s settings. */
  changeSettings: { input: PatchSettings; output: Settings & unknown }
  /** Complete a return. */
  completeReturn: { input: { id: string } & Nothing; output: Return }
  /** Create an API key. */
  createApiKey: { input: CreateApiKey; output: CreatedApiKey }
  /** Create an API key for a merchant that has lost its own. */
  createApiKeyForMerchant: { input: { id: string } & CreateApiKey; output: CreatedApiKey }
  /** Begin an export. */
  createExport: { input: CreateExport; output: Export }
  /** Begin an import. */
  createImport: { input: CreateImport; output: Import }
  /** Create a merchant. */
  createMerchant: { input: CreateMerchant; output: CreatedMerchant }
  /** Start a walk along a location’s shelves. */
  createPickList: { input: CreatePickList; output: PickList }
  /** Set up a webhook. */
  createWebhookEndpoint: { input: CreateWebhookEndpoint; output: CreatedWebhookEndpoint }
  /** Decline a claim. */
  declineClaim: { input: { id: string } & DeclineClaim; output: Claim }
  /** Decline a return. */
  declineReturn: { input: { id: string } & DeclineReturn; output: Return }
  /** Delete a SKU that nothing refers to. */
  deleteSku: { input: { sku: string }; output: Sku & unknown }
  /** Delete a webhook, with its log of deliveries. */
  deleteWebhookEndpoint: { input: { id: string }; output: WebhookEndpoint & unknown }
  /** Record that a fulfillment arrived. */
  deliverFulfillment: { input: { id: string } & DeliverFulfillment; output: Fulfillment }
  /** Disable a gift card. */
  disableGiftCard: { input: { id: string }; output: GiftCard }
  /** Preview or commit an edit of an order. */
  editOrder: { input: { id: string } & EditOrder; output: OrderEdit }
  /** Sign out. */
  endSession: { input: { merchant_slug: string }; output: { status: "ended" } }
  /** Forget a customer. */
  eraseCustomer: { input: { id: string }; output: Erasure }
  /** Export what is kept of a customer. */
  exportCustomer: { input: { id: string; limit?: number; cursor?: string }; output: CustomerExport }
  /** Prolong a reservation. */
  extendReservation: { input: { id: string } & ExtendReservation; output: Reservation }
  /** Give what is in stock to who waits for it. */
  fillBackorders: { input: FillBackorders; output: FilledBackorders }
  /** Finish a pick list. */
  finishPickList: { input: { id: string }; output: PickList }
  /** Read a channel. */
  getChannel: { input: { channel_id: string }; output: Channel & unknown }
  /** Read a claim. */
  getClaim: { input: { id: string }; output: Claim }
  /** Read a credit note. */
  getCreditNote: { input: { id: string }; output: CreditNote }
  /** Read a customer. */
  getCustomer: { input: { id: string }; output: CustomerRecord }
  /** Read the order one is signed in for. */
  getCustomerOrder: { input: { merchant_slug: string }; output: CustomerOrder }
  /** Read a return of the order one is signed in for. */
  getCustomerReturn: { input: { merchant_slug: string; id: string }; output: OwnReturn }
  /** Read how far an export is. */
  getExport: { input: { id: string }; output: Export }
  /** Read a fulfillment. */
  getFulfillment: { input: { id: string }; output: Fulfillment }
  /** Read how a gateway is set up. */
  getGateway: { input: { gateway: "manual" | "test" | "stripe" | "store_credit" | "gift_card" }; output: Gateway }
  /** Read a gift card. */
  getGiftCard: { input: { id: string }; output: GiftCard }
  /** Whether the Worker is up. */
  getHealth: { input: Record<never, never>; output: { status: "ok" } }
  /** Read how far an import is. */
  getImport: { input: { id: string }; output: Import }
  /** Read a SKU’s stock, strongly consistent. */
  getInventory: { input: { sku: string }; output: Inventory }
  /** Read a location. */
  getLocation: { input: { location_id: string }; output: Location & unknown }
  /** Read this document. */
  getOpenApiDocument: { input: Record<never, never>; output: Record<string, unknown> }
  /** Read an order. */
  getOrder: { input: { id: string }; output: Order }
  /** Read the plan an order was placed with, and every one since. */
  getOrderRouting: { input: { id: string }; output: OrderRouting }
  /** Read what the merchant decides about payments. */
  getPaymentSettings: { input: Record<never, never>; output: PaymentSettings }
  /** Read a pick list. */
  getPickList: { input: { id: string }; output: PickList }
  /** Whether everything it needs is there. */
  getReadiness: { input: Record<never, never>; output: { status: "ready"; checks: { secrets: boolean; database: boolean; migrations: boolean; demo_seed: boolean; stock: boolean } } }
  /** Read a reservation. */
  getReservation: { input: { id: string }; output: Reservation }
  /** Read a return. */
  getReturn: { input: { id: string }; output: Return }
  /** Read a market’s return policy. */
  getReturnPolicy: { input: { market: string; version?: string }; output: ReturnPolicy }
  /** Read how orders are routed. */
  getRouting: { input: Record<never, never>; output: RoutingSettings }
  /** Read a simulation. */
  getRoutingSimulation: { input: { id: string }; output: RoutingSimulation }
  /** Read the merchant’s settings. */
  getSettings: { input: Record<never, never>; output: Settings }
  /** Read what the portal shows of a shop. */
  getShop: { input: { merchant_slug: string }; output: Shop }
  /** Read a SKU. */
  getSku: { input: { sku: string }; output: Sku & unknown }
  /** Read a customer’s store credit. */
  getStoreCredit: { input: { id: string }; output: StoreCredit }
  /** Read how portal and mails look. */
  getTheme: { input: Record<never, never>; output: Theme }
  /** Read what was sent to a webhook, and what it answered. */
  getWebhookDelivery: { input: { id: string; delivery_id: string }; output: WebhookDelivery }
  /** Read a webhook. */
  getWebhookEndpoint: { input: { id: string }; output: WebhookEndpoint }
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
  /** List who changed what, newest first. */
  listAuditLog: { input: { limit?: number; cursor?: string }; output: { data: AuditEntry[]; next_cursor: string | null } }
  /** List what orders wait for, by SKU, first in first. */
  listBackorders: { input: { limit?: number; cursor?: string; sku?: string }; output: { data: BackorderEntry[]; next_cursor: string | null } }
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
  /** List what a return may be exchanged for. */
  listExchangeItems: { input: { merchant_slug: string; line_id?: string[]; search?: string }; output: ExchangeItems }
  /** List fulfillments: with a status, a work list. */
  listFulfillments: { input: { limit?: number; cursor?: string; status?: "open" | "accepted" | "picking" | "packed" | "shipped" | "delivered" | "on_hold" | "rejected" | "canceled" | "ready_for_pickup" | "picked_up"; location_id?: string; tracking_number?: string; include_unreleased?: "true" | "false" }; output: { data: Fulfillment[]; next_cursor: string | null } }
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
  /** List mails to customers, newest first. */
  listNotifications: { input: { limit?: number; cursor?: string; to?: string }; output: { data: Notification[]; next_cursor: string | null } }
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
  /** List simulations, newest first. */
  listRoutingSimulations: { input: { limit?: number; cursor?: string }; output: { data: RoutingSimulation[]; next_cursor: string | null } }
  /** List SKUs by code. */
  listSkus: { input: { limit?: number; cursor?: string }; output: { data: (Sku & unknown)[]; next_cursor: string | null } }
  /** List store credit, newest account first. */
  listStoreCredit: { input: { limit?: number; cursor?: string; email?: string }; output: { data: StoreCredit[]; next_cursor: string | null } }
  /** List what moved a customer’s store credit, newest first. */
  listStoreCreditEntries: { input: { id: string; limit?: number; cursor?: string }; output: { data: CreditEntry[]; next_cursor: string | null } }
  /** List what was sent to a webhook, newest first. */
  listWebhookDeliveries: { input: { id: string; limit?: number; cursor?: string; status?: "pending" | "delivered" | "failed"; type?: string }; output: { data: WebhookDelivery[]; next_cursor: string | null } }
  /** List webhooks. */
  listWebhookEndpoints: { input: { limit?: number; cursor?: string }; output: { data: WebhookEndpoint[]; next_cursor: string | null } }
  /** List withdrawals, newest first. */
  listWithdrawals: { input: { limit?: number; cursor?: string }; output: { data: Withdrawal[]; next_cursor: string | null } }
  /** Find an order by number and e-mail. */
  lookUpOrder: { input: { merchant_slug: string } & LookUpOrder; output: OrderView }
  /** Merge another customer into this one. */
  mergeCustomers: { input: { id: string } & MergeCustomers; output: CustomerRecord }
  /** Move a fulfillment to a location that has the stock. */
  moveFulfillment: { input: { id: string } & MoveFulfillment; output: Fulfillment }
  /** Open a claim on units that were sent. */
  openClaim: { input: OpenClaim; output: Claim }
  /** Say that something is wrong with what arrived. */
  openCustomerClaim: { input: { merchant_slug: string } & CustomerClaimWish; output: CustomerClaim }
  /** Return items of the order one is signed in for. */
  openCustomerReturn: { input: { merchant_slug: string } & CustomerReturn; output: OwnReturn }
  /** Open a return. */
  openReturn: { input: OpenReturn; output: Return }
  /** Sign in with a mailed link. */
  openSession: { input: { merchant_slug: string } & OpenSession; output: { expires_at: string } }
  /** Pack a fulfillment into packages. */
  packFulfillment: { input: { id: string } & PackFulfillment; output: Fulfillment }
  /** Change what is kept of a customer. */
  patchCustomer: { input: { id: string } & PatchCustomer; output: CustomerRecord }
  /** Pay an order, or a part of what is due. */
  payOrder: { input: { id: string } & AddPayment; output: Payment }
  /** Begin to pick a fulfillment. */
  pickFulfillment: { input: { id: string } & {  }; output: Fulfillment }
  /** Hand a fulfillment over to who has its code. */
  pickUpFulfillment: { input: { id: string } & PickUpFulfillment; output: Fulfillment }
  /** Place an order. */
  placeOrder: { input: PlaceOrder; output: Order }
  /** Place up to 100 orders, each for itself. */
  placeOrders: { input: PlaceOrders; output: PlacedOrders }
  /** Plan what has not left of an order without effect. */
  previewOrderRouting: { input: { id: string } & PreviewOrderRouting; output: Routing }
  /** Show what a refund would come to. */
  previewRefund: { input: { id: string } & PreviewRefund; output: RefundPreview }
  /** Plan a cart without effect. */
  previewRouting: { input: PreviewRouting; output: Routing }
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
  /** Replace how orders are routed. */
  putRouting: { input: PutRouting; output: RoutingSettings & unknown }
  /** Create or replace a SKU. */
  putSku: { input: { sku: string } & PutSku; output: Sku }
  /** Set how portal and mails look. */
  putTheme: { input: PutTheme; output: Theme }
  /** Quote a return of the order one is signed in for. */
  quoteCustomerReturn: { input: { merchant_slug: string } & CustomerQuote; output: QuotedReturn }
  /** Quote a return without opening it. */
  quoteReturn: { input: QuoteReturn; output: QuotedReturn }
  /** Ask what can be sold. */
  readAvailability: { input: { sku: string[]; location_id?: string; channel?: string; consistency?: "cached" | "strong" }; output: Availability }
  /** Say that a fulfillment can be picked up. */
  readyFulfillment: { input: { id: string } & ReadyFulfillment; output: FulfillmentReadyForPickup }
  /** Receive a webhook of a gateway. */
  receiveGatewayWebhook: { input: { gateway: "manual" | "test" | "stripe" | "store_credit" | "gift_card"; merchant_id: string }; output: WebhookReceived }
  /** Receive and inspect units of a return. */
  receiveReturn: { input: { id: string } & ReceiveReturn; output: Return }
  /** Refund lines, shipping or goodwill. */
  refundOrder: { input: { id: string } & RefundOrder; output: Refund }
  /** Reject a fulfillment, which routes it elsewhere. */
  rejectFulfillment: { input: { id: string } & RejectFulfillment; output: Fulfillment }
  /** Release a hold. */
  releaseOrder: { input: { id: string } & ReleaseOrder; output: Order }
  /** Give held stock back. */
  releaseReservation: { input: { id: string }; output: Reservation }
  /** Send events to a webhook again. */
  replayWebhookEvents: { input: { id: string } & ReplayWebhook; output: WebhookReplay }
  /** Hold stock for a checkout. */
  reserveCart: { input: ReserveCart; output: Reservation }
  /** Resolve a return exception. */
  resolveReturnException: { input: { id: string } & ResolveReturnException; output: ReturnException }
  /** Send the refused parts of a refund again. */
  retryRefund: { input: { id: string; refund_id: string } & RetryRefund; output: Refund }
  /** Revoke an API key. */
  revokeApiKey: { input: { id: string }; output: ApiKey & unknown }
  /** Replace an API key. */
  rollApiKey: { input: { id: string } & RollApiKey; output: CreatedApiKey & unknown }
  /** Give a webhook a new secret. */
  rotateWebhookSecret: { input: { id: string } & RotateWebhookSecret; output: CreatedWebhookEndpoint & unknown }
  /** Scan what was taken from the shelf. */
  scanItem: { input: { id: string } & Scan; output: PickList }
  /** Mail a link that signs in. */
  sendLink: { input: { merchant_slug: string } & LookUpOrder; output: { status: "accepted" } }
  /** Ship a fulfillment, whole or in part. */
  shipFulfillment: { input: { id: string } & ShipFulfillment; output: Fulfillment }
  /** Tell that a return is on its way. */
  shipReturn: { input: { id: string } & ShipReturn; output: Return }
  /** Report units missing, which routes them elsewhere. */
  shortPickFulfillment: { input: { id: string } & ShortPick; output: Fulfillment }
  /** Replay past orders under other rules. */
  simulateRouting: { input: SimulateRouting; output: RoutingSimulation }
  /** Send a test event to a webhook. */
  testWebhookEndpoint: { input: { id: string }; output: WebhookTest }
  /** Record what a carrier tells of a fulfillment. */
  trackFulfillment: { input: { id: string } & TrackFulfillment; output: Fulfillment }
  /** Record what a carrier tells of a parcel, by its number. */
  trackParcel: { input: TrackParcel; output: { data: Fulfillment[] } }
  /** Change, disable or enable a webhook. */
  updateWebhookEndpoint: { input: { id: string } & PatchWebhookEndpoint; output: WebhookEndpoint & unknown }
  /** Recompute the audit log’s chain of hashes. */
  verifyAuditLog: { input: { after?: number; hash?: string }; output: AuditVerification }
  /** Give up what is not captured of a payment. */
  voidPayment: { input: { id: string } & VoidPayment; output: Payment }
  /** Withdraw a consumer from a contract, in two steps. */
  withdraw: { input: Withdraw; output: Withdrawal }
  /** Withdraw from the contract, in two steps. */
  withdrawAsCustomer: { input: { merchant_slug: string } & CustomerWithdrawal; output: Withdrawal }
}

export type OperationName = keyof Operations

export const operations = {
  acceptFulfillment: {"method":"POST","path":"/v1/fulfillments/{id}/accept","query":[],"idempotent":true,"body":true},
  adjustInventory: {"method":"POST","path":"/v1/inventory/adjustments","query":[],"idempotent":true,"body":true},
  applyInventorySnapshot: {"method":"POST","path":"/v1/inventory/snapshots","query":[],"idempotent":true,"body":true},
  approveClaim: {"method":"POST","path":"/v1/claims/{id}/approve","query":[],"idempotent":true,"body":true},
  approveReturn: {"method":"POST","path":"/v1/returns/{id}/approve","query":[],"idempotent":true,"body":true},
  auditInventory: {"method":"GET","path":"/v1/inventory/{sku}/audit","query":[],"idempotent":false,"body":false},
  authenticateTestPayment: {"method":"POST","path":"/v1/gateways/test/authentications/{reference}","query":[],"idempotent":false,"body":true},
  cancelClaim: {"method":"POST","path":"/v1/claims/{id}/cancel","query":[],"idempotent":true,"body":true},
  cancelCustomerOrder: {"method":"POST","path":"/portal/{merchant_slug}/api/order/cancel","query":[],"idempotent":true,"body":true},
  cancelCustomerReturn: {"method":"POST","path":"/portal/{merchant_slug}/api/returns/{id}/cancel","query":[],"idempotent":true,"body":true},
  cancelFulfillment: {"method":"POST","path":"/v1/fulfillments/{id}/cancel","query":[],"idempotent":true,"body":true},
  cancelOrder: {"method":"POST","path":"/v1/orders/{id}/cancel","query":[],"idempotent":true,"body":true},
  cancelReturn: {"method":"POST","path":"/v1/returns/{id}/cancel","query":[],"idempotent":true,"body":true},
  capturePayment: {"method":"POST","path":"/v1/orders/{id}/captures","query":[],"idempotent":true,"body":true},
  changeCustomerAddress: {"method":"PATCH","path":"/portal/{merchant_slug}/api/order/address","query":[],"idempotent":false,"body":true},
  changeSettings: {"method":"PATCH","path":"/v1/settings","query":[],"idempotent":false,"body":true},
  completeReturn: {"method":"POST","path":"/v1/returns/{id}/complete","query":[],"idempotent":true,"body":true},
  createApiKey: {"method":"POST","path":"/v1/api_keys","query":[],"idempotent":false,"body":true},
  createApiKeyForMerchant: {"method":"POST","path":"/v1/merchants/{id}/api_keys","query":[],"idempotent":false,"body":true},
  createExport: {"method":"POST","path":"/v1/exports","query":[],"idempotent":false,"body":true},
  createImport: {"method":"POST","path":"/v1/imports","query":[],"idempotent":false,"body":true},
  createMerchant: {"method":"POST","path":"/v1/merchants","query":[],"idempotent":false,"body":true},
  createPickList: {"method":"POST","path":"/v1/pick_lists","query":[],"idempotent":true,"body":true},
  createWebhookEndpoint: {"method":"POST","path":"/v1/webhook_endpoints","query":[],"idempotent":false,"body":true},
  declineClaim: {"method":"POST","path":"/v1/claims/{id}/decline","query":[],"idempotent":true,"body":true},
  declineReturn: {"method":"POST","path":"/v1/returns/{id}/decline","query":[],"idempotent":true,"body":true},
  deleteSku: {"method":"DELETE","path":"/v1/skus/{sku}","query":[],"idempotent":false,"body":false},
  deleteWebhookEndpoint: {"method":"DELETE","path":"/v1/webhook_endpoints/{id}","query":[],"idempotent":false,"body":false},
  deliverFulfillment: {"method":"POST","path":"/v1/fulfillments/{id}/deliver","query":[],"idempotent":true,"body":true},
  disableGiftCard: {"method":"DELETE","path":"/v1/gift_cards/{id}","query":[],"idempotent":false,"body":false},
  editOrder: {"method":"POST","path":"/v1/orders/{id}/edits","query":[],"idempotent":true,"body":true},
  endSession: {"method":"DELETE","path":"/portal/{merchant_slug}/api/session","query":[],"idempotent":false,"body":false},
  eraseCustomer: {"method":"POST","path":"/v1/customers/{id}/erase","query":[],"idempotent":false,"body":false},
  exportCustomer: {"method":"GET","path":"/v1/customers/{id}/export","query":["limit","cursor"],"idempotent":false,"body":false},
  extendReservation: {"method":"POST","path":"/v1/reservations/{id}/extend","query":[],"idempotent":false,"body":true},
  fillBackorders: {"method":"POST","path":"/v1/backorders/fill","query":[],"idempotent":true,"body":true},
  finishPickList: {"method":"POST","path":"/v1/pick_lists/{id}/finish","query":[],"idempotent":true,"body":false},
  getChannel: {"method":"GET","path":"/v1/channels/{channel_id}","query":[],"idempotent":false,"body":false},
  getClaim: {"method":"GET","path":"/v1/claims/{id}","query":[],"idempotent":false,"body":false},
  getCreditNote: {"method":"GET","path":"/v1/credit_notes/{id}","query":[],"idempotent":false,"body":false},
  getCustomer: {"method":"GET","path":"/v1/customers/{id}","query":[],"idempotent":false,"body":false},
  getCustomerOrder: {"method":"GET","path":"/portal/{merchant_slug}/api/order","query":[],"idempotent":false,"body":false},
  getCustomerReturn: {"method":"GET","path":"/portal/{merchant_slug}/api/returns/{id}","query":[],"idempotent":false,"body":false},
  getExport: {"method":"GET","path":"/v1/exports/{id}","query":[],"idempotent":false,"body":false},
  getFulfillment: {"method":"GET","path":"/v1/fulfillments/{id}","query":[],"idempotent":false,"body":false},
  getGateway: {"method":"GET","path":"/v1/gateways/{gateway}","query":[],"idempotent":false,"body":false},
  getGiftCard: {"method":"GET","path":"/v1/gift_cards/{id}","query":[],"idempotent":false,"body":false},
  getHealth: {"method":"GET","path":"/healthz","query":[],"idempotent":false,"body":false},
  getImport: {"method":"GET","path":"/v1/imports/{id}","query":[],"idempotent":false,"body":false},
  getInventory: {"method":"GET","path":"/v1/inventory/{sku}","query":[],"idempotent":false,"body":false},
  getLocation: {"method":"GET","path":"/v1/locations/{location_id}","query":[],"idempotent":false,"body":false},
  getOpenApiDocument: {"method":"GET","path":"/openapi.json","query":[],"idempotent":false,"body":false},
  getOrder: {"method":"GET","path":"/v1/orders/{id}","query":[],"idempotent":false,"body":false},
  getOrderRouting: {"method":"GET","path":"/v1/orders/{id}/routing","query":[],"idempotent":false,"body":false},
  getPaymentSettings: {"method":"GET","path":"/v1/settings/payments","query":[],"idempotent":false,"body":false},
  getPickList: {"method":"GET","path":"/v1/pick_lists/{id}","query":[],"idempotent":false,"body":false},
  getReadiness: {"method":"GET","path":"/readyz","query":[],"idempotent":false,"body":false},
  getReservation: {"method":"GET","path":"/v1/reservations/{id}","query":[],"idempotent":false,"body":false},
  getReturn: {"method":"GET","path":"/v1/returns/{id}","query":[],"idempotent":false,"body":false},
  getReturnPolicy: {"method":"GET","path":"/v1/return_policies/{market}","query":["version"],"idempotent":false,"body":false},
  getRouting: {"method":"GET","path":"/v1/routing","query":[],"idempotent":false,"body":false},
  getRoutingSimulation: {"method":"GET","path":"/v1/routing/simulations/{id}","query":[],"idempotent":false,"body":false},
  getSettings: {"method":"GET","path":"/v1/settings","query":[],"idempotent":false,"body":false},
  getShop: {"method":"GET","path":"/portal/{merchant_slug}/api/shop","query":[],"idempotent":false,"body":false},
  getSku: {"method":"GET","path":"/v1/skus/{sku}","query":[],"idempotent":false,"body":false},
  getStoreCredit: {"method":"GET","path":"/v1/store_credit/{id}","query":[],"idempotent":false,"body":false},
  getTheme: {"method":"GET","path":"/v1/portal_theme","query":[],"idempotent":false,"body":false},
  getWebhookDelivery: {"method":"GET","path":"/v1/webhook_endpoints/{id}/deliveries/{delivery_id}","query":[],"idempotent":false,"body":false},
  getWebhookEndpoint: {"method":"GET","path":"/v1/webhook_endpoints/{id}","query":[],"idempotent":false,"body":false},
  getWithdrawal: {"method":"GET","path":"/v1/withdrawals/{id}","query":[],"idempotent":false,"body":false},
  holdOrder: {"method":"POST","path":"/v1/orders/{id}/hold","query":[],"idempotent":true,"body":true},
  issueGiftCard: {"method":"POST","path":"/v1/gift_cards","query":[],"idempotent":true,"body":true},
  issueStoreCredit: {"method":"POST","path":"/v1/store_credit","query":[],"idempotent":true,"body":true},
  listApiKeys: {"method":"GET","path":"/v1/api_keys","query":["limit","cursor"],"idempotent":false,"body":false},
  listAuditLog: {"method":"GET","path":"/v1/audit_log","query":["limit","cursor"],"idempotent":false,"body":false},
  listBackorders: {"method":"GET","path":"/v1/backorders","query":["limit","cursor","sku"],"idempotent":false,"body":false},
  listChannels: {"method":"GET","path":"/v1/channels","query":["limit","cursor"],"idempotent":false,"body":false},
  listClaims: {"method":"GET","path":"/v1/claims","query":["limit","cursor","status"],"idempotent":false,"body":false},
  listCreditNotes: {"method":"GET","path":"/v1/credit_notes","query":["limit","cursor"],"idempotent":false,"body":false},
  listCustomerOrders: {"method":"GET","path":"/v1/customers/{id}/orders","query":["limit","cursor"],"idempotent":false,"body":false},
  listCustomers: {"method":"GET","path":"/v1/customers","query":["limit","cursor","email","name"],"idempotent":false,"body":false},
  listEvents: {"method":"GET","path":"/v1/events","query":["after","type","limit"],"idempotent":false,"body":false},
  listExchangeItems: {"method":"GET","path":"/portal/{merchant_slug}/api/exchange_items","query":["line_id","search"],"idempotent":false,"body":false},
  listFulfillments: {"method":"GET","path":"/v1/fulfillments","query":["limit","cursor","status","location_id","tracking_number","include_unreleased"],"idempotent":false,"body":false},
  listGateways: {"method":"GET","path":"/v1/gateways","query":[],"idempotent":false,"body":false},
  listGiftCards: {"method":"GET","path":"/v1/gift_cards","query":["limit","cursor"],"idempotent":false,"body":false},
  listInventory: {"method":"GET","path":"/v1/inventory","query":["limit","cursor","location_id","sku"],"idempotent":false,"body":false},
  listLocations: {"method":"GET","path":"/v1/locations","query":["limit","cursor"],"idempotent":false,"body":false},
  listMovements: {"method":"GET","path":"/v1/inventory/{sku}/movements","query":["limit","cursor"],"idempotent":false,"body":false},
  listNotifications: {"method":"GET","path":"/v1/notifications","query":["limit","cursor","to"],"idempotent":false,"body":false},
  listOrderEvents: {"method":"GET","path":"/v1/orders/{id}/events","query":["limit","cursor"],"idempotent":false,"body":false},
  listOrders: {"method":"GET","path":"/v1/orders","query":["limit","cursor","status","payment_status","fulfillment_status","channel","email","number","created_after","created_before"],"idempotent":false,"body":false},
  listReturnExceptions: {"method":"GET","path":"/v1/return_exceptions","query":["limit","cursor","status"],"idempotent":false,"body":false},
  listReturnPolicies: {"method":"GET","path":"/v1/return_policies","query":["limit","cursor"],"idempotent":false,"body":false},
  listReturns: {"method":"GET","path":"/v1/returns","query":["limit","cursor","status","order_id"],"idempotent":false,"body":false},
  listRoutingSimulations: {"method":"GET","path":"/v1/routing/simulations","query":["limit","cursor"],"idempotent":false,"body":false},
  listSkus: {"method":"GET","path":"/v1/skus","query":["limit","cursor"],"idempotent":false,"body":false},
  listStoreCredit: {"method":"GET","path":"/v1/store_credit","query":["limit","cursor","email"],"idempotent":false,"body":false},
  listStoreCreditEntries: {"method":"GET","path":"/v1/store_credit/{id}/entries","query":["limit","cursor"],"idempotent":false,"body":false},
  listWebhookDeliveries: {"method":"GET","path":"/v1/webhook_endpoints/{id}/deliveries","query":["limit","cursor","status","type"],"idempotent":false,"body":false},
  listWebhookEndpoints: {"method":"GET","path":"/v1/webhook_endpoints","query":["limit","cursor"],"idempotent":false,"body":false},
  listWithdrawals: {"method":"GET","path":"/v1/withdrawals","query":["limit","cursor"],"idempotent":false,"body":false},
  lookUpOrder: {"method":"POST","path":"/portal/{merchant_slug}/api/lookup","query":[],"idempotent":false,"body":true},
  mergeCustomers: {"method":"POST","path":"/v1/customers/{id}/merge","query":[],"idempotent":false,"body":true},
  moveFulfillment: {"method":"POST","path":"/v1/fulfillments/{id}/move","query":[],"idempotent":true,"body":true},
  openClaim: {"method":"POST","path":"/v1/claims","query":[],"idempotent":true,"body":true},
  openCustomerClaim: {"method":"POST","path":"/portal/{merchant_slug}/api/claims","query":[],"idempotent":true,"body":true},
  openCustomerReturn: {"method":"POST","path":"/portal/{merchant_slug}/api/returns","query":[],"idempotent":true,"body":true},
  openReturn: {"method":"POST","path":"/v1/returns","query":[],"idempotent":true,"body":true},
  openSession: {"method":"POST","path":"/portal/{merchant_slug}/api/sessions","query":[],"idempotent":false,"body":true},
  packFulfillment: {"method":"POST","path":"/v1/fulfillments/{id}/pack","query":[],"idempotent":true,"body":true},
  patchCustomer: {"method":"PATCH","path":"/v1/customers/{id}","query":[],"idempotent":false,"body":true},
  payOrder: {"method":"POST","path":"/v1/orders/{id}/payments","query":[],"idempotent":true,"body":true},
  pickFulfillment: {"method":"POST","path":"/v1/fulfillments/{id}/pick","query":[],"idempotent":true,"body":true},
  pickUpFulfillment: {"method":"POST","path":"/v1/fulfillments/{id}/pick_up","query":[],"idempotent":true,"body":true},
  placeOrder: {"method":"POST","path":"/v1/orders","query":[],"idempotent":true,"body":true},
  placeOrders: {"method":"POST","path":"/v1/orders/batch","query":[],"idempotent":true,"body":true},
  previewOrderRouting: {"method":"POST","path":"/v1/orders/{id}/routing/preview","query":[],"idempotent":false,"body":true},
  previewRefund: {"method":"POST","path":"/v1/orders/{id}/refunds/preview","query":[],"idempotent":false,"body":true},
  previewRouting: {"method":"POST","path":"/v1/routing/preview","query":[],"idempotent":false,"body":true},
  putChannel: {"method":"PUT","path":"/v1/channels/{channel_id}","query":[],"idempotent":false,"body":true},
  putGateway: {"method":"PUT","path":"/v1/gateways/{gateway}","query":[],"idempotent":false,"body":true},
  putLocation: {"method":"PUT","path":"/v1/locations/{location_id}","query":[],"idempotent":false,"body":true},
  putPaymentSettings: {"method":"PUT","path":"/v1/settings/payments","query":[],"idempotent":false,"body":true},
  putReturnPolicy: {"method":"PUT","path":"/v1/return_policies/{market}","query":[],"idempotent":false,"body":true},
  putRouting: {"method":"PUT","path":"/v1/routing","query":[],"idempotent":false,"body":true},
  putSku: {"method":"PUT","path":"/v1/skus/{sku}","query":[],"idempotent":false,"body":true},
  putTheme: {"method":"PUT","path":"/v1/portal_theme","query":[],"idempotent":false,"body":true},
  quoteCustomerReturn: {"method":"POST","path":"/portal/{merchant_slug}/api/returns/quote","query":[],"idempotent":false,"body":true},
  quoteReturn: {"method":"POST","path":"/v1/returns/quote","query":[],"idempotent":false,"body":true},
  readAvailability: {"method":"GET","path":"/v1/availability","query":["sku","location_id","channel","consistency"],"idempotent":false,"body":false},
  readyFulfillment: {"method":"POST","path":"/v1/fulfillments/{id}/ready","query":[],"idempotent":true,"body":true},
  receiveGatewayWebhook: {"method":"POST","path":"/v1/gateways/{gateway}/webhooks/{merchant_id}","query":[],"idempotent":false,"body":false},
  receiveReturn: {"method":"POST","path":"/v1/returns/{id}/receive","query":[],"idempotent":true,"body":true},
  refundOrder: {"method":"POST","path":"/v1/orders/{id}/refunds","query":[],"idempotent":true,"body":true},
  rejectFulfillment: {"method":"POST","path":"/v1/fulfillments/{id}/reject","query":[],"idempotent":true,"body":true},
  releaseOrder: {"method":"POST","path":"/v1/orders/{id}/release","query":[],"idempotent":true,"body":true},
  releaseReservation: {"method":"DELETE","path":"/v1/reservations/{id}","query":[],"idempotent":false,"body":false},
  replayWebhookEvents: {"method":"POST","path":"/v1/webhook_endpoints/{id}/replay","query":[],"idempotent":false,"body":true},
  reserveCart: {"method":"POST","path":"/v1/reservations","query":[],"idempotent":true,"body":true},
  resolveReturnException: {"method":"POST","path":"/v1/return_exceptions/{id}/resolve","query":[],"idempotent":false,"body":true},
  retryRefund: {"method":"POST","path":"/v1/orders/{id}/refunds/{refund_id}/retry","query":[],"idempotent":true,"body":true},
  revokeApiKey: {"method":"DELETE","path":"/v1/api_keys/{id}","query":[],"idempotent":false,"body":false},
  rollApiKey: {"method":"POST","path":"/v1/api_keys/{id}/roll","query":[],"idempotent":false,"body":true},
  rotateWebhookSecret: {"method":"POST","path":"/v1/webhook_endpoints/{id}/rotate_secret","query":[],"idempotent":false,"body":true},
  scanItem: {"method":"POST","path":"/v1/pick_lists/{id}/scan","query":[],"idempotent":true,"body":true},
  sendLink: {"method":"POST","path":"/portal/{merchant_slug}/api/links","query":[],"idempotent":false,"body":true},
  shipFulfillment: {"method":"POST","path":"/v1/fulfillments/{id}/ship","query":[],"idempotent":true,"body":true},
  shipReturn: {"method":"POST","path":"/v1/returns/{id}/ship","query":[],"idempotent":true,"body":true},
  shortPickFulfillment: {"method":"POST","path":"/v1/fulfillments/{id}/short_pick","query":[],"idempotent":true,"body":true},
  simulateRouting: {"method":"POST","path":"/v1/routing/simulations","query":[],"idempotent":false,"body":true},
  testWebhookEndpoint: {"method":"POST","path":"/v1/webhook_endpoints/{id}/test","query":[],"idempotent":false,"body":false},
  trackFulfillment: {"method":"POST","path":"/v1/fulfillments/{id}/tracking_events","query":[],"idempotent":true,"body":true},
  trackParcel: {"method":"POST","path":"/v1/tracking_events","query":[],"idempotent":false,"body":true},
  updateWebhookEndpoint: {"method":"PATCH","path":"/v1/webhook_endpoints/{id}","query":[],"idempotent":false,"body":true},
  verifyAuditLog: {"method":"GET","path":"/v1/audit_log/verify","query":["after","hash"],"idempotent":false,"body":false},
  voidPayment: {"method":"POST","path":"/v1/orders/{id}/voids","query":[],"idempotent":true,"body":true},
  withdraw: {"method":"POST","path":"/v1/withdrawals","query":[],"idempotent":true,"body":true},
  withdrawAsCustomer: {"method":"POST","path":"/portal/{merchant_slug}/api/withdrawals","query":[],"idempotent":true,"body":true},
} as const

