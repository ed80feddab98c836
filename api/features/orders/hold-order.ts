import type { z } from '@hono/zod-openapi'
import {
  holdOrder as decideHold,
  releaseOrder as decideRelease,
} from '../../domain/orders/hold-order'
import type { OrderId } from '../../domain/shared/ids'
import type { Asked } from '../../http/idempotency'
import type { Services } from '../../services'
import { type Changed, changeOrder } from './change-order'
import type { HoldOrderSchema } from './change-schemas'
import { toOrder, type WireOrder } from './order'
import type { HoldSchema } from './part-schemas'
import { toHold } from './parts'

export const holdOrder = (
  services: Services,
  { request, actor }: Asked,
  order_id: OrderId,
  { reason, note }: z.output<typeof HoldOrderSchema>,
): Promise<Changed<z.output<typeof HoldSchema>>> =>
  changeOrder(services, {
    merchant_id: request.merchant_id,
    order_id,
    ...{ request, actor },
    decide: (aggregate, at) => decideHold(aggregate, { reason, note: note ?? null }, at),
    answer: ({ hold }) => ({ status: 201, body: toHold(hold) }),
  })

export const releaseOrder = (
  services: Services,
  { request, actor }: Asked,
  order_id: OrderId,
  hold_id: string,
): Promise<Changed<WireOrder>> =>
  changeOrder(services, {
    merchant_id: request.merchant_id,
    order_id,
    ...{ request, actor },
    decide: (aggregate) => decideRelease(aggregate, hold_id),
    answer: ({ aggregate }) => ({ status: 200, body: toOrder(aggregate) }),
  })
