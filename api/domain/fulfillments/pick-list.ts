import type { OrderId, OrderLineId } from '../shared/ids'
import { err, ok, type Result } from '../shared/result'
import type { Fulfillment } from './fulfillment'
import type { FulfillmentRejection } from './rejection'
import type { FulfillmentId } from './work'

/** Units of one line of one fulfillment, to be found on a shelf. */
export interface PickItem {
  fulfillment_id: FulfillmentId
  order_id: OrderId
  line_id: OrderLineId
  sku: string
  quantity: number
  picked: number
}

export type Scanned = Pick<PickItem, 'fulfillment_id' | 'line_id' | 'sku' | 'quantity'>

const END_OF_TIME = Number.MAX_SAFE_INTEGER

/**
 * What a list asks for: all that its fulfillments still want. One that was canceled, moved or held
 * since asks for nothing; what was scanned for units that are no longer wanted counts no more.
 */
export function itemsOf(
  fulfillments: readonly Fulfillment[],
  scanned: readonly Scanned[],
): PickItem[] {
  const counted = new Map(scanned.map((each) => [keyOf(each), each.quantity]))
  return fulfillments
    .filter(({ status }) => status === 'picking')
    .sort(
      (one, other) =>
        (one.ship_by ?? END_OF_TIME) - (other.ship_by ?? END_OF_TIME) ||
        (one.id < other.id ? -1 : 1),
    )
    .flatMap(({ id: fulfillment_id, order_id, lines }) =>
      lines.map(({ line_id, sku, quantity }) => {
        const picked = counted.get(keyOf({ fulfillment_id, line_id, sku })) ?? 0
        return {
          ...{ fulfillment_id, order_id, line_id, sku, quantity },
          picked: Math.min(picked, quantity),
        }
      }),
    )
}

const keyOf = ({ fulfillment_id, line_id, sku }: Omit<Scanned, 'quantity'>) =>
  `${fulfillment_id} ${line_id} ${sku}`

export interface Scan {
  /** What is told of it in a refusal. */
  scanned: string
  /** SKUs that the scanned code stands for. */
  skus: readonly string[]
  quantity: number
  fulfillment_id: string | undefined
}

/** Whether what is in the picker's hand is wanted; if so, the items it goes to, due first. */
export function scan(
  items: readonly PickItem[],
  { scanned, skus, quantity, fulfillment_id }: Scan,
): Result<PickItem[], FulfillmentRejection> {
  const open = items.filter(
    (item) =>
      item.picked < item.quantity &&
      (fulfillment_id === undefined || item.fulfillment_id === fulfillment_id),
  )
  const sku = open.find((item) => skus.includes(item.sku))?.sku
  const changed: PickItem[] = []
  let left = quantity
  for (const item of open) {
    const units = item.sku === sku ? Math.min(left, item.quantity - item.picked) : 0
    if (units > 0) changed.push({ ...item, picked: item.picked + units })
    left -= units
  }
  if (left === 0) return ok(changed)
  return err({
    code: 'wrong_item',
    scanned,
    expected: [...new Set(open.map((item) => item.sku))],
  })
}

/** Units nobody has scanned yet. */
export const openUnits = (items: readonly PickItem[]) =>
  items.reduce((sum, { quantity, picked }) => sum + quantity - picked, 0)
