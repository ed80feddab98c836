/**
 * Every type of event there is: what it is about, what happened, and the schema of its `data`. To
 * add one, add its entry; it is in the documentation and may be emitted from then on, and what is
 * not here does not compile. Types are never renamed, fields never removed. Nothing personal, and
 * no text that people write about an order: events are for ever, in other people's hands.
 */
import { type EventEntry, entry } from './entry'
import { moneyCatalogue } from './money-catalogue'
import { returnEvents } from './return-events'
import { boolean, component, count, integer, listOf, nullable, oneOf, shape, text } from './shapes'

const order = {
  order_id: text,
  number: text,
  channel: text,
  external_id: nullable(text),
  status: text,
  payment_status: text,
  fulfillment_status: text,
  currency: text,
  total: count,
}

const fulfillment = (description: string) =>
  entry(
    'fulfillment',
    description,
    shape({
      fulfillment_id: text,
      order_id: text,
      location_id: text,
      status: text,
      lines: listOf(shape({ line_id: text, sku: text, quantity: count })),
      tracking_number: nullable(text),
      tracking_status: nullable(text),
    }),
  )

const units = listOf(shape({ line_id: text, sku: text, quantity: count }))
const workAt = { fulfillment_id: text, order_id: text, location_id: text, lines: units }

const endpoint = component('WebhookEndpoint')

export const eventCatalogue = {
  'merchant.created': entry('merchant', 'The merchant was created.', component('Settings')),
  'merchant.updated': entry('merchant', 'Settings were changed.', component('Settings')),

  'api_key.created': entry('api_key', 'An API key was created.', component('ApiKey')),
  'api_key.rolled': entry('api_key', 'An API key was replaced, and ends.', component('ApiKey')),
  'api_key.revoked': entry('api_key', 'An API key was revoked.', component('ApiKey')),

  'sku.created': entry('sku', 'A SKU was created.', component('Sku')),
  'sku.updated': entry('sku', 'A SKU was replaced.', component('Sku')),
  'sku.deleted': entry('sku', 'A SKU was deleted; this is what it was.', component('Sku')),

  'location.created': entry('location', 'A location was created.', component('Location')),
  'location.updated': entry('location', 'A location was replaced.', component('Location')),

  'theme.updated': entry(
    'theme',
    'How the portal and the mails look was changed.',
    shape({ accent_color: nullable(text), language: text, logo_type: nullable(text) }),
  ),

  'channel.created': entry('channel', 'A channel was created.', component('Channel')),
  'channel.updated': entry('channel', 'A channel was replaced.', component('Channel')),

  'routing.updated': entry('routing', 'How orders are routed was changed.', component('Routing')),

  'inventory.adjusted': entry(
    'inventory',
    'Stock of a SKU was corrected: units moved between accounts of the ledger.',
    shape(
      {
        sku: text,
        adjustment_id: text,
        changes: listOf(shape({ location_id: text, from: text, to: text, quantity: count })),
      },
      { reason: text, reference: text },
    ),
  ),
  'inventory.shortage': entry(
    'level',
    'A correction left fewer units at a location than are promised from it.',
    shape({ sku: text, location_id: text, available: integer }),
  ),

  'customer.updated': entry(
    'customer',
    'What is kept of a customer was changed; `fields` names what.',
    shape({ customer_id: text, fields: listOf(text) }),
  ),
  'customer.merged': entry(
    'customer',
    'A customer took over another one, `from`.',
    shape({ customer_id: text, from: text }),
  ),
  'customer.erased': entry(
    'customer',
    'A customer was forgotten: what is left, here and in its orders, is a pseudonym.',
    shape({ customer_id: text }),
  ),
  'customer.ended': entry(
    'customer',
    'A customer became part of another one.',
    shape({ customer_id: text, merged_into: text }),
  ),

  'order.placed': entry('order', 'An order was placed.', shape(order)),
  'order.updated': entry(
    'order',
    'A status of the order moved, because of its fulfillments, payments or returns.',
    shape(order),
  ),
  'order.edited': entry(
    'order',
    'Lines or the shipping address were changed; `changed` names what.',
    shape({ ...order, changed: listOf(text) }),
  ),
  'order.lines_canceled': entry(
    'order',
    'Units of an order were canceled, but not all.',
    shape({
      ...order,
      lines: listOf(shape({ line_id: text, quantity: count })),
    }),
  ),
  'order.canceled': entry('order', 'An order was canceled; its units are back.', shape(order)),
  'order.reinstated': entry(
    'order',
    'An order lives again: it was paid after it had ended, and its units were there.',
    shape(order),
  ),
  'order.hold_placed': entry(
    'order',
    'An order was put on hold, for this reason beside others it may have.',
    shape({ ...order, hold_id: text, reason: text }),
  ),
  'order.hold_released': entry(
    'order',
    'A hold was released; while others stand, the order waits.',
    shape({ ...order, hold_id: text, reason: text }),
  ),

  ...moneyCatalogue,
  'order.backorder_filled': entry(
    'order',
    'Stock came in for units that the order waited for; `complete` when it waits for no more.',
    shape({ ...order, sku: text, quantity: count, complete: boolean }),
  ),

  'fulfillment.created': fulfillment('A location is to serve lines of an order.'),
  'fulfillment.updated': fulfillment('Its lines changed: units were taken out, or came to it.'),
  'fulfillment.open': fulfillment('It waits to be accepted, again.'),
  'fulfillment.accepted': fulfillment('The location accepted it.'),
  'fulfillment.picking': fulfillment('Somebody began to pick it.'),
  'fulfillment.packed': fulfillment('It is packed.'),
  'fulfillment.shipped': fulfillment('A carrier has it.'),
  'fulfillment.delivered': fulfillment('It was delivered.'),
  'fulfillment.on_hold': fulfillment('It is on hold.'),
  'fulfillment.rejected': fulfillment('The location cannot serve it.'),
  'fulfillment.canceled': fulfillment('It was canceled.'),
  'fulfillment.ready_for_pickup': fulfillment('It waits for the customer.'),
  'fulfillment.picked_up': fulfillment('The customer has it.'),
  'fulfillment.moved': entry(
    'fulfillment',
    'Another location serves these lines.',
    shape({
      fulfillment_id: text,
      order_id: text,
      from_location_id: text,
      to_location_id: text,
      lines: units,
    }),
  ),
  'fulfillment.short_picked': entry(
    'fulfillment',
    'Units were not found, or damaged: they come from elsewhere or wait for stock.',
    shape({ ...workAt, reason: text }),
  ),
  'fulfillment.pickup_renewed': entry(
    'fulfillment',
    'It waits for the customer with another code, until another day.',
    shape(workAt),
  ),
  'fulfillment.pickup_expired': entry(
    'fulfillment',
    'Nobody fetched it; its units are back, and no longer owed.',
    shape(workAt),
  ),
  'fulfillment.tracked': entry(
    'fulfillment',
    'A carrier told of the parcel.',
    shape({
      fulfillment_id: text,
      order_id: text,
      carrier: text,
      tracking_number: nullable(text),
      tracking_status: text,
    }),
  ),

  ...returnEvents,

  'webhook_endpoint.created': entry('webhook_endpoint', 'A webhook was set up.', endpoint),
  'webhook_endpoint.updated': entry('webhook_endpoint', 'A webhook was changed.', endpoint),
  'webhook_endpoint.secret_rotated': entry(
    'webhook_endpoint',
    'A webhook has a new secret; the older ones end as `secrets` says.',
    endpoint,
  ),
  'webhook_endpoint.disabled': entry(
    'webhook_endpoint',
    'A webhook was disabled because its receiver is gone or failed for the whole schedule. ' +
      'Nothing is sent to it until it is enabled again; nothing is lost meanwhile.',
    shape({
      webhook_endpoint: endpoint,
      reason: oneOf('gone', 'exhausted'),
      /** Of the event whose delivery ended it. */
      sequence: count,
    }),
  ),
  'webhook_endpoint.deleted': entry(
    'webhook_endpoint',
    'A webhook was deleted; this is what it was.',
    endpoint,
  ),
  'webhook_endpoint.tested': entry(
    'webhook_test',
    'A test was asked for: sent to the endpoint that it names, and to no other.',
    shape({ webhook_endpoint_id: text }),
  ),
} as const satisfies Readonly<Record<string, EventEntry>>

export type EventType = keyof typeof eventCatalogue
export const eventTypes = Object.keys(eventCatalogue) as EventType[]

export const isEventType = (type: string): type is EventType => Object.hasOwn(eventCatalogue, type)
