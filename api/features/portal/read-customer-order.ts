import type { Aggregate } from '../../domain/orders/aggregate'
import type { Customer } from '../../http/customer'
import type { Services } from '../../services'
import { findOrder } from '../orders/repository'
import { loadContext, type ReturnContext } from '../returns/return-context'
import { toCustomerOrder } from './customer-order'
import type { CustomerOrder } from './order-schemas'

/** The order a customer is signed in for, as they see it. */
export async function readCustomerOrder(
  services: Services,
  { merchant, order_id }: Customer,
): Promise<CustomerOrder | undefined> {
  const [context, aggregate] = await Promise.all([
    loadContext(services, merchant.id, order_id),
    findOrder(services.shardFor(merchant.id), merchant.id, order_id),
  ])
  return aggregate && viewWith(services, context, merchant.slug)(aggregate)
}

/** How orders are shown under the terms of their placement. */
export const viewWith =
  ({ now }: Services, { terms }: ReturnContext, slug: string) =>
  (aggregate: Aggregate): CustomerOrder =>
    toCustomerOrder(aggregate, { slug, terms: terms(aggregate), now: now() })
