import { entry } from './problem-entry'

/** What customers are refused, and how they go on. */
export const portalProblems = {
  session_missing: entry(
    401,
    'Not signed in',
    'Ask for a link by mail; the session it becomes lasts an hour.',
  ),
  cross_site_request: entry(
    403,
    'Request from another site',
    'Sessions are for the pages of the portal itself, from its own origin.',
  ),
  link_unknown: entry(
    404,
    'Unknown link',
    'Check that the link was copied whole, or ask for a new one.',
  ),
  link_used: entry(410, 'Link used', 'A link works once. Ask for a new one.'),
  link_expired: entry(410, 'Link expired', 'A link works for 30 minutes. Ask for a new one.'),
  price_changed: entry(
    409,
    'Price changed',
    'The item costs `unit_price` now. Look again what the exchange comes to.',
  ),
  too_late_to_change: entry(
    409,
    'Too late to change',
    'The order is being prepared or has left. Send it back when it arrives.',
  ),
  lookup_locked: entry(
    429,
    'Too many attempts',
    'Wait `Retry-After` seconds, or ask for a link by mail: that still works.',
  ),
  order_not_found: entry(
    404,
    'Order not found',
    'Check the number and the e-mail address the order was placed with; they have to match.',
  ),
} as const
