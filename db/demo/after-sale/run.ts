// From "placed" to "delivered and paid for", and back: what happens to the orders of a run.
import { createRandom } from '../carts.ts'
import type { Run } from '../import.ts'
import type { Sale } from '../storefront.ts'
import { get } from './desk.ts'
import { drawPlan, WISHES } from './draw.ts'
import { cancelSome, type Sold, type Told, takePayments } from './payments.ts'
import type { Portal } from './portal.ts'
import { refundSome } from './refunds.ts'
import { askForReturns, type Labeled } from './returns.ts'
import { workThrough } from './warehouse.ts'
import type { Order } from './wire.ts'

interface Shop {
  readonly locations: readonly string[]
  readonly skus: readonly string[]
}

export interface AfterSale {
  readonly told: Told
  /** Units that left, by SKU. */
  readonly sent: ReadonlyMap<string, number>
  readonly figures: {
    readonly parcels: number
    readonly delivered: number
    readonly returns: number
    readonly claims: number
  }
  /** For whoever wants to look at one in the portal. */
  readonly known: Sold | undefined
  readonly traveling: Sold | undefined
  readonly returning: Labeled | undefined
}

/** Customers, of those whose order arrived, who want something of the shop. */
const MOST_WISHES = 18

export async function serve(
  run: Run,
  {
    sales,
    seed,
    shop,
    portal,
  }: { sales: readonly Sale[]; seed: number; shop: Shop; portal: Portal },
): Promise<AfterSale> {
  const random = createRandom(seed ^ 0x5eed)
  const sold: Sold[] = sales.map((sale) => ({ ...sale, plan: drawPlan(random) }))
  const told: Told = { captured: new Map(), refunded: new Map() }
  await takePayments(run, sold, told)
  await cancelSome(run, sold)

  const plans = new Map(sold.map(({ id, plan }) => [id, plan]))
  const arrivalOf = (order_id: string) => plans.get(order_id)?.arrives ?? 'delivered'
  const dispatch = await workThrough(run, shop, arrivalOf, told)

  const standing = sold.filter(({ plan }) => !plan.cancels)
  const arrived = await whichArrived(run, standing)
  const complaining = arrived.filter(({ plan }) => plan.refund !== 'none')
  await refundSome(run, complaining, told)

  const content = arrived.filter(({ plan }) => plan.refund === 'none')
  const wishers = content
    .slice(0, MOST_WISHES)
    .map((sale, index) => ({ sale, wish: WISHES[index % WISHES.length] ?? WISHES[0] }))
  const { sent, parcels, delivered } = dispatch
  const wished = await askForReturns(run, wishers, { portal, told, sent, chosen: new Map() })
  return {
    ...{ told, sent },
    figures: {
      ...{ parcels, delivered: delivered.size },
      ...{ returns: wished.returns, claims: wished.claims },
    },
    known: content[MOST_WISHES] ?? arrived[0] ?? standing[0],
    traveling: standing.find(({ plan }) => plan.arrives === 'out_for_delivery'),
    returning: wished.labeled[0],
  }
}

/** Orders that are there with all they consist of. */
async function whichArrived(run: Run, sales: readonly Sold[]): Promise<Sold[]> {
  const arrived: Sold[] = []
  for (const sale of sales) {
    if (sale.plan.arrives !== 'delivered') continue
    const order = await get<Order>(run, 'read order', `/v1/orders/${sale.id}`)
    const live = order.fulfillments.filter(({ status }) => status !== 'canceled')
    if (live.length > 0 && live.every(({ status }) => status === 'delivered')) arrived.push(sale)
  }
  return arrived
}
