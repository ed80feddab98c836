import type { ArrivedUnits, ReceivedUnits } from '../returns/receive'
import { hasArrived } from '../returns/return'

/** The units of one receipt that came back; undefined when the event does not say. */
export const arrivedIn = ({
  data: { received },
}: {
  data: Readonly<Record<string, unknown>>
}): (ArrivedUnits & { sku: string })[] | undefined =>
  Array.isArray(received)
    ? (received as (ReceivedUnits & { sku: string })[]).flatMap(({ disposition, ...units }) =>
        hasArrived(disposition) ? [{ ...units, disposition }] : [],
      )
    : undefined
