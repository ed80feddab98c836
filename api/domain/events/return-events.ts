import { entry } from './entry'
import { count, type JsonSchema, listOf, nullable, shape, text } from './shapes'

/** What is told of what comes after delivery. Amounts in minor units of `currency`. */

const lines = listOf(shape({ line_id: text, quantity: count }))

const returned = (description: string, more: Readonly<Record<string, JsonSchema>> = {}) =>
  entry(
    'return',
    description,
    shape({
      ...{ return_id: text, order_id: text, number: text, status: text, origin: text },
      ...{ resolution: text, lines, currency: text, refund: count, fee: count, ...more },
    }),
  )

const claim = (description: string) =>
  entry(
    'claim',
    description,
    shape({
      ...{ claim_id: text, order_id: text, status: text, claim_type: text, lines },
      ...{ resolution: nullable(text), photos: count },
    }),
  )

export const returnEvents = {
  'return.requested': returned('A return was asked for; a person has to decide on it.'),
  'return.approved': returned('A return may be sent in; its labels are there.'),
  'return.declined': returned('A return was declined.'),
  'return.canceled': returned('A return was given up before anything arrived.'),
  'return.in_transit': returned('A return is on its way.'),
  'return.received': returned('Units of a return arrived and were inspected.', {
    location_id: text,
    received: listOf(shape({ line_id: text, sku: text, quantity: count, disposition: text })),
  }),
  'return.surplus_received': returned(
    'More arrived than a return allows; a person has to look at it.',
  ),
  'return.completed': returned('A return is done with.'),
  'return.expired': returned('A return did not arrive in time.'),
  'return.photo_added': returned('A photo was added to a return.'),
  'claim.opened': claim('A customer says that something is wrong with what arrived.'),
  'claim.photo_added': claim('A photo was added to a claim.'),
  'claim.approved': claim('A claim was approved: it is replaced or refunded.'),
  'claim.declined': claim('A claim was declined.'),
  'claim.canceled': claim('A claim was given up.'),
  'withdrawal.confirmed': entry(
    'withdrawal',
    'A consumer withdrew from the contract; an acknowledgement is due.',
    shape({
      ...{ withdrawal_id: text, order_id: text, lines, unsent: lines },
      return_id: nullable(text),
    }),
  ),
  'credit_note.issued': entry(
    'credit_note',
    'A credit note was issued for a refund.',
    shape({
      ...{ credit_note_id: text, order_id: text, refund_id: text },
      ...{ amount: count, currency: text },
    }),
  ),
  'return_policy.updated': entry(
    'return_policy',
    'A market has a new version of its return policy.',
    shape({ market: text, version: count, countries: listOf(text) }),
  ),
} as const
