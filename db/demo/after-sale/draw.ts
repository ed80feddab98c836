// Draws how orders are paid, how far their parcels get and what customers then want. Pure.
import type { Random } from '../carts.ts'

/** Captured when it is sent, or at once; or with a card that is declined before another one is not. */
export type Paying = 'on_dispatch' | 'at_once' | 'second_card'

export interface Plan {
  readonly paying: Paying
  /** Before anybody has begun to pick. */
  readonly cancels: boolean
  readonly arrives: 'delivered' | 'out_for_delivery' | 'in_transit'
  /** Money without a return: for a late parcel, or one that came back to its sender. */
  readonly refund: 'goodwill' | 'undeliverable' | 'none'
}

export function drawPlan({ next }: Random): Plan {
  const [paying, arriving, complaining, canceling] = [next(), next(), next(), next()]
  const refund =
    complaining < 0.08 ? 'goodwill' : complaining < 0.13 ? 'undeliverable' : ('none' as const)
  return {
    paying: paying < 0.7 ? 'on_dispatch' : paying < 0.93 ? 'at_once' : 'second_card',
    cancels: canceling < 0.05,
    arrives:
      arriving < 0.8 ? 'delivered' : arriving < 0.9 ? 'out_for_delivery' : ('in_transit' as const),
    refund,
  }
}

/** What a customer wants whose order has arrived. */
export type Wish =
  | { readonly type: 'claim'; readonly reason: string }
  | {
      readonly type: 'return'
      readonly resolution: 'refund' | 'store_credit' | 'exchange'
      readonly reason: string
      /** What is found in the parcel; or why it is never looked at. */
      readonly found:
        | 'restock'
        | 'damaged'
        | 'quality_control'
        | 'missing'
        | 'not_sent_yet'
        | 'declined'
        | 'not_answered_yet'
      /** Of an exchange: something that costs more, or less. */
      readonly instead?: 'dearer' | 'cheaper'
    }

const refund = (found: Extract<Wish, { type: 'return' }>['found'], reason = 'too_small') =>
  ({ type: 'return', resolution: 'refund', reason, found }) as const
const exchange = (instead: 'dearer' | 'cheaper') =>
  ({ ...refund('restock'), resolution: 'exchange', instead }) as const

/** In turn, so that even a few customers want different things. */
export const WISHES: readonly [Wish, ...Wish[]] = [
  refund('not_sent_yet'),
  refund('restock'),
  exchange('dearer'),
  { type: 'claim', reason: 'The seam is torn.' },
  { ...refund('restock', 'unwanted'), resolution: 'store_credit' },
  exchange('cheaper'),
  refund('missing'),
  refund('damaged', 'defective'),
  refund('declined', 'unwanted'),
  refund('quality_control', 'defective'),
  refund('not_answered_yet'),
  refund('restock', 'unwanted'),
]

interface Article {
  readonly sku: string
  readonly unit_price: number
}

/** What is nearest in price on the wanted side, or else on the other. */
export function chooseInstead<Choice extends Article>(
  choices: readonly Choice[],
  price: number,
  side: 'dearer' | 'cheaper',
): Choice | undefined {
  const isOnSide = ({ unit_price }: Article) =>
    side === 'dearer' ? unit_price > price : unit_price < price
  const distance = (choice: Article) =>
    Math.abs(choice.unit_price - price) + (isOnSide(choice) ? 0 : Number.MAX_SAFE_INTEGER / 2)
  return choices.toSorted((a, b) => distance(a) - distance(b) || (a.sku < b.sku ? -1 : 1))[0]
}
