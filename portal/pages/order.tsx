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
  const lines = () =>
    props.order.lines.map((line) => ({ ...line, total: line.unit_price * line.quantity }))
  return (
    <>
      <Show when={props.said} keyed>
        {(said) => <Notice tone="good" title={text(said)} />}
      </Show>
      <OrderStatus order={props.order} shop={props.shop} />
      <Followed order={props.order} />
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
        <Items lines={lines()} currency={gift() ? undefined : props.order.currency} />
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
  { action: 'return', to: 'order/return', label: 'action_return', help: 'action_return_help' },
  { action: 'claim', to: 'order/claim', label: 'action_claim', help: 'action_claim_help' },
  { action: 'address', to: 'order/address', label: 'action_address', help: 'action_address_help' },
  { action: 'cancel', to: 'order/cancel', label: 'action_cancel', help: 'action_cancel_help' },
  {
    action: 'withdraw',
    to: 'order/withdrawal',
    label: 'action_withdraw',
    help: 'action_withdraw_help',
  },
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

/** Returns and reports that there are already. */
function Followed(props: { order: CustomerOrder }) {
  return (
    <>
      <Show when={props.order.returns.length > 0}>
        <section class="card">
          <h2 class="card-title">{text('returns')}</h2>
          <ul class="items">
            <For each={props.order.returns}>
              {({ id, number, status }) => (
                <li class="item followed">
                  <Link to={`order/returns/${id}`}>{text('return_number', { number })}</Link>
                  <span class="quiet">{text(`return_${status}`)}</span>
                </li>
              )}
            </For>
          </ul>
        </section>
      </Show>
      <Show when={props.order.claims.length > 0}>
        <section class="card">
          <h2 class="card-title">{text('claims')}</h2>
          <ul class="items">
            <For each={props.order.claims}>
              {({ type, status }) => (
                <li class="item followed">
                  <span>{text(`claim_${type}`)}</span>
                  <span class="quiet">{text(`claim_${status}`)}</span>
                </li>
              )}
            </For>
          </ul>
        </section>
      </Show>
    </>
  )
}
