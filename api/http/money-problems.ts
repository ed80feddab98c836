import { entry } from './problem-entry'

/** What is refused about payments, refunds, gateways and credit. */
export const moneyProblems = {
  unknown_payment: entry(422, 'Unknown payment', 'Name a payment of this order by its id.'),
  unknown_refund: entry(404, 'Unknown refund', 'Name a refund of this order by its id.'),
  exceeds_refundable: entry(
    422,
    'Exceeds what is refundable',
    'Refund at most what was captured and is neither refunded nor being refunded; the members say how much, and of what.',
  ),
  nothing_to_refund: entry(
    422,
    'Nothing to refund',
    'Name lines, shipping or an amount that come to more than nothing.',
  ),
  exceeds_fulfilled: entry(
    422,
    'Exceeds what was fulfilled',
    'Only units that have left, and are not back yet, can be restocked; `quantity_returnable` of the line are. What an open return expects is received with that return.',
  ),
  exceeds_authorized: entry(
    422,
    'Exceeds what is authorized',
    'Capture at most `capturable`, or leave the amount out.',
  ),
  exceeds_due: entry(422, 'Exceeds what is due', 'Pay at most `due`, or leave the amount out.'),
  gateway_disabled: entry(
    422,
    'Gateway not set up',
    'Enable the gateway and give it its secrets with `PUT /v1/gateways/{gateway}`.',
  ),
  token_missing: entry(422, 'Token missing', 'This gateway needs a `token` to charge.'),
  gift_card_invalid: entry(
    422,
    'Gift card not valid',
    'No gift card of this currency has this code, or it is disabled or has expired.',
  ),
  store_credit_missing: entry(
    422,
    'No store credit',
    'The customer has no store credit in this currency.',
  ),
  payment_declined: entry(
    402,
    'Payment declined',
    'The payment was refused, and no stock is held for it. Pay another way; `decline_code` is the reason.',
  ),
  payment_not_capturable: entry(
    409,
    'Payment not capturable',
    'Only what is authorized and not given up can be captured; `payment_status` is where it stands.',
  ),
  payment_in_progress: entry(
    409,
    'Payment in progress',
    'The gateway has not said yet what became of a payment. Retry after `Retry-After` seconds.',
  ),
  nothing_due: entry(409, 'Nothing due', 'The order is paid, or a payment of it is under way.'),
  gift_card_code_taken: entry(
    409,
    'Gift card code taken',
    'Another gift card has this code. Choose another, or let one be drawn.',
  ),
  signature_invalid: entry(
    401,
    'Signature invalid',
    'Sign the message with the secret that was given to the gateway’s settings, within five minutes.',
  ),
} as const
