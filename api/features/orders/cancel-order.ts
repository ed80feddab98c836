import type { z } from '@hono/zod-openapi'
import { cancelOrder as decideCancel } from '../../domain/orders/cancel-order'
import type { OrderId } from '../../domain/shared/ids'
import type { RequestKey } from '../../http/idempotency'
import type { Services } from '../../services'
import { type Changed, changeOrder } from './change-order'
import { toOrder, type WireOrder } from './order'
import type { CancelOrderSchema } from './schemas'

/** Cancels an order; its units come back through tasks that the stock objects pick up. */
export const cancelOrder = (
  services: Services,
  request: RequestKey,
  order_id: OrderId,
  { reason, note }: z.output<typeof CancelOrderSchema>,
): Promise<Changed<WireOrder>> =>
  changeOrder(services, {
    merchant_id: request.merchant_id,
    order_id,
    request,
    decide: (aggregate, at) => decideCancel(aggregate, { reason, note: note ?? null }, at),
    answer: ({ aggregate }) => ({ status: 200, body: toOrder(aggregate) }),
  })
