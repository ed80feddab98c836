/** With hyphens at which no line is broken. */
const example = 'HF\u20117K3M\u20119QXT'

/**
 * Every text of the portal, in English; other languages have the same keys. `{shop}` and the like
 * are filled in. Texts that depend on a count are in `counted`.
 */
export const en = {
  skip: 'Skip to the content',
  language: 'Language',
  the_shop: 'the shop',
  back: 'Back',
  next: 'Next',
  optional: 'optional',
  loading: 'One moment…',

  page_title: 'Find my order',
  intro: 'See what was ordered and what happens next. No account needed.',
  number_label: 'Order number',
  number_hint: `It looks like ${example} and is in your order confirmation.`,
  number_missing: 'Enter your order number.',
  number_refused: `This cannot be an order number. It looks like ${example}.`,
  email_label: 'E-mail address',
  email_hint: 'The one you ordered with.',
  email_missing: 'Enter your e-mail address.',
  email_refused: 'Enter a whole e-mail address, such as ada@example.com.',
  submit: 'Find my order',
  searching: 'Looking for your order…',
  no_script: 'This page needs JavaScript to go on. Please turn it on and reload.',

  not_found_title: 'We found no such order',
  not_found_intro: 'Number and e-mail address have to match an order of {shop}. Please check:',
  not_found_number: `Is the number as in your order confirmation? It looks like ${example}.`,
  not_found_email: 'Is this the e-mail address you ordered with, or do you use several?',
  not_found_shop: 'Did you order from another shop? Its confirmation has a link of its own.',
  locked_title: 'Too many attempts',
  locked_help: 'Wait a quarter of an hour, or have a link mailed to you: that works right away.',
  unreachable_title: 'There is no connection',
  unreachable_help: 'Check that you are online, then try again. What you entered is still here.',
  busy_title: 'Too many requests',
  busy_help: 'Please wait a minute, then try again.',
  failed_title: 'Something went wrong on our side',
  failed_help: 'Please try again in a moment. What you entered is still here.',
  failed_reference: 'If it goes on, tell {shop} this reference: {reference}',
  no_shop_title: 'There is no shop at this address',
  no_shop_help: 'Use the link in your order confirmation, or ask the shop for it.',
  no_page_title: 'There is no page at this address',
  no_page_help: 'The link may be old, or was not copied whole.',
  to_find: 'Find my order',

  limited_title: 'Change, cancel or return it',
  limited_body:
    'To see prices and addresses, and to do something with your order, have a link mailed to the address you ordered with.',
  send_link: 'Mail me a link',
  link_sent_title: 'Look into your mail',
  link_sent_body:
    'If number and address belong together, a link is on its way to {email}. It works once, for 30 minutes.',
  link_sent_help: 'Nothing there after a few minutes? Look into the spam folder, then ask again.',
  sign_in_title: 'Open your order',
  sign_in_body: 'Your link works once. Open the order where you want to go on.',
  sign_in_button: 'Open my order',
  link_expired_title: 'This link has expired',
  link_expired_help: 'Links work for 30 minutes. A new one takes a moment.',
  link_used_title: 'This link was used already',
  link_used_help:
    'Each link works once. If it was not you who used it, tell {shop}; a new link takes a moment.',
  link_unknown_title: 'We do not know this link',
  link_unknown_help: 'It may not have been copied whole. A new link takes a moment.',
  session_ended_title: 'You are signed out',
  session_ended_help: 'For your safety that happens after an hour. A new link brings you back.',
  new_link: 'Get a new link',
  sign_out: 'Sign out',

  order_title: 'Order {number}',
  placed_on: 'Placed on {date}',
  items: 'Items',
  quantity: '{quantity} ×',
  subtotal: 'Subtotal',
  discount: 'Discount',
  shipping: 'Shipping',
  tax: 'Tax',
  total: 'Total',
  refunded: 'Refunded',
  sent_to: 'Sent to',
  contact: 'Contact',
  hide_prices: 'Hide prices',
  show_prices: 'Show prices',
  gift_note: 'Without prices, to show or print for whoever gets the present.',
  expected_on: 'Expected on {date}',
  expected_between: 'Expected between {from} and {to}',

  pending: 'Waiting for your payment',
  pending_next: 'As soon as the payment is confirmed, {shop} prepares your order.',
  on_hold: 'Your order is being checked',
  on_hold_next: '{shop} looks at it before it goes on. You will be asked if something is unclear.',
  canceled: 'Your order was canceled',
  canceled_next: 'Nothing more will be sent. What you paid is sent back.',
  closed: 'Your order is closed',
  closed_next: 'Nothing more will happen with it. If something is missing, please ask {shop}.',
  unfulfilled: 'We have your order',
  unfulfilled_next: 'Your items are set aside for you. Next, {shop} gets them ready.',
  partially_fulfilled: 'A part of your order has left',
  partially_fulfilled_next: 'The other items follow separately.',
  fulfilled: 'Your order is on its way',
  fulfilled_next: 'All items were handed over. Next, they arrive.',
  delivered: 'Your order has arrived',
  delivered_next: 'If something is missing, damaged or not right, tell us here.',
  partially_returned: 'A part of your order was returned',
  partially_returned_next: 'The returned items have arrived at {shop}. You keep the others.',
  returned: 'Your order was returned',
  returned_next: 'All items have arrived back at {shop}.',

  progress: 'Progress',
  step_placed: 'Placed',
  step_prepared: 'Prepared',
  step_sent: 'On its way',
  step_arrived: 'Arrived',

  parcel: 'Parcel',
  parcel_of: 'Parcel {index} of {count}',
  split_why: 'They come from different places, so that nothing waits for the slowest.',
  pickup: 'Pickup',
  parcel_preparing: 'Being prepared',
  parcel_ready_for_pickup: 'Ready to be picked up',
  parcel_picked_up: 'Picked up',
  parcel_pre_transit: 'Announced to the carrier',
  parcel_in_transit: 'On its way',
  parcel_out_for_delivery: 'Out for delivery today',
  parcel_delivered: 'Delivered',
  parcel_available_for_pickup: 'Waits for you at the carrier',
  parcel_exception: 'Something holds it up',
  parcel_return_to_sender: 'On its way back to the sender',
  parcel_lost: 'Lost. Please tell us.',
  parcel_unknown: 'No news from the carrier yet',
  follow: 'Follow it at {carrier}',
  tracking_number: 'Tracking number',
  carrier_history: 'What the carrier says',

  actions: 'What you can do',
  action_return: 'Return items',
  action_return_help: 'See what you get back before you decide.',
  action_claim: 'Report a problem',
  action_claim_help: 'Damaged, missing or wrong.',
  action_cancel: 'Cancel the order',
  action_cancel_help: 'As long as nobody has begun to pack it.',
  action_address: 'Change the address',
  action_address_help: 'As long as nobody has begun to pack it.',
  action_withdraw: 'Withdraw from the contract',
  action_withdraw_help: 'Your right as a consumer, without giving a reason.',

  cancel_title: 'Cancel the order?',
  cancel_body: 'Nothing will be sent, and what you paid is sent back. This cannot be undone.',
  cancel_note: 'Why? It helps us to do better.',
  cancel_confirm: 'Cancel the order',
  cancel_keep: 'Keep it',
  too_late_title: 'It is too late for that',
  too_late_help:
    'Your order is being packed or has left. You can send it back when it has arrived.',

  address_title: 'Change the address',
  address_intro: 'Where should your order go?',
  address_name: 'Name',
  address_line1: 'Street and number',
  address_line2: 'Apartment, floor, company',
  address_postal_code: 'Postal code',
  address_city: 'City',
  address_region: 'State or region',
  address_country: 'Country',
  address_phone: 'Phone for the carrier',
  address_save: 'Save the address',
  address_saved: 'The address was changed.',
  field_missing: 'This is needed.',
  field_refused: 'This cannot be right. Please check it.',
} as const

/** Texts that depend on how many: a form for each way the language counts, `other` for the rest. */
export const counted = {
  items_count: { one: '{count} item', other: '{count} items' },
  split: {
    one: 'Your order comes in {count} parcel.',
    other: 'Your order comes in {count} parcels.',
  },
} as const satisfies Record<string, Forms>

type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }

export type TextKey = keyof typeof en
export type CountedKey = keyof typeof counted
/** A language: all texts, and all forms it counts with. */
export interface Texts {
  texts: Readonly<Record<TextKey, string>>
  counted: Readonly<Record<CountedKey, Forms>>
}
