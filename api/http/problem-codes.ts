/**
 * Every `code` a problem document can carry: its status, its title and what the caller can change.
 * Codes are never renamed; each has a page at `/problems/{code}`.
 */
export const problemCodes = {
  // What was asked for, before anything is read.
  path_not_found: entry(404, 'No such path', 'Check the path against /openapi.json.'),
  method_not_allowed: entry(
    405,
    'Method not allowed',
    'Use one of the methods in the `Allow` header.',
  ),
  key_missing: entry(
    401,
    'API key missing',
    'Send `Authorization: Bearer KEY` with a key of the merchant.',
  ),
  key_invalid: entry(
    401,
    'API key invalid',
    'The key is malformed, unknown or revoked. Check that it was copied whole, or create a new one.',
  ),
  wrong_key_kind: entry(
    403,
    'Wrong kind of key',
    'This operation needs another kind of key; the detail says which.',
  ),
  scope_missing: entry(
    403,
    'Scope missing',
    'The key lacks the scope named in the detail. Use a key that has it.',
  ),
  rate_class_not_allowed: entry(
    403,
    'Rate class not allowed',
    'A key grants at most its own rate class. Choose a lower one, or ask the operator for a key.',
  ),
  origin_not_allowed: entry(
    403,
    'Origin not allowed',
    'Register the page’s origin with the publishable key, or call from a server without `Origin`.',
  ),
  body_too_large: entry(413, 'Body too large', 'Send at most 1 MiB; split the request.'),
  unsupported_media_type: entry(
    415,
    'Not JSON',
    'Send the body as JSON with `Content-Type: application/json`.',
  ),
  malformed_json: entry(
    400,
    'Malformed JSON',
    'The body does not parse as JSON; the detail says where.',
  ),
  idempotency_key_missing: entry(
    400,
    'Idempotency-Key missing',
    'Send an `Idempotency-Key` header, new for each intent and the same for each retry.',
  ),
  idempotency_key_invalid: entry(
    400,
    'Idempotency-Key invalid',
    'Send the header once, with 1 to 255 visible ASCII characters.',
  ),
  cursor_invalid: entry(
    400,
    'Cursor invalid',
    'Use `next_cursor` as it was answered, with the same key, path and filters.',
  ),
  invalid_request: entry(
    422,
    'Invalid request',
    'Change the fields named in `errors`, each by its JSON pointer.',
  ),

  // What the merchant's data refuses.
  unknown_sku: entry(422, 'Unknown SKU', 'Create the SKU first, or correct its code.'),
  unknown_location: entry(422, 'Unknown location', 'Create the location first, or correct its id.'),
  unknown_channel: entry(422, 'Unknown channel', 'Create the channel first, or correct its id.'),
  invalid_components: entry(
    422,
    'Invalid components',
    'A kit is made of existing SKUs that are no kits themselves, each named once.',
  ),
  expected_missing: entry(
    422,
    '`expected` missing',
    'A `set` needs `expected`: the quantity you believe is there, or null to overwrite whatever is.',
  ),
  reservation_mismatch: entry(
    422,
    'Reservation mismatch',
    'Order exactly the SKUs and quantities that the reservation holds.',
  ),
  idempotency_key_reused: entry(
    422,
    'Idempotency-Key reused',
    'The key was used with another body. Use a new key for a new intent.',
  ),
  webhook_url_refused: entry(
    422,
    'Webhook URL refused',
    'Nothing is sent there; `reason` says why. Use https, a public host name, and port 443 or 8443.',
  ),
  amount_too_large: entry(422, 'Amount too large', 'An amount must stay below 2^53 minor units.'),
  unknown_customer: entry(422, 'Unknown customer', 'Name another customer of yours by its id.'),
  customer_has_open_orders: entry(
    409,
    'Customer has open orders',
    'An order is not fulfilled, or its money not settled. Finish or cancel it first, then erase.',
  ),
  customer_erased: entry(
    409,
    'Customer was erased',
    'Nothing can be kept of this customer any more. Who orders again is a new customer.',
  ),
  same_customer: entry(
    422,
    'Same customer',
    'Name two customers: one cannot be merged with itself.',
  ),
  unknown_hold: entry(422, 'Unknown hold', 'Release one of `holds`: the order has no other.'),
  unknown_line: entry(422, 'Unknown line', 'Name a line of this order by its id.'),
  nothing_left: entry(
    422,
    'Nothing left',
    'An edit leaves at least one unit; cancel the order instead.',
  ),
  discount_too_large: entry(
    422,
    'Discount too large',
    'A discount cannot exceed what it is taken from.',
  ),

  // What is not there.
  not_found: entry(404, 'Not found', 'Check the id: no object of this merchant has it.'),
  order_not_found: entry(
    404,
    'Order not found',
    'Check the number and the e-mail address the order was placed with; they have to match.',
  ),

  // What the state forbids.
  version_stale: entry(
    412,
    'Stale version',
    'Read the object again and repeat the change with its current `ETag`.',
  ),
  insufficient_stock: entry(
    409,
    'Insufficient stock',
    'Order at most what `shortages` says is available, or wait for stock.',
  ),
  unroutable: entry(
    409,
    'No route',
    'The units are there, but no plan keeps `max_splits`, `min_split_value` and the capacity of locations; `dropped` says which locations were left out. Change the order or /v1/routing.',
  ),
  stale_quantity: entry(
    409,
    'Stale quantity',
    'The current quantity differs from `expected`. Look at `current`, then set again.',
  ),
  negative_quantity: entry(
    409,
    'Quantity would be negative',
    'The change would take more units out of the bucket than are in it.',
  ),
  sku_in_use: entry(
    409,
    'SKU in use',
    'Stock, open orders or kits refer to the SKU. Clear them first.',
  ),
  key_ended: entry(409, 'Key ended', 'The key is revoked or expired. Create a new one instead.'),
  slug_taken: entry(409, 'Slug taken', 'Another merchant has this slug. Choose another.'),
  limit_reached: entry(409, 'Limit reached', 'The merchant has as many of these as it may have.'),
  webhook_disabled: entry(
    409,
    'Webhook disabled',
    'Nothing is sent to a disabled endpoint. Enable it first: PATCH it with `status: enabled`.',
  ),
  idempotency_in_progress: entry(
    409,
    'Request in progress',
    'A request with this key is still running. Retry after `Retry-After` seconds.',
  ),
  reservation_expired: entry(
    409,
    'Reservation expired',
    'Make a new reservation with a new Idempotency-Key.',
  ),
  reservation_released: entry(
    409,
    'Reservation released',
    'Make a new reservation with a new Idempotency-Key.',
  ),
  reservation_placed: entry(
    409,
    'Reservation placed',
    'An order has the reservation, or is being placed with it.',
  ),
  external_id_conflict: entry(
    409,
    'external_id conflict',
    'Another order of this channel has this external_id with another content.',
  ),
  external_id_in_progress: entry(
    409,
    'external_id in progress',
    'An order with this external_id is being placed. Retry after `Retry-After` seconds.',
  ),
  illegal_transition: entry(
    409,
    'Illegal transition',
    'The object’s status does not allow this; `allowed` lists what it does.',
  ),
  units_in_progress: entry(
    409,
    'Units in progress',
    'Change at most `quantity_editable` units: the others are being picked, or have left.',
  ),
  not_editable: entry(409, 'Not editable', 'An order that is canceled or closed stays as it is.'),
  already_packed: entry(
    409,
    'Already packed',
    'A fulfillment is packed for the old address; cancel it first, or let it go.',
  ),
  already_fulfilled: entry(
    409,
    'Already fulfilled',
    'What has left cannot be canceled any more; open a return for it.',
  ),
  order_changed: entry(
    409,
    'Order changed',
    'The order changed while this ran. Read it again and repeat.',
  ),
  too_many_holds: entry(
    429,
    'Too many live holds',
    'This client, its network address or the key holds as many reservations as it may. Place or release some first.',
  ),
  rate_limited: entry(429, 'Too many requests', 'Wait `Retry-After` seconds.'),

  // What is our fault.
  internal_error: entry(
    500,
    'Internal error',
    'Retry with the same Idempotency-Key. If it persists, report the `request_id`.',
  ),
  not_ready: entry(
    503,
    'Not ready',
    'Something in `checks` is not there yet. Ask again in a moment.',
  ),
  unavailable: entry(
    503,
    'Unavailable',
    'The outcome is not known yet. Retry with the same Idempotency-Key.',
  ),
} as const

export type ProblemCode = keyof typeof problemCodes
export type ProblemStatus = (typeof problemCodes)[ProblemCode]['status']

function entry<Status extends number>(status: Status, title: string, remedy: string) {
  return { status, title, remedy } as const
}
