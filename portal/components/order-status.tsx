import { For, Show } from 'solid-js'
import type { OrderView } from '../client'
import { day, dayAndYear } from '../text/format'
import { steps, stepsDone, tellStatus, tones } from '../text/order-status'
import { text, textAbout } from '../text/text'
import { Heading } from './heading'

type Order = Pick<
  OrderView,
  'number' | 'status' | 'fulfillment_status' | 'placed_at' | 'parcels' | 'expected'
>

/** What became of an order in plain words, what happens next, and how far it got. */
export function OrderStatus(props: { order: Order; shop: string }) {
  const told = () => tellStatus(props.order)
  return (
    <section class="status" data-tone={tones[told()]}>
      <p class="status-number">
        {text('order_title', { number: props.order.number })}
        <span class="status-placed">
          {text('placed_on', { date: dayAndYear(props.order.placed_at) })}
        </span>
      </p>
      <Heading title={text('order_title', { number: props.order.number })} shop={props.shop}>
        {textAbout(told(), props.shop)}
      </Heading>
      <p class="status-next">{textAbout(`${told()}_next`, props.shop)}</p>
      <Expected order={props.order} />
      <Progress order={props.order} />
    </section>
  )
}

/** Only while something is still to arrive. */
function Expected(props: { order: Order }) {
  const dates = () => {
    const { expected, fulfillment_status } = props.order
    const tone = tones[tellStatus(props.order)]
    if (tone !== 'moving' || fulfillment_status === 'delivered') return undefined
    return expected?.to ? { from: expected.from ?? expected.to, to: expected.to } : undefined
  }
  return (
    <Show when={dates()}>
      {(when) => {
        const [from, to] = [day(when().from), day(when().to)]
        return (
          <p class="status-expected">
            {from === to
              ? text('expected_on', { date: to })
              : text('expected_between', { from, to })}
          </p>
        )
      }}
    </Show>
  )
}

function Progress(props: { order: Order }) {
  const done = () => stepsDone(props.order)
  return (
    <Show when={done() > 0}>
      <ol class="progress" aria-label={text('progress')}>
        <For each={steps}>
          {(step, index) => (
            <li
              class="progress-step"
              data-done={index() < done() ? '' : undefined}
              aria-current={index() === done() - 1 ? 'step' : undefined}
            >
              {text(step)}
            </li>
          )}
        </For>
      </ol>
    </Show>
  )
}
