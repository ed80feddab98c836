import { createSignal, For, Show } from 'solid-js'
import type { CustomerOrder } from '../client'
import { AddressLines } from '../components/address-card'
import { Items } from '../components/items'
import { Link } from '../components/link'
import { Notice } from '../components/notice'
import { OrderStatus } from '../components/order-status'
import { OrderTotals } from '../components/order-totals'
import { Parcels } from '../components/parcels'
import { type PlainKey, text } from '../text/text'

/** Everything of an order, and what its customer can do. */
export function OrderPage(props: {
  order: CustomerOrder
  shop: string
  said: PlainKey | undefined
}) {
  const [gift, setGift] = createSignal(false)
  return (
    <>
      <Show when={props.said} keyed>
        {(said) => <Notice tone="good" title={text(said)} />}
      </Show>
      <OrderStatus order={props.order} shop={props.shop} />
      <Actions order={props.order} />
      <Parcels parcels={props.order.parcels} />
      <section class="card">
        <div class="card-head">
          <h2 class="card-title">{text('items')}</h2>
          <button
            class="link-button"
            type="button"
            aria-pressed={gift()}
            onClick={() => setGift(!gift())}
          >
            {text(gift() ? 'show_prices' : 'hide_prices')}
          </button>
        </div>
        <Items lines={props.order.lines} currency={gift() ? undefined : props.order.currency} />
        <Show when={!gift()} fallback={<p class="quiet">{text('gift_note')}</p>}>
          <OrderTotals order={props.order} />
        </Show>
      </section>
      <Show when={props.order.shipping_address}>
        {(address) => (
          <section class="card">
            <h2 class="card-title">{text('sent_to')}</h2>
            <AddressLines address={address()} />
          </section>
        )}
      </Show>
    </>
  )
}

const offered = [
  { action: 'address', to: 'order/address', label: 'action_address', help: 'action_address_help' },
  { action: 'cancel', to: 'order/cancel', label: 'action_cancel', help: 'action_cancel_help' },
] as const

function Actions(props: { order: CustomerOrder }) {
  const possible = () => offered.filter(({ action }) => props.order.actions[action])
  return (
    <Show when={possible().length > 0}>
      <nav class="actions" aria-label={text('actions')}>
        <For each={possible()}>
          {({ to, label, help }) => (
            <Link class="action" to={to}>
              <span class="action-label">{text(label)}</span>
              <span class="action-help">{text(help)}</span>
            </Link>
          )}
        </For>
      </nav>
    </Show>
  )
}
