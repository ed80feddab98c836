/** With hyphens at which no line is broken. */
const example = 'HF\u20117K3M\u20119QXT'

/** Every text of the portal, in English. `{shop}` and the like are filled in; other languages come with the same keys. */
export const en = {
  page_title: 'Find my order',
  page_title_of: 'Find my order · {shop}',
  intro: 'See what was ordered and what happens next.',
  the_shop: 'the shop',

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

  not_found_title: 'We found no such order',
  not_found_intro: 'Number and e-mail address have to match an order of {shop}. Please check:',
  not_found_number: `Is the number as in your order confirmation? It looks like ${example}.`,
  not_found_email: 'Is this the e-mail address you ordered with, or do you use several?',
  not_found_shop: 'Did you order from another shop? Its confirmation has a link of its own.',
  unreachable_title: 'There is no connection',
  unreachable_help: 'Check that you are online, then try again. What you entered is still here.',
  busy_title: 'Too many attempts',
  busy_help: 'Please wait a minute, then try again.',
  failed_title: 'Something went wrong on our side',
  failed_help: 'Please try again in a moment. What you entered is still here.',
  failed_reference: 'If it goes on, tell {shop} this reference: {reference}',

  no_shop_title: 'There is no shop at this address',
  no_shop_help: 'Use the link in your order confirmation, or ask the shop for it.',

  order_title: 'Order {number}',
  placed_at: 'Placed on',
  items: 'Items',
  quantity: '{quantity} ×',

  pending: 'Waiting for your payment',
  pending_next: 'As soon as the payment is confirmed, {shop} prepares your order.',
  on_hold: 'Your order is being checked',
  on_hold_next:
    '{shop} is looking at it before it goes on. You need not do anything; you will be asked if something is unclear.',
  canceled: 'Your order was canceled',
  canceled_next: 'Nothing more will be sent. If you did not expect this, please ask {shop}.',
  closed: 'Your order is closed',
  closed_next: 'Nothing more will happen with it. If something is missing, please ask {shop}.',
  unfulfilled: 'We have your order',
  unfulfilled_next: 'Your items are set aside for you. Next, {shop} gets them ready.',
  partially_fulfilled: 'A part of your order has left',
  partially_fulfilled_next: 'The other items follow separately.',
  fulfilled: 'Your order has left',
  fulfilled_next: 'All items were handed over. Next, they arrive.',
  delivered: 'Your order has arrived',
  delivered_next: 'If something is missing or damaged, please ask {shop}.',
  partially_returned: 'A part of your order was returned',
  partially_returned_next: 'The returned items have arrived at {shop}. You keep the others.',
  returned: 'Your order was returned',
  returned_next: 'All items have arrived back at {shop}.',
} as const
