import { bulk } from './bulk.ts'
import { customers } from './customers.ts'
import { fulfillments } from './fulfillments.ts'
import { money } from './money.ts'
import { orders } from './orders.ts'
import { portal } from './portal.ts'
import type { Preparation } from './preparation.ts'
import { returns } from './returns.ts'
import { routing } from './routing.ts'
import { webhooks } from './webhooks.ts'

/** By operation: those whose path or example names something that has to be made first. */
export const preparations: Record<string, Preparation> = {
  ...bulk,
  ...customers,
  ...money,
  ...fulfillments,
  ...orders,
  ...routing,
  ...webhooks,
  ...portal,
  ...returns,
}
