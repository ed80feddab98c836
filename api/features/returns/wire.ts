import type { z } from '@hono/zod-openapi'
import type { Quote } from '../../domain/returns/quote'
import type { ReturnException } from '../../domain/returns/receive-return'
import type { Exchange, ParcelLabel, Return } from '../../domain/returns/return'
import { unitsArrived } from '../../domain/returns/return'
import { refundOf } from '../../domain/returns/settle'
import { toPhotos } from '../../http/photos'
import { instantToWire } from '../../http/schemas'
import type { ReturnExceptionSchema, ReturnSchema } from './schemas'

export type WireReturn = z.output<typeof ReturnSchema>

const instantOrNull = (instant: number | null) => (instant === null ? null : instantToWire(instant))

/** The return as merchants and customers read it. */
export function toReturn(ret: Return): WireReturn {
  const parcels = ret.parcels.map(({ label, ...parcel }) => ({
    ...parcel,
    lines: [...parcel.lines],
    label: label && toLabel(label, ret.id, parcel.id),
  }))
  return {
    ...{ id: ret.id, number: ret.number, order_id: ret.order_id, status: ret.status },
    ...{ origin: ret.origin, resolution: ret.resolution },
    lines: ret.lines.map((line) => ({
      ...{ line_id: line.line_id, sku: line.sku, quantity: line.quantity },
      ...{ reason: line.reason, note: line.note, dispositions: line.counts },
      quantity_received: unitsArrived(line),
      quantity_settled: line.settled.quantity,
    })),
    policy: { market: ret.market, version: ret.policy_version },
    quote: toQuote(ret.quote),
    exchange: ret.exchange && toExchange(ret.exchange),
    refund: refundOf(ret),
    parcels,
    label: parcels[0]?.label ?? null,
    deadline: instantOrNull(ret.deadline),
    expires_at: instantOrNull(ret.expires_at),
    decline_reason: ret.decline_reason,
    photos: toPhotos(ret.photos, `/v1/returns/${ret.id}`),
    version: ret.version,
    created_at: instantToWire(ret.created_at),
    updated_at: instantToWire(ret.updated_at),
  }
}

export const toQuote = (quote: Quote) => ({
  ...quote,
  withheld: quote.withheld ?? 0,
  outbound_shipping: quote.outbound_shipping ?? 0,
})

export const toExchange = ({ credit_standing: _, lines, line_ids, ...exchange }: Exchange) => ({
  ...exchange,
  lines: lines.map(({ sku, quantity, unit_price, tax }) => ({ sku, quantity, unit_price, tax })),
  line_ids: [...line_ids],
})

const toLabel = (label: ParcelLabel, return_id: string, parcel_id: string) => ({
  ...{ carrier: label.carrier, service: label.service, tracking_number: label.tracking_number },
  ...{ from: label.from, to: label.to },
  url: `/v1/returns/${return_id}/label.pdf?parcel_id=${parcel_id}`,
})

export const toException = ({
  merchant_id: _,
  created_at,
  resolved_at,
  ...rest
}: ReturnException): z.output<typeof ReturnExceptionSchema> => ({
  ...rest,
  created_at: instantToWire(created_at),
  resolved_at: instantOrNull(resolved_at),
})
