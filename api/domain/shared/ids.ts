/** Every id says what it names, so an order id can never be passed where an event id is expected. */
export const idPrefixes = {
  adjustment: 'adj',
  api_key: 'key',
  attempt: 'att',
  claim: 'clm',
  credit_note: 'crn',
  customer: 'cus',
  delivery: 'dlv',
  event: 'evt',
  export: 'exp',
  fulfillment: 'ful',
  gift_card: 'gft',
  hold: 'hld',
  import: 'imp',
  merchant: 'mer',
  notification: 'ntf',
  order: 'ord',
  order_line: 'lin',
  package: 'pkg',
  parcel: 'par',
  payment: 'pay',
  payment_operation: 'pop',
  pick_list: 'pkl',
  refund: 'ref',
  reservation: 'rsv',
  webhook_endpoint: 'whk',
  simulation: 'sim',
  return: 'ret',
  return_exception: 'rex',
  store_credit: 'crd',
  withdrawal: 'wdr',
  snapshot: 'snp',
} as const

export type IdKind = keyof typeof idPrefixes
export type Id<Kind extends IdKind> = `${(typeof idPrefixes)[Kind]}_${string}`

export type AttemptId = Id<'attempt'>
export type NotificationId = Id<'notification'>
export type EventId = Id<'event'>
export type MerchantId = Id<'merchant'>
export type OrderId = Id<'order'>
export type OrderLineId = Id<'order_line'>

/** The merchant's own codes: 1–64 of `A-Z a-z 0-9 . _ -`. */
export const codePattern = /^[A-Za-z0-9._-]{1,64}$/
