import type { Fulfillment } from '../fulfillments/fulfillment'
import type { Aggregate } from '../orders/aggregate'
import { err, ok, type Result } from '../shared/result'
import type { ReturnPolicy } from './policy'

export type CustomerChangeRejection =
  | { code: 'change_not_offered' }
  /** Fulfillments that somebody works on already. */
  | { code: 'picking_started'; fulfillments: string[] }

const untouched: readonly string[] = ['open', 'accepted', 'rejected', 'canceled']

const isTouched = ({ status, held_from }: Fulfillment) =>
  !untouched.includes(status === 'on_hold' ? (held_from ?? 'open') : status)

/**
 * Whether a customer may cancel, or correct the address, by themselves: where the policy of their
 * market offers it, and until the first unit is being picked. Staff is bound by the order alone.
 */
export function checkCustomerChange(
  change: keyof ReturnPolicy['customer_changes'],
  { fulfillments }: Pick<Aggregate, 'fulfillments'>,
  policy: Pick<ReturnPolicy, 'customer_changes'>,
): Result<undefined, CustomerChangeRejection> {
  if (!policy.customer_changes[change]) return err({ code: 'change_not_offered' })
  const touched = fulfillments.filter(isTouched)
  if (touched.length === 0) return ok(undefined)
  return err({ code: 'picking_started', fulfillments: touched.map(({ id }) => id) })
}
