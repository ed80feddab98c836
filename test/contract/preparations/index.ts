import { bulk } from './bulk.ts'
import { customers } from './customers.ts'
import { orders } from './orders.ts'
import type { Preparation } from './preparation.ts'
import { routing } from './routing.ts'
import { webhooks } from './webhooks.ts'

/** By operation: those whose path or example names something that has to be made first. */
export const preparations: Record<string, Preparation> = {
  ...bulk,
  ...customers,
  ...orders,
  ...routing,
  ...webhooks,
}
