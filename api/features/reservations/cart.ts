import type { z } from '@hono/zod-openapi'
import type { Part } from '../../domain/catalog/kit'
import { mergeUnits, shareOut } from '../../domain/inventory/demand'
import type { Allocation } from '../../domain/inventory/task'
import type { WantedLine } from '../catalog/plan-cart'
import type { ReservationSchema } from './schemas'

/** What the home SKU's object remembers of a reservation: all that its later calls need. */
export interface Cart {
  lines: readonly WantedLine[]
  parts: readonly Part[]
}

type WireLines = z.output<typeof ReservationSchema>['lines']

/** The lines as the shopper sent them, each with its share of the units. */
export function toWireLines(
  { lines, parts }: Cart,
  units_of: ReadonlyMap<string, readonly Allocation[]>,
): WireLines {
  const shares = shareOut(parts, units_of)
  return lines.map(({ sku, quantity }, index) => {
    const own = shares.filter(({ line }) => line === index)
    const allocations = mergeUnits(own.map(({ units }) => units))
    const kit = own.some((share) => share.sku !== sku)
    return {
      sku,
      quantity,
      allocations,
      ...(kit && {
        components: own.map((share) => ({ sku: share.sku, allocations: [...share.units] })),
      }),
    }
  })
}
