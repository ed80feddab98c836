import { For, onMount } from 'solid-js'
import type { OrderView } from '../client'
import { formatMoment } from '../text/dates'
import { tellStatus, tones } from '../text/order-status'
import { text, textAbout } from '../text/text'

/** What became of an order, and what happens next. It takes the focus when it appears. */
export function OrderCard(props: { order: OrderView; shop: string }) {
  let card: HTMLElement | undefined
  let heading: HTMLHeadingElement | undefined
  onMount(() => {
    card?.scrollIntoView()
    heading?.focus({ preventScroll: true })
  })
  const told = () => tellStatus(props.order)
  const placed = () => formatMoment(props.order.placed_at)

  return (
    <section
      class="order-card"
      aria-labelledby="order-heading"
      data-tone={tones[told()]}
      ref={card}
    >
      <h2 class="order-heading" id="order-heading" tabindex="-1" ref={heading}>
        <span class="order-number">{text('order_title', { number: props.order.number })}</span>{' '}
        <span class="order-status">{textAbout(told(), props.shop)}</span>
      </h2>
      <p class="order-next">{textAbout(`${told()}_next`, props.shop)}</p>
      <h3 class="order-label">{text('items')}</h3>
      <ul class="order-items">
        <For each={props.order.lines}>
          {({ title, quantity }) => (
            <li class="order-item">
              <span class="order-quantity">{text('quantity', { quantity: String(quantity) })}</span>{' '}
              <span dir="auto">{title}</span>
            </li>
          )}
        </For>
      </ul>
      <p class="order-placed">
        <span class="order-label">{text('placed_at')}</span>{' '}
        <time datetime={props.order.placed_at} lang={placed().locale}>
          {placed().shown}
        </time>
      </p>
    </section>
  )
}
