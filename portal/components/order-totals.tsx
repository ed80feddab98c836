import { For, Show } from 'solid-js'
import type { CustomerOrder } from '../client'
import { money } from '../text/format'
import { type TextKey, text } from '../text/text'

/** What an order costs, summed up; parts that are zero go without saying. */
export function OrderTotals(props: { order: CustomerOrder }) {
  const rows = (): [key: 'subtotal' | 'discount' | 'shipping' | 'tax', amount: number][] => {
    const { subtotal, discount, shipping, tax } = props.order
    const all = [
      ['subtotal', subtotal],
      ['discount', -discount],
      ['shipping', shipping.amount],
      ['tax', tax],
    ] as const
    return all.filter(([key, amount]) => key === 'subtotal' || amount !== 0).map(([...row]) => row)
  }
  return (
    <dl class="totals">
      <For each={rows()}>
        {([key, amount]) => <Row label={key} amount={money(amount, props.order.currency)} />}
      </For>
      <Row label="total" amount={money(props.order.total, props.order.currency)} strong />
      <Show when={props.order.refunded > 0}>
        <Row label="refunded" amount={money(props.order.refunded, props.order.currency)} />
      </Show>
    </dl>
  )
}

function Row(props: {
  label: TextKey & ('total' | 'refunded' | 'subtotal' | 'discount' | 'shipping' | 'tax')
  amount: string
  strong?: boolean
}) {
  return (
    <div class="totals-row" data-strong={props.strong ? '' : undefined}>
      <dt>{text(props.label)}</dt>
      <dd>{props.amount}</dd>
    </div>
  )
}
