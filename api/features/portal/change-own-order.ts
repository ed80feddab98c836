import type { Actor } from '../../domain/access/audit'
import type { OrderAddress } from '../../domain/orders/order'
import { cancelByCustomer, changeAddress } from '../../domain/portal/customer-changes'
import type { Customer } from '../../http/customer'
import type { Asked } from '../../http/idempotency'
import type { Services } from '../../services'
import { type Changed, changeOrder } from '../orders/change-order'
import { loadContext } from '../returns/return-context'
import { sendMoney } from '../returns/send-money'
import type { CustomerOrder } from './order-schemas'
import { viewWith } from './read-customer-order'

/** Cancels the customer's order, and sends back what they paid. */
export async function cancelOwnOrder(
  services: Services,
  { merchant, order_id }: Customer,
  { request, actor }: Asked,
  note: string | null,
): Promise<Changed<CustomerOrder>> {
  const order = { merchant_id: merchant.id, order_id }
  const context = await loadContext(services, merchant.id, order_id)
  const view = viewWith(services, context, merchant.slug)
  const money = sendMoney(services, order)
  const changed = await changeOrder(services, {
    ...{ ...order, request, actor },
    decide: (aggregate, at) => {
      const allowed = context.terms(aggregate).frozen.policy.customer_changes
      const { refund_order } = context
      return money.note(aggregate, cancelByCustomer(aggregate, { note, allowed, refund_order }, at))
    },
    answer: ({ aggregate }) => ({ status: 200, body: view(aggregate) }),
  })
  await money.send()
  return changed
}

/** @param check refuses a change that was made from another version */
export async function changeOwnAddress(
  services: Services,
  { merchant, order_id }: Customer,
  actor: Actor,
  address: OrderAddress,
  check: (version: number) => void,
): Promise<Changed<CustomerOrder>> {
  const context = await loadContext(services, merchant.id, order_id)
  const view = viewWith(services, context, merchant.slug)
  return changeOrder(services, {
    ...{ merchant_id: merchant.id, order_id, request: null, actor },
    decide: (aggregate) => {
      check(aggregate.order.version)
      const allowed = context.terms(aggregate).frozen.policy.customer_changes
      return changeAddress(aggregate, address, allowed)
    },
    answer: ({ aggregate }) => ({ status: 200, body: view(aggregate) }),
  })
}
