import { z } from '@hono/zod-openapi'
import { quantity, text, timestamp, version } from '../../http/schemas'
import { LINES_MAX, lineId } from '../returns/schemas'

const line = z.strictObject({ line_id: lineId, quantity })

const wish = {
  name: text(200).openapi({ example: 'Ada Lovelace' }),
  contact: text(254).openapi({
    description: 'An e-mail address, or another way to reach the consumer.',
    example: 'ada@example.com',
  }),
  lines: z
    .array(line)
    .max(LINES_MAX)
    .default([])
    .openapi({ description: 'What to withdraw from; empty: everything that the right covers.' }),
  confirm: z.boolean().default(false).openapi({
    description: 'False shows what would be declared; true declares it.',
  }),
}

/** For the order the customer is signed in for: nothing more may be asked of a consumer. */
export const WithdrawalWishSchema = z.strictObject(wish)
export type WithdrawalWishBody = z.output<typeof WithdrawalWishSchema>

export const WithdrawSchema = z
  .strictObject({ order_id: z.string().min(1).max(100), ...wish })
  .openapi('Withdraw', {
    example: {
      order_id: 'ord_01k7x2m8r4v6n0q3t5w9y1z2b4',
      name: 'Ada Lovelace',
      contact: 'ada@example.com',
    },
  })

const units = z.array(z.object({ line_id: z.string(), quantity }))

export const WithdrawalSchema = z
  .object({
    id: z.string().nullable().openapi({ description: 'Null until it is confirmed.' }),
    order_id: z.string(),
    status: z.enum(['draft', 'confirmed']),
    name: z.string(),
    contact: z.string(),
    lines: units.openapi({ description: 'To be sent back.' }),
    unsent: units.openapi({ description: 'Had not left: nothing has to come back.' }),
    return_id: z.string().nullable(),
    statement: z.string().openapi({ description: 'What is declared, to the letter.' }),
    deadline: timestamp.nullable().openapi({ description: 'Null: its time has not begun.' }),
    acknowledgement: z
      .string()
      .nullable()
      .openapi({ description: 'Where the PDF to keep is, with content, date and time.' }),
    version,
    created_at: timestamp,
  })
  .openapi('Withdrawal', { description: 'A consumer’s withdrawal from a distance contract.' })
