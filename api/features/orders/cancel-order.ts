import type { z } from '@hono/zod-openapi'
import { cancelLines, cancelOrder as decideCancel } from '../../domain/orders/cancel-order'
import type { OrderId, OrderLineId } from '../../domain/shared/ids'
import type { RequestKey } from '../../http/idempotency'
import type { Services } from '../../services'
import { type Changed, changeOrder } from './change-order'
import type { CancelOrderSchema } from './change-schemas'
import { toOrder, type WireOrder } from './order'

/** Cancels an order or some of its units; they come back through tasks that the stock objects pick up. */
export const cancelOrder = (
  services: Services,
  request: RequestKey,
  order_id: OrderId,
  { reason, note, lines }: z.output<typeof CancelOrderSchema>,
): Promise<Changed<WireOrder>> =>
  changeOrder(services, {
    merchant_id: request.merchant_id,
    order_id,
    request,
    decide: (aggregate, at) => {
      const why = { reason, note: note ?? null }
      if (!lines) return decideCancel(aggregate, why, at)
      const units = lines.map((line) => ({ ...line, line_id: line.line_id as OrderLineId }))
      return cancelLines(aggregate, units, why, at)
    },
    answer: ({ aggregate }) => ({ status: 200, body: toOrder(aggregate) }),
  })
