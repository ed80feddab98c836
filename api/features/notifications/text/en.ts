/** What mails say, in English; other languages have the same keys. `{shop}` and the like are filled in. */
export const en = {
  hello: 'Hello {name},',
  items: 'Items',
  total: 'Total',
  amount: 'Amount',
  received: 'Received',
  parcel: 'Parcel',
  track: 'Follow the parcel',
  view: 'See your order',
  open: 'Open my order',
  footer: 'You get this mail because of your order {number} at {shop}.',

  order_placed_subject: 'We have your order {number}',
  order_placed_title: 'Thank you for your order',
  order_placed_body:
    'We have set your items aside. You will hear from us when they are on their way.',
  shipped_subject: 'Your order {number} is on its way',
  shipped_title: 'Your parcel is on its way',
  shipped_body: 'We have handed these items to the carrier.',
  out_for_delivery_subject: 'Your order {number} arrives today',
  out_for_delivery_title: 'Your parcel is out for delivery',
  out_for_delivery_body: 'The carrier is bringing it to you today.',
  delayed_subject: 'Your order {number} takes longer',
  delayed_title: 'Your parcel is late',
  delayed_body: 'It takes longer than we said. We are sorry. You need not do anything.',
  delivered_subject: 'Your order {number} has arrived',
  delivered_title: 'Your parcel has arrived',
  delivered_body:
    'If something is missing, damaged or not right, tell us on the page of your order.',
  return_approved_subject: 'Your return for order {number}',
  return_approved_title: 'You can send your items back',
  return_approved_body:
    'The label is on the page of your order. Put it on the parcel and hand it in.',
  return_kept_title: 'Keep the items',
  return_kept_body:
    'Nothing has to come back. What was agreed follows: a refund, credit or exchange.',
  return_unlabeled_body:
    'Bring or send the items to us. The page of your order says what is in the return.',
  return_received_subject: 'Your return for order {number} has arrived',
  return_received_title: 'Your return has arrived',
  return_received_body:
    'We have checked the items. Next comes what was agreed: a refund, credit or exchange.',
  refunded_subject: 'Your refund for order {number}',
  refunded_title: 'We have sent your money back',
  refunded_body: 'It goes to your original payment method, usually within five working days.',
  credited_title: 'You have new store credit',
  credited_body: 'It is there for your next order with {shop}.',
  withdrawal_received_subject: 'We have your withdrawal from order {number}',
  withdrawal_received_title: 'Your withdrawal was received',
  withdrawal_received_body:
    'This is what you declared, and we received it at the time below. Keep this mail as your acknowledgement. What left comes back with the label on the page of your order.',
  magic_link_subject: 'Your link to order {number}',
  magic_link_title: 'Open your order',
  magic_link_body:
    'With this link you can change, cancel or return order {number}. It works once, within {minutes} minutes. If you did not ask for it, do nothing: nobody else has it.',
} as const

export type MailKey = keyof typeof en
export type MailText = Readonly<Record<MailKey, string>>
