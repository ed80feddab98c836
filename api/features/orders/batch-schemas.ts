import { z } from '@hono/zod-openapi'
import { ProblemSchema } from '../../http/problem'
import { OrderSchema } from './schemas'

export const BATCH_ORDERS_MAX = 100
/** Of all orders of a batch together: each costs at least a call to the stock object of its SKU. */
export const BATCH_LINES_MAX = 1_000

const exampleOrder = {
  currency: 'EUR',
  customer: { email: 'ada@example.com', name: 'Ada Lovelace' },
  lines: [{ sku: 'TSHIRT-M', quantity: 1, unit_price: 1999 }],
}

/** Orders are read one by one, so that one that cannot be read is its own problem. */
export const PlaceOrdersSchema = z
  .strictObject({
    orders: z
      .array(
        z.unknown().openapi({
          allOf: [{ $ref: '#/components/schemas/PlaceOrder' }],
        }),
      )
      .min(1)
      .max(BATCH_ORDERS_MAX)
      .refine(
        (orders) =>
          orders.reduce<number>((sum, order) => sum + linesOf(order), 0) <= BATCH_LINES_MAX,
        `At most ${BATCH_LINES_MAX} lines in all.`,
      ),
  })
  .openapi('PlaceOrders', { example: { orders: [exampleOrder] } })

const linesOf = (order: unknown) =>
  typeof order === 'object' && order !== null && 'lines' in order && Array.isArray(order.lines)
    ? order.lines.length
    : 0

const PlacedOrderSchema = z.object({
  status: z.int().openapi({ description: 'As `POST /v1/orders` would have answered.' }),
  order: OrderSchema.optional(),
  problem: ProblemSchema.optional(),
})
export type PlacedOrder = z.output<typeof PlacedOrderSchema>

export const PlacedOrdersSchema = z
  .object({ results: z.array(PlacedOrderSchema) })
  .openapi('PlacedOrders', { description: 'What became of each order, in the order they came.' })
