import { fillDue } from '../features/backorders/fill-backorders'
import { findDue } from '../features/backorders/repository'
import { expireOverdue } from '../features/fulfillments/pickup'
import { findOverduePickups } from '../features/fulfillments/repository'
import { describeError } from '../http/log'
import type { Services } from '../services'

/** Looked at per run; the rest is still there in a minute. */
const SKUS_MAX = 100
const PICKUPS_MAX = 100

/** Each by itself: what fails is logged and tried again in a minute, and holds up nothing else. */
async function forEach<Item>(items: readonly Item[], run: (item: Item) => Promise<void>) {
  for (const item of items) {
    try {
      await run(item)
    } catch (error) {
      console.error(JSON.stringify(describeError(error)))
    }
  }
}

/** Fills backorders of SKUs that came in by whatever way: a receipt, a cancellation, a return. */
export async function fillBackorders(services: Services): Promise<void> {
  const due = await findDue(services.directory, SKUS_MAX)
  await forEach(due, (each) => fillDue(services, each))
}

/** Ends the pickups nobody came for; their units go back to the shelf. */
export async function expirePickups(services: Services): Promise<void> {
  const overdue = await findOverduePickups(services.directory, services.now(), PICKUPS_MAX)
  await forEach(overdue, async ({ merchant_id, id }) => {
    const skus = await expireOverdue(services, merchant_id, id)
    await Promise.allSettled(skus.map((sku) => services.stock(merchant_id, sku).poke()))
  })
}
