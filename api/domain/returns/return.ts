import type { Photo } from '../claims/keep-photo'
import type { Id, MerchantId, OrderId, OrderLineId } from '../shared/ids'
import type { Instant } from '../shared/time'
import { type Transitions, transition } from '../shared/transitions'
import type { ExchangeBalance, ExchangeLine } from './exchange'
import type { Resolution, ReturnPolicy } from './policy'
import type { Quote } from './quote'

export const returnStates = [
  'requested',
  'approved',
  'in_transit',
  'received',
  'completed',
  'declined',
  'canceled',
  'expired',
] as const
export type ReturnState = (typeof returnStates)[number]

const returnTransitions: Transitions<ReturnState> = {
  requested: ['approved', 'declined', 'canceled'],
  approved: ['in_transit', 'received', 'completed', 'canceled', 'expired'],
  in_transit: ['received', 'canceled', 'expired'],
  received: ['received', 'completed'],
  completed: [],
  declined: [],
  canceled: [],
  // A parcel that was late is there all the same.
  expired: ['received'],
}
export const moveReturn = transition(returnTransitions)

/** States in which units may still come back: they are spoken for. */
export const openStates: readonly ReturnState[] = [
  'requested',
  'approved',
  'in_transit',
  'received',
]

export const dispositions = [
  'restock',
  'damaged',
  'quality_control',
  'missing',
  'wrong_item',
] as const
export type Disposition = (typeof dispositions)[number]

/** The unit is there, whatever its condition: it counts as received, and is paid for. */
export const arrivedDispositions = ['restock', 'damaged', 'quality_control'] as const
export type ArrivedDisposition = (typeof arrivedDispositions)[number]
export const hasArrived = (disposition: Disposition): disposition is ArrivedDisposition =>
  (arrivedDispositions as readonly Disposition[]).includes(disposition)

export type Counts = Readonly<Record<Disposition, number>>
export const noCounts: Counts = {
  restock: 0,
  damaged: 0,
  quality_control: 0,
  missing: 0,
  wrong_item: 0,
}

export interface ReturnLine {
  line_id: OrderLineId
  sku: string
  /** Units that may come back. */
  quantity: number
  reason: string
  note: string | null
  /** What inspection found, by unit. */
  counts: Counts
  /** Units that money was given for, and what they cost the customer. */
  settled: { quantity: number; goods: number }
}

export interface PostalAddress {
  name: string
  line1: string
  line2?: string
  city: string
  region?: string
  postal_code: string
  country: string
  phone?: string
}

/** What the carrier promised for a parcel; frozen, so that the label is always the same. */
export interface ParcelLabel {
  carrier: string
  service: string | null
  tracking_number: string
  from: PostalAddress
  to: PostalAddress
  weight_grams: number | null
  created_at: Instant
}

export interface ReturnParcel {
  id: Id<'parcel'>
  location_id: string
  lines: readonly { line_id: OrderLineId; quantity: number }[]
  /** Null before approval, when the customer sends it their own way, and for items kept. */
  label: ParcelLabel | null
  /** As the customer or the carrier told it. */
  tracking: { carrier: string; tracking_number: string | null } | null
  status: 'pending' | 'in_transit' | 'received'
}

export interface Exchange extends ExchangeBalance {
  lines: readonly ExchangeLine[]
  /** The order's new lines, once it is approved. */
  line_ids: readonly OrderLineId[]
  /** What of the credit stands: it lapses when the return never arrives. */
  credit_standing: number
}

/** How a return came about: what is bound to it differs. */
export type ReturnOrigin = 'request' | 'withdrawal'

export interface Return {
  merchant_id: MerchantId
  id: Id<'return'>
  order_id: OrderId
  /** The order's number and a counter: `HF-7K3M-9QXT-R1`. */
  number: string
  status: ReturnState
  origin: ReturnOrigin
  resolution: Resolution
  lines: readonly ReturnLine[]
  /** As frozen when the order was placed. */
  market: string
  policy_version: number
  policy: ReturnPolicy
  quote: Quote
  exchange: Exchange | null
  parcels: readonly ReturnParcel[]
  /** Of the goods settled so far: kept as fees. */
  fee_charged: number
  /** Store credit to be given on top, once it is completed; null: none, or given. */
  bonus_due: number | null
  /** The last moment its units could be returned when it was opened; null: no limit. */
  deadline: Instant | null
  /** When it expires if nothing has arrived. */
  expires_at: Instant | null
  decline_reason: string | null
  /** Of what is wrong with its units. */
  photos: readonly Photo[]
  version: number
  created_at: Instant
  updated_at: Instant
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0)

export const unitsArrived = ({ counts }: ReturnLine) =>
  sum(arrivedDispositions.map((disposition) => counts[disposition]))

/** Units that inspection has spoken on, present or not. */
export const unitsInspected = ({ counts }: ReturnLine) =>
  sum(dispositions.map((disposition) => counts[disposition]))

/**
 * Units of an order line that a return keeps from being returned again: all of an open one, and of
 * a closed one those that came back, or were paid for without coming back.
 */
export function unitsTaken({ status, lines }: Return, line_id: OrderLineId): number {
  if (status === 'declined' || status === 'canceled') return 0
  const open = openStates.includes(status)
  const taken = (line: ReturnLine) =>
    open ? line.quantity : Math.max(unitsArrived(line), line.settled.quantity)
  return sum(lines.filter((line) => line.line_id === line_id).map(taken))
}

/** Units of an order line that may still come in with a return. */
export function unitsExpected({ status, lines }: Return, line_id: OrderLineId): number {
  if (!openStates.includes(status)) return 0
  const expected = (line: ReturnLine) => Math.max(0, line.quantity - unitsInspected(line))
  return sum(lines.filter((line) => line.line_id === line_id).map(expected))
}

/** Units of an order line that will still be given money for, as far as one can tell. */
export function unitsUnsettled({ status, lines }: Return, line_id: OrderLineId): number {
  if (!openStates.includes(status)) return 0
  const lost = ({ counts }: ReturnLine) => counts.missing + counts.wrong_item
  const left = (line: ReturnLine) => Math.max(0, line.quantity - lost(line) - line.settled.quantity)
  return sum(lines.filter((line) => line.line_id === line_id).map(left))
}
