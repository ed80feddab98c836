import type { CustomerOrder } from '../client'
import { money } from '../text/format'
import { text } from '../text/text'
import { type Amount, Amounts } from './amounts'

/** What an order costs, summed up; parts that are zero go without saying. */
export function OrderTotals(props: { order: CustomerOrder }) {
  const amounts = (): Amount[] => {
    const { subtotal, discount, shipping, tax, total, refunded, currency } = props.order
    const row = (label: string, amount: number) => ({ label, amount: money(amount, currency) })
    return [
      row(text('subtotal'), subtotal),
      ...(discount > 0 ? [row(text('discount'), -discount)] : []),
      ...(shipping.amount > 0 ? [row(text('shipping'), shipping.amount)] : []),
      ...(tax > 0 ? [row(text('tax'), tax)] : []),
      { ...row(text('total'), total), strong: true },
      ...(refunded > 0 ? [row(text('refunded'), refunded)] : []),
    ]
  }
  return <Amounts amounts={amounts()} />
}
