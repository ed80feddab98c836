// Generated from the OpenAPI document by generate.ts: change the API instead.

export type Address = { name: string; line1: string; line2?: string; city: string; region?: string; postal_code: string; country: string; phone?: string; latitude?: number; longitude?: number }

export type AdjustInventory = { reason: string; reference?: string; lines: { sku: string; location_id: string; bucket?: "on_hand" | "damaged" | "quality_control" | "safety_stock" | "incoming"; delta?: number; set?: number; expected?: number | null }[] }

/** What became of each line. All lines of one SKU were applied, or none. */
export type Adjustment = { id: string; lines: { sku: string; location_id: string; status: "applied" | "refused"; code?: string; current?: number; on_hand?: number; reserved?: number; committed?: number; damaged?: number; quality_control?: number; safety_stock?: number; incoming?: number; available?: number }[] }

export type Allocation = { location_id: string; quantity: number }

/** A key, which itself is never shown again. */
export type ApiKey = { id: string; kind: "secret" | "publishable"; name: string; hint: string; scopes: string[]; origins: string[]; rate_class: "reduced" | "standard" | "raised"; created_at: string; expires_at: string | null; last_used_at: string | null; revoked_at: string | null; replaced_by: string | null }

/** Every counter recomputed from the ledger. */
export type Audit = { sku: string; balanced: boolean; entries: number; discrepancies: { location_id: string; account: string; witness: "stored" | "memory" | "claims" | "archive"; ledger: number; counter: number }[] }

/** One write: by whom, from where, and what it changed. */
export type AuditEntry = { sequence: number; created_at: string; actor: { kind: "secret" | "publishable" | "operator" | "customer" | "system"; id: string | null }; address: string | null; request_id: string | null; operation: string; object_type: string; object_id: string; changed: string[]; hash: string | null }

/** The chain, recomputed. */
export type AuditVerification = { intact: boolean; entries: number; through: number; sealed: { sequence: number; hash: string }; next_after: number | null; discrepancies: { sequence: number; kind: "changed" | "missing" | "unsealed" }[] }

/** What may be promised, in the order asked. */
export type Availability = { data: { sku: string; available: number; in_stock: boolean }[]; as_of: string; consistency: "cached" | "strong" }

export type Backorder = { policy: "deny" | "allow" | "preorder"; limit?: number; available_on?: string }

export type CancelOrder = { reason: string; note?: string; lines?: { line_id: string; quantity: number }[] }

/** The channel, replaced. */
export type Channel = { channel_id: string; name: string; kind: "web" | "pos" | "marketplace" | "social" | "b2b" | "api"; location_ids?: string[]; buffer?: number; cap?: number; metadata?: Record<string, string>; version: number; created_at: string; updated_at: string }

export type Component = { sku: string; quantity: number }

export type ComponentAllocation = { sku: string; allocations: Allocation[] }

export type CreateApiKey = { kind: "secret" | "publishable"; name?: string; scopes?: ("catalog:read" | "catalog:write" | "inventory:read" | "inventory:write" | "reservations:read" | "reservations:write" | "orders:read" | "orders:write" | "customers:read" | "customers:write" | "events:read" | "webhooks:read" | "webhooks:write" | "settings:read" | "settings:write" | "keys:read" | "keys:write" | "audit:read")[]; origins?: string[]; rate_class?: "reduced" | "standard" | "raised"; expires_at?: string }

export type CreateMerchant = { name: string; currency: string; country: string; time_zone?: string; slug?: string }

export type CreateWebhookEndpoint = { url: string; events?: string[]; description?: string; payload?: "full" | "thin"; metadata?: Record<string, string> }

/** The key. */
export type CreatedApiKey = { id: string; kind: "secret" | "publishable"; name: string; hint: string; scopes: string[]; origins: string[]; rate_class: "reduced" | "standard" | "raised"; created_at: string; expires_at: string | null; last_used_at: string | null; revoked_at: string | null; replaced_by: string | null; key: string }

/** The merchant, with its keys. */
export type CreatedMerchant = { id: string; slug: string; name: string; currency: string; country: string; time_zone: string; secret_key: string; publishable_key: string; created_at: string }

/** The endpoint, with its secret. */
export type CreatedWebhookEndpoint = { id: string; url: string; events: string[]; description: string; payload: "full" | "thin"; status: "enabled" | "disabled"; disabled_reason: "merchant" | "gone" | "exhausted" | null; disabled_at: string | null; secrets: { expires_at: string | null }[]; metadata: Record<string, string>; version: number; created_at: string; updated_at: string; secret: string }

export type Customer = { email: string; name: string; phone?: string }

/** What is kept of a person, a page of orders at a time. */
export type CustomerExport = { customer: CustomerRecord; orders: Order[]; records: { table: string; rows: Record<string, unknown>[] }[]; next_cursor: string | null }

/** Who orders: one per normalized e-mail address, made by the first order. */
export type CustomerRecord = { id: string; email: string; emails: string[]; name: string; phone: string | null; totals: { currency: string; orders: number; canceled: number; payable: number; captured: number; refunded: number }[]; first_order_at: string | null; last_order_at: string | null; metadata: Record<string, string>; erased_at: string | null; version: number; created_at: string; updated_at: string }

/** Null where nobody has said how long parcels travel. */
export type DeliveryWindow = { ship_by: string; deliver_min: string | null; deliver_max: string | null } | null

export type Destination = { country: string; region?: string; city?: string; postal_code?: string; latitude?: number; longitude?: number }

export type EditOrder = { lines?: { line_id: string; quantity?: number; unit_price?: number; tax?: number }[]; add?: { sku: string; quantity: number; unit_price: number; discount?: number; tax?: number; title?: string; properties?: Record<string, string>; ship_after?: string; ship_by?: string }[]; shipping_address?: Address; version?: number; commit?: boolean }

/** A customer who was forgotten. Amounts and totals stay. */
export type Erasure = { customer_id: string; status: "running" | "completed"; orders: number; requested_at: string; completed_at: string | null }

/** What happened, once, in order. */
export type Event = { id: string; sequence: number; type: string; created_at: string; object_type: string; object_id: string; data: Record<string, unknown> }

export type ExtendReservation = { ttl_seconds: number }

/** The work order of one location. */
export type Fulfillment = { id: string; order_id: string; location_id: string; method: "ship" | "pickup" | "pos"; status: "open" | "accepted" | "picking" | "packed" | "shipped" | "delivered" | "on_hold" | "rejected" | "canceled" | "ready_for_pickup" | "picked_up"; holds: ("awaiting_payment" | "high_risk_of_fraud" | "incorrect_address" | "inventory_out_of_stock" | "unknown_delivery_date" | "awaiting_return_items" | "payment_review" | "other")[]; lines: FulfillmentLine[]; ship_after: string | null; ship_by: string | null; packages: { id: string; weight_grams?: number; length_mm?: number; width_mm?: number; height_mm?: number; lines: FulfillmentLine[] }[]; tracking: Tracking | null; version: number; created_at: string; updated_at: string }

/** Of a kit line: one of its components. */
export type FulfillmentLine = { line_id: string; sku: string; quantity: number }

/** A reason an order may not proceed. */
export type Hold = { id: string; reason: "awaiting_payment" | "high_risk_of_fraud" | "incorrect_address" | "inventory_out_of_stock" | "unknown_delivery_date" | "awaiting_return_items" | "payment_review" | "other"; note: string | null; created_at: string }

export type HoldOrder = { reason: "awaiting_payment" | "high_risk_of_fraud" | "incorrect_address" | "inventory_out_of_stock" | "unknown_delivery_date" | "awaiting_return_items" | "payment_review" | "other"; note?: string }

/** A SKU at all its locations, from the object that decides. */
export type Inventory = { sku: string; on_hand: number; reserved: number; committed: number; damaged: number; quality_control: number; safety_stock: number; incoming: number; available: number; levels: Level[]; version: number; as_of: string }

export type Level = { location_id: string; on_hand: number; reserved: number; committed: number; damaged: number; quality_control: number; safety_stock: number; incoming: number; available: number }

/** The location, replaced. */
export type Location = { location_id: string; name: string; kind: "warehouse" | "store" | "third_party" | "dropship"; address: LocationAddress; ships?: boolean; pickup?: boolean; priority?: number; active?: boolean; time_zone?: string; cutoff?: string; handling_days?: number; parcel_cost?: number; cost_per_kg?: number; capacity_per_day?: number; holidays?: string[]; metadata?: Record<string, string>; version: number; created_at: string; updated_at: string }

export type LocationAddress = { line1: string; line2?: string; city: string; region?: string; postal_code: string; country: string; latitude?: number; longitude?: number }

export type LookUpOrder = { number: string; email: string }

export type MergeCustomers = { from: string }

/** Units that went from one account to another: double entry. */
export type Movement = { sequence: number; operation: string; location_id: string; from_account: string; to_account: string; quantity: number; subject_id: string; reason?: string; reference?: string; created_at: string }

/** What the customer agreed to. Amounts are frozen at placement. */
export type Order = { id: string; number: string; status: "pending" | "open" | "on_hold" | "canceled" | "closed"; payment_status: "pending" | "authorized" | "partially_paid" | "paid" | "partially_refunded" | "refunded" | "voided"; fulfillment_status: "unfulfilled" | "partially_fulfilled" | "fulfilled" | "delivered" | "partially_returned" | "returned"; channel: string; external_id: string | null; currency: string; subtotal: number; discount: number; tax: number; shipping: { service: string | null; amount: number; tax: number }; total: number; amount_payable: number; amount_captured: number; amount_refunded: number; customer: { email: string; name: string; phone?: string }; shipping_address: Address | null; billing_address: Address | null; delivery: { method: "ship" | "pickup"; location_id?: string }; lines: { id: string; sku: string; title: string; quantity: number; unit_price: number; subtotal: number; discount: number; tax: number; total: number; properties: Record<string, string>; ship_after: string | null; ship_by: string | null; quantity_canceled: number; quantity_backordered: number; quantity_fulfilled: number; quantity_returned: number; allocations: { location_id: string; quantity: number }[]; components?: { sku: string; allocations: { location_id: string; quantity: number }[] }[] }[]; fulfillments: Fulfillment[]; payments: Payment[]; refunds: Refund[]; returns: []; terms: "on_account" | null; holds: Hold[]; promise: { ship_by: string | null; deliver_min: string | null; deliver_max: string | null } | null; expires_at: string | null; cancel_reason: string | null; cancel_note: string | null; metadata: Record<string, string>; version: number; created_at: string; updated_at: string }

/** What an edit comes to. Amounts in minor units. */
export type OrderEdit = { committed: boolean; payable_before: number; payable_after: number; due: number; overpaid: number; order: Order }

/** What whoever knows number and e-mail may see: no names, addresses or amounts. */
export type OrderView = { number: string; status: "pending" | "open" | "on_hold" | "canceled" | "closed"; fulfillment_status: "unfulfilled" | "partially_fulfilled" | "fulfilled" | "delivered" | "partially_returned" | "returned"; placed_at: string; lines: { title: string; quantity: number }[]; parcels: [] }

export type PatchCustomer = { name?: string; phone?: string | null; metadata?: Record<string, string> }

export type PatchSettings = { name?: string; country?: string; time_zone?: string; retention?: Retention }

export type PatchWebhookEndpoint = { url?: string; events?: string[]; description?: string; payload?: "full" | "thin"; metadata?: Record<string, string>; status?: "enabled" | "disabled" }

export type Payment = { id: string; order_id: string; gateway: string; status: "pending" | "requires_action" | "authorized" | "partially_captured" | "captured" | "voided" | "failed" | "expired"; currency: string; amount: number; authorized: number; captured: number; refunded: number; reference: string | null; created_at: string; updated_at: string }

export type PlaceOrder = { reservation_id?: string; channel?: string; external_id?: string; currency: string; customer: Customer; shipping_address?: Address; billing_address?: Address; lines: { sku: string; quantity: number; unit_price: number; discount?: number; tax?: number; title?: string; properties?: Record<string, string>; ship_after?: string; ship_by?: string }[]; shipping?: { service?: string; amount: number; tax?: number }; discount?: number; delivery?: { method: "ship" | "pickup"; location_id?: string }; metadata?: Record<string, string> }

export type PreviewOrderRouting = { settings?: { rules: RoutingRule[]; max_splits?: number; min_split_value?: number } }

export type PreviewRouting = { channel?: string; destination?: Destination; shipping_service?: string; pickup_at?: string; lines: { sku: string; quantity: number; unit_price?: number }[]; settings?: { rules: RoutingRule[]; max_splits?: number; min_split_value?: number } }

export type Problem = { type: string; title: string; status: number; detail: string; code: string; request_id: string; errors?: { pointer: string; detail: string }[] }

/** One SKU at one location, as of about a second ago. */
export type ProjectedLevel = { sku: string; location_id: string; on_hand: number; reserved: number; committed: number; damaged: number; quality_control: number; safety_stock: number; incoming: number; available: number; version: number; as_of: string }

export type PutChannel = { name: string; kind: "web" | "pos" | "marketplace" | "social" | "b2b" | "api"; location_ids?: string[]; buffer?: number; cap?: number; metadata?: Record<string, string> }

export type PutLocation = { name: string; kind: "warehouse" | "store" | "third_party" | "dropship"; address: LocationAddress; ships?: boolean; pickup?: boolean; priority?: number; active?: boolean; time_zone?: string; cutoff?: string; handling_days?: number; parcel_cost?: number; cost_per_kg?: number; capacity_per_day?: number; holidays?: string[]; metadata?: Record<string, string> }

export type PutRouting = { rules: RoutingRule[]; max_splits?: number; min_split_value?: number; transit?: Transit[]; carrier_holidays?: string[] }

export type PutSku = { title: string; price?: number; cost?: number; currency?: string; barcode?: string; weight_grams?: number; length_mm?: number; width_mm?: number; height_mm?: number; hs_code?: string; country_of_origin?: string; image_url?: string; returnable?: boolean; final_sale?: boolean; components?: Component[]; backorder?: Backorder; metadata?: Record<string, string> }

export type Refund = { id: string; order_id: string; status: "pending" | "succeeded" | "failed"; currency: string; amount: number; lines: { line_id: string; quantity: number; amount: number }[]; shipping: number; goodwill: number; reason: string; tenders: { payment_id: string; amount: number; status: "pending" | "succeeded" | "failed" }[]; created_at: string; updated_at: string }

export type ReleaseOrder = { hold_id: string }

export type ReplayWebhook = { from_sequence: number; to_sequence?: number; type?: string }

/** Units held for a checkout. */
export type Reservation = { id: string; status: "held" | "placing" | "placed" | "expired" | "released"; expires_at: string; lines: { sku: string; quantity: number; allocations: Allocation[]; components?: ComponentAllocation[] }[] }

export type ReserveCart = { lines: { sku: string; quantity: number; location_id?: string }[]; ttl_seconds?: number }

export type Retention = { customers_days: number | null }

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

export type Settings = { id: string; slug: string; name: string; currency: string; country: string; time_zone: string; retention: Retention; version: number; created_at: string; updated_at: string }

/** What the portal shows of a shop. */
export type Shop = { name: string }

export type SimulateRouting = { rules: RoutingRule[]; max_splits?: number; min_split_value?: number; placed_after: string; placed_before: string }

/** The SKU, replaced. */
export type Sku = { sku: string; title: string; price?: number; cost?: number; currency?: string; barcode?: string; weight_grams?: number; length_mm?: number; width_mm?: number; height_mm?: number; hs_code?: string; country_of_origin?: string; image_url?: string; returnable?: boolean; final_sale?: boolean; components?: Component[]; backorder?: Backorder; metadata?: Record<string, string>; version: number; created_at: string; updated_at: string }

export type Tracking = { carrier: string; service: string | null; tracking_number: string | null; tracking_url: string | null; status: string; events: { status: string; occurred_at: string; description?: string; location?: string }[] }

/** Business days that parcels travel. */
export type Transit = { service?: string; countries?: string[]; min_days: number; max_days: number }

/** One event on its way to one endpoint; kept for 14 days after it ended. */
export type WebhookDelivery = { id: string; event_id: string; event_sequence: number; event_type: string; status: "pending" | "delivered" | "failed"; replay: boolean; next_attempt_at: string | null; created_at: string; request_body: string | null; attempts: { number: number; started_at: string; duration_ms: number; response_status: number | null; error: string | null; response_body: string | null }[] }

/** Where events are sent. */
export type WebhookEndpoint = { id: string; url: string; events: string[]; description: string; payload: "full" | "thin"; status: "enabled" | "disabled"; disabled_reason: "merchant" | "gone" | "exhausted" | null; disabled_at: string | null; secrets: { expires_at: string | null }[]; metadata: Record<string, string>; version: number; created_at: string; updated_at: string }

/** What is being sent again, as deliveries of their own. */
export type WebhookReplay = { from_sequence: number; to_sequence: number; type: string }

/** The event that is on its way. */
export type WebhookTest = { event_id: string }

export interface Operations {
  /** Receive, count or correct stock. */
  adjustInventory: { input: AdjustInventory; output: Adjustment }
  /** Recompute a SKU’s counters from its ledger. */
  auditInventory: { input: { sku: string }; output: Audit }
  /** Cancel an order, or some of its units. */
  cancelOrder: { input: { id: string } & CancelOrder; output: Order }
  /** Change the merchant’s settings. */
  changeSettings: { input: PatchSettings; output: Settings & unknown }
  /** Create an API key. */
  createApiKey: { input: CreateApiKey; output: CreatedApiKey }
  /** Create an API key for a merchant that has lost its own. */
  createApiKeyForMerchant: { input: { id: string } & CreateApiKey; output: CreatedApiKey }
  /** Create a merchant. */
  createMerchant: { input: CreateMerchant; output: CreatedMerchant }
  /** Set up a webhook. */
  createWebhookEndpoint: { input: CreateWebhookEndpoint; output: CreatedWebhookEndpoint }
  /** Delete a SKU that nothing refers to. */
  deleteSku: { input: { sku: string }; output: Sku & unknown }
  /** Delete a webhook, with its log of deliveries. */
  deleteWebhookEndpoint: { input: { id: string }; output: WebhookEndpoint & unknown }
  /** Preview or commit an edit of an order. */
  editOrder: { input: { id: string } & EditOrder; output: OrderEdit }
  /** Forget a customer. */
  eraseCustomer: { input: { id: string }; output: Erasure }
  /** Export what is kept of a customer. */
  exportCustomer: { input: { id: string; limit?: number; cursor?: string }; output: CustomerExport }
  /** Prolong a reservation. */
  extendReservation: { input: { id: string } & ExtendReservation; output: Reservation }
  /** Read a channel. */
  getChannel: { input: { channel_id: string }; output: Channel & unknown }
  /** Read a customer. */
  getCustomer: { input: { id: string }; output: CustomerRecord }
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
  /** Read the plan an order was placed with. */
  getOrderRouting: { input: { id: string }; output: Routing }
  /** Whether everything it needs is there. */
  getReadiness: { input: Record<never, never>; output: { status: "ready"; checks: { secrets: boolean; database: boolean; migrations: boolean; demo_seed: boolean; stock: boolean } } }
  /** Read a reservation. */
  getReservation: { input: { id: string }; output: Reservation }
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
  /** Read what was sent to a webhook, and what it answered. */
  getWebhookDelivery: { input: { id: string; delivery_id: string }; output: WebhookDelivery }
  /** Read a webhook. */
  getWebhookEndpoint: { input: { id: string }; output: WebhookEndpoint }
  /** Hold an order. */
  holdOrder: { input: { id: string } & HoldOrder; output: Hold }
  /** List API keys, the revoked ones included. */
  listApiKeys: { input: { limit?: number; cursor?: string }; output: { data: ApiKey[]; next_cursor: string | null } }
  /** List who changed what, newest first. */
  listAuditLog: { input: { limit?: number; cursor?: string }; output: { data: AuditEntry[]; next_cursor: string | null } }
  /** List channels by id. */
  listChannels: { input: { limit?: number; cursor?: string }; output: { data: (Channel & unknown)[]; next_cursor: string | null } }
  /** List a customer’s orders, newest first. */
  listCustomerOrders: { input: { id: string; limit?: number; cursor?: string }; output: { data: Order[]; next_cursor: string | null } }
  /** List or find customers. */
  listCustomers: { input: { limit?: number; cursor?: string; email?: string; name?: string }; output: { data: CustomerRecord[]; next_cursor: string | null } }
  /** Read the log of events. */
  listEvents: { input: { after?: number; type?: string; limit?: number }; output: { data: Event[] } }
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
  /** List simulations, newest first. */
  listRoutingSimulations: { input: { limit?: number; cursor?: string }; output: { data: RoutingSimulation[]; next_cursor: string | null } }
  /** List SKUs by code. */
  listSkus: { input: { limit?: number; cursor?: string }; output: { data: (Sku & unknown)[]; next_cursor: string | null } }
  /** List what was sent to a webhook, newest first. */
  listWebhookDeliveries: { input: { id: string; limit?: number; cursor?: string; status?: "pending" | "delivered" | "failed"; type?: string }; output: { data: WebhookDelivery[]; next_cursor: string | null } }
  /** List webhooks. */
  listWebhookEndpoints: { input: { limit?: number; cursor?: string }; output: { data: WebhookEndpoint[]; next_cursor: string | null } }
  /** Find an order by number and e-mail. */
  lookUpOrder: { input: { merchant_slug: string } & LookUpOrder; output: OrderView }
  /** Merge another customer into this one. */
  mergeCustomers: { input: { id: string } & MergeCustomers; output: CustomerRecord }
  /** Change what is kept of a customer. */
  patchCustomer: { input: { id: string } & PatchCustomer; output: CustomerRecord }
  /** Place an order. */
  placeOrder: { input: PlaceOrder; output: Order }
  /** Plan what has not left of an order without effect. */
  previewOrderRouting: { input: { id: string } & PreviewOrderRouting; output: Routing }
  /** Plan a cart without effect. */
  previewRouting: { input: PreviewRouting; output: Routing }
  /** Create or replace a channel. */
  putChannel: { input: { channel_id: string } & PutChannel; output: Channel }
  /** Create or replace a location. */
  putLocation: { input: { location_id: string } & PutLocation; output: Location }
  /** Replace how orders are routed. */
  putRouting: { input: PutRouting; output: RoutingSettings & unknown }
  /** Create or replace a SKU. */
  putSku: { input: { sku: string } & PutSku; output: Sku }
  /** Ask what can be sold. */
  readAvailability: { input: { sku: string[]; location_id?: string; channel?: string; consistency?: "cached" | "strong" }; output: Availability }
  /** Release a hold. */
  releaseOrder: { input: { id: string } & ReleaseOrder; output: Order }
  /** Give held stock back. */
  releaseReservation: { input: { id: string }; output: Reservation }
  /** Send events to a webhook again. */
  replayWebhookEvents: { input: { id: string } & ReplayWebhook; output: WebhookReplay }
  /** Hold stock for a checkout. */
  reserveCart: { input: ReserveCart; output: Reservation }
  /** Revoke an API key. */
  revokeApiKey: { input: { id: string }; output: ApiKey & unknown }
  /** Replace an API key. */
  rollApiKey: { input: { id: string } & RollApiKey; output: CreatedApiKey & unknown }
  /** Give a webhook a new secret. */
  rotateWebhookSecret: { input: { id: string } & RotateWebhookSecret; output: CreatedWebhookEndpoint & unknown }
  /** Replay past orders under other rules. */
  simulateRouting: { input: SimulateRouting; output: RoutingSimulation }
  /** Send a test event to a webhook. */
  testWebhookEndpoint: { input: { id: string }; output: WebhookTest }
  /** Change, disable or enable a webhook. */
  updateWebhookEndpoint: { input: { id: string } & PatchWebhookEndpoint; output: WebhookEndpoint & unknown }
  /** Recompute the audit log’s chain of hashes. */
  verifyAuditLog: { input: { after?: number; hash?: string }; output: AuditVerification }
}

export type OperationName = keyof Operations

export const operations = {
  adjustInventory: {"method":"POST","path":"/v1/inventory/adjustments","query":[],"idempotent":true,"body":true},
  auditInventory: {"method":"GET","path":"/v1/inventory/{sku}/audit","query":[],"idempotent":false,"body":false},
  cancelOrder: {"method":"POST","path":"/v1/orders/{id}/cancel","query":[],"idempotent":true,"body":true},
  changeSettings: {"method":"PATCH","path":"/v1/settings","query":[],"idempotent":false,"body":true},
  createApiKey: {"method":"POST","path":"/v1/api_keys","query":[],"idempotent":false,"body":true},
  createApiKeyForMerchant: {"method":"POST","path":"/v1/merchants/{id}/api_keys","query":[],"idempotent":false,"body":true},
  createMerchant: {"method":"POST","path":"/v1/merchants","query":[],"idempotent":false,"body":true},
  createWebhookEndpoint: {"method":"POST","path":"/v1/webhook_endpoints","query":[],"idempotent":false,"body":true},
  deleteSku: {"method":"DELETE","path":"/v1/skus/{sku}","query":[],"idempotent":false,"body":false},
  deleteWebhookEndpoint: {"method":"DELETE","path":"/v1/webhook_endpoints/{id}","query":[],"idempotent":false,"body":false},
  editOrder: {"method":"POST","path":"/v1/orders/{id}/edits","query":[],"idempotent":true,"body":true},
  eraseCustomer: {"method":"POST","path":"/v1/customers/{id}/erase","query":[],"idempotent":false,"body":false},
  exportCustomer: {"method":"GET","path":"/v1/customers/{id}/export","query":["limit","cursor"],"idempotent":false,"body":false},
  extendReservation: {"method":"POST","path":"/v1/reservations/{id}/extend","query":[],"idempotent":false,"body":true},
  getChannel: {"method":"GET","path":"/v1/channels/{channel_id}","query":[],"idempotent":false,"body":false},
  getCustomer: {"method":"GET","path":"/v1/customers/{id}","query":[],"idempotent":false,"body":false},
  getHealth: {"method":"GET","path":"/healthz","query":[],"idempotent":false,"body":false},
  getInventory: {"method":"GET","path":"/v1/inventory/{sku}","query":[],"idempotent":false,"body":false},
  getLocation: {"method":"GET","path":"/v1/locations/{location_id}","query":[],"idempotent":false,"body":false},
  getOpenApiDocument: {"method":"GET","path":"/openapi.json","query":[],"idempotent":false,"body":false},
  getOrder: {"method":"GET","path":"/v1/orders/{id}","query":[],"idempotent":false,"body":false},
  getOrderRouting: {"method":"GET","path":"/v1/orders/{id}/routing","query":[],"idempotent":false,"body":false},
  getReadiness: {"method":"GET","path":"/readyz","query":[],"idempotent":false,"body":false},
  getReservation: {"method":"GET","path":"/v1/reservations/{id}","query":[],"idempotent":false,"body":false},
  getRouting: {"method":"GET","path":"/v1/routing","query":[],"idempotent":false,"body":false},
  getRoutingSimulation: {"method":"GET","path":"/v1/routing/simulations/{id}","query":[],"idempotent":false,"body":false},
  getSettings: {"method":"GET","path":"/v1/settings","query":[],"idempotent":false,"body":false},
  getShop: {"method":"GET","path":"/portal/{merchant_slug}/api/shop","query":[],"idempotent":false,"body":false},
  getSku: {"method":"GET","path":"/v1/skus/{sku}","query":[],"idempotent":false,"body":false},
  getWebhookDelivery: {"method":"GET","path":"/v1/webhook_endpoints/{id}/deliveries/{delivery_id}","query":[],"idempotent":false,"body":false},
  getWebhookEndpoint: {"method":"GET","path":"/v1/webhook_endpoints/{id}","query":[],"idempotent":false,"body":false},
  holdOrder: {"method":"POST","path":"/v1/orders/{id}/hold","query":[],"idempotent":true,"body":true},
  listApiKeys: {"method":"GET","path":"/v1/api_keys","query":["limit","cursor"],"idempotent":false,"body":false},
  listAuditLog: {"method":"GET","path":"/v1/audit_log","query":["limit","cursor"],"idempotent":false,"body":false},
  listChannels: {"method":"GET","path":"/v1/channels","query":["limit","cursor"],"idempotent":false,"body":false},
  listCustomerOrders: {"method":"GET","path":"/v1/customers/{id}/orders","query":["limit","cursor"],"idempotent":false,"body":false},
  listCustomers: {"method":"GET","path":"/v1/customers","query":["limit","cursor","email","name"],"idempotent":false,"body":false},
  listEvents: {"method":"GET","path":"/v1/events","query":["after","type","limit"],"idempotent":false,"body":false},
  listInventory: {"method":"GET","path":"/v1/inventory","query":["limit","cursor","location_id","sku"],"idempotent":false,"body":false},
  listLocations: {"method":"GET","path":"/v1/locations","query":["limit","cursor"],"idempotent":false,"body":false},
  listMovements: {"method":"GET","path":"/v1/inventory/{sku}/movements","query":["limit","cursor"],"idempotent":false,"body":false},
  listOrderEvents: {"method":"GET","path":"/v1/orders/{id}/events","query":["limit","cursor"],"idempotent":false,"body":false},
  listOrders: {"method":"GET","path":"/v1/orders","query":["limit","cursor","status","payment_status","fulfillment_status","channel","email","number","created_after","created_before"],"idempotent":false,"body":false},
  listRoutingSimulations: {"method":"GET","path":"/v1/routing/simulations","query":["limit","cursor"],"idempotent":false,"body":false},
  listSkus: {"method":"GET","path":"/v1/skus","query":["limit","cursor"],"idempotent":false,"body":false},
  listWebhookDeliveries: {"method":"GET","path":"/v1/webhook_endpoints/{id}/deliveries","query":["limit","cursor","status","type"],"idempotent":false,"body":false},
  listWebhookEndpoints: {"method":"GET","path":"/v1/webhook_endpoints","query":["limit","cursor"],"idempotent":false,"body":false},
  lookUpOrder: {"method":"POST","path":"/portal/{merchant_slug}/api/lookup","query":[],"idempotent":false,"body":true},
  mergeCustomers: {"method":"POST","path":"/v1/customers/{id}/merge","query":[],"idempotent":false,"body":true},
  patchCustomer: {"method":"PATCH","path":"/v1/customers/{id}","query":[],"idempotent":false,"body":true},
  placeOrder: {"method":"POST","path":"/v1/orders","query":[],"idempotent":true,"body":true},
  previewOrderRouting: {"method":"POST","path":"/v1/orders/{id}/routing/preview","query":[],"idempotent":false,"body":true},
  previewRouting: {"method":"POST","path":"/v1/routing/preview","query":[],"idempotent":false,"body":true},
  putChannel: {"method":"PUT","path":"/v1/channels/{channel_id}","query":[],"idempotent":false,"body":true},
  putLocation: {"method":"PUT","path":"/v1/locations/{location_id}","query":[],"idempotent":false,"body":true},
  putRouting: {"method":"PUT","path":"/v1/routing","query":[],"idempotent":false,"body":true},
  putSku: {"method":"PUT","path":"/v1/skus/{sku}","query":[],"idempotent":false,"body":true},
  readAvailability: {"method":"GET","path":"/v1/availability","query":["sku","location_id","channel","consistency"],"idempotent":false,"body":false},
  releaseOrder: {"method":"POST","path":"/v1/orders/{id}/release","query":[],"idempotent":true,"body":true},
  releaseReservation: {"method":"DELETE","path":"/v1/reservations/{id}","query":[],"idempotent":false,"body":false},
  replayWebhookEvents: {"method":"POST","path":"/v1/webhook_endpoints/{id}/replay","query":[],"idempotent":false,"body":true},
  reserveCart: {"method":"POST","path":"/v1/reservations","query":[],"idempotent":true,"body":true},
  revokeApiKey: {"method":"DELETE","path":"/v1/api_keys/{id}","query":[],"idempotent":false,"body":false},
  rollApiKey: {"method":"POST","path":"/v1/api_keys/{id}/roll","query":[],"idempotent":false,"body":true},
  rotateWebhookSecret: {"method":"POST","path":"/v1/webhook_endpoints/{id}/rotate_secret","query":[],"idempotent":false,"body":true},
  simulateRouting: {"method":"POST","path":"/v1/routing/simulations","query":[],"idempotent":false,"body":true},
  testWebhookEndpoint: {"method":"POST","path":"/v1/webhook_endpoints/{id}/test","query":[],"idempotent":false,"body":false},
  updateWebhookEndpoint: {"method":"PATCH","path":"/v1/webhook_endpoints/{id}","query":[],"idempotent":false,"body":true},
  verifyAuditLog: {"method":"GET","path":"/v1/audit_log/verify","query":["after","hash"],"idempotent":false,"body":false},
} as const

