import { moneyProblems } from './money-problems'
import { portalProblems } from './portal-problems'
import { entry } from './problem-entry'
import { requestProblems } from './request-problems'
import { returnProblems } from './return-problems'

/**
 * Every `code` a problem document can carry: its status, its title and what the caller can change.
 * Codes are never renamed; each has a page at `/problems/{code}`.
 */
export const problemCodes = {
  ...requestProblems,
  ...moneyProblems,
  ...returnProblems,
  ...portalProblems,

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
    'An order is not fulfilled, its money not settled, or a return or claim of it open. Finish or cancel it first, then erase.',
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
  units_unpacked: entry(
    422,
    'Units in no package',
    'Put every unit of the fulfillment in one package, or leave `lines` out of a single one.',
  ),
  same_location: entry(422, 'Same location', 'Name another location than the one it is at.'),
  wrong_item: entry(
    422,
    'Wrong item',
    'What was scanned does not belong here, or no more of it does; `expected` lists what does.',
  ),
  wrong_code: entry(
    422,
    'Wrong pickup code',
    'Ask the customer for the code of their message; `tries_left` says how often that may go wrong.',
  ),

  // What is not there.
  not_found: entry(404, 'Not found', 'Check the id: no object of this merchant has it.'),

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
    'A bucket has no fewer units than none, and no more than can be counted exactly (2^53). Look at `current`, then change less.',
  ),
  snapshot_stale: entry(
    409,
    'Snapshot stale',
    'A newer snapshot of this source stands. Send a later `as_of` with a greater `source_version`.',
  ),
  snapshot_too_old: entry(
    409,
    'Snapshot too old',
    'What happened since `as_of` is no longer at hand. Count again, and send the new snapshot.',
  ),
  kit_without_stock: entry(
    422,
    'A kit has no stock',
    'Send the stock of the kit’s components instead.',
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
  not_finished: entry(409, 'Not finished', 'The job is still running. Ask again when it is done.'),
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
  exceeds_fulfillment: entry(
    409,
    'More than the fulfillment has',
    'Read the fulfillment again and name at most what `available` says.',
  ),
  not_released: entry(
    409,
    'Not released yet',
    'The order asked that it is not worked on before `ship_after`.',
  ),
  not_shipped: entry(409, 'Not shipped', 'Only what was shipped can be tracked.'),
  tracking_full: entry(409, 'Too many tracking events', 'A parcel keeps at most `limit` events.'),
  pickup_locked: entry(
    409,
    'Pickup locked',
    'Too many wrong codes. Make it ready again: that sends the customer another code.',
  ),
  pick_list_incomplete: entry(
    409,
    'Pick list incomplete',
    'Scan the `open` units, or report them short.',
  ),
  pick_list_completed: entry(409, 'Pick list completed', 'Start another list.'),
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
