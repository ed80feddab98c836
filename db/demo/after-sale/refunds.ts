// Money without a return: for what came late, and for what came back to its sender.
import type { Run } from '../import.ts'
import { phase } from '../phase.ts'
import { get, post } from './desk.ts'
import type { Sold, Told } from './payments.ts'
import type { Order, Refund } from './wire.ts'

/** Minor units of every hundred. */
const GOODWILL_PERCENT = 5

function bodyOf({ total, lines, fulfillments }: Order, why: Sold['plan']['refund']) {
  const [parcel] = fulfillments.filter(({ status }) => status === 'delivered')
  const unit = parcel?.lines[0]
  if (why === 'goodwill' || !parcel || !unit) {
    return { amount: Math.ceil((total * GOODWILL_PERCENT) / 100), reason: 'Late delivery' }
  }
  const back = { line_id: unit.line_id, quantity: 1 }
  return {
    lines: [back],
    shipping: lines.length === 1,
    restock: [{ ...back, location_id: parcel.location_id, disposition: 'restock' }],
    reason: 'Came back to the sender',
  }
}

/** Each is previewed first, and has to come to just that. */
export async function refundSome(run: Run, sales: readonly Sold[], told: Told): Promise<void> {
  await phase(run, {
    label: 'Refunds',
    items: sales,
    note: () => 'as previewed',
    work: async ({ id, plan }) => {
      const path = `/v1/orders/${id}`
      const order = await get<Order>(run, 'read order', path)
      const body = bodyOf(order, plan.refund)
      const preview = await post<{ amount: number }>(
        run,
        'preview',
        `${path}/refunds/preview`,
        body,
      )
      const refund = await post<Refund>(run, 'refund', `${path}/refunds`, body)
      told.refunded.set(refund.id, refund.amount)
      if (refund.amount !== preview.amount) {
        run.faults.push(
          `Order ${id}: refund ${refund.id} came to ${refund.amount}, its preview to ${preview.amount}.`,
        )
      }
    },
  })
}
