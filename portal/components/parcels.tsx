import { For, Show } from 'solid-js'
import type { OrderView } from '../client'
import { dayAndTime } from '../text/format'
import { tellParcel, tellTracking } from '../text/order-status'
import { text, textFor } from '../text/text'
import { Items } from './items'

type ParcelView = OrderView['parcels'][number]

const waiting: readonly ParcelView['status'][] = [
  'open',
  'accepted',
  'picking',
  'packed',
  'on_hold',
]

/** Where each parcel is, and why there are several. */
export function Parcels(props: { parcels: readonly ParcelView[] }) {
  const count = () => props.parcels.length
  // One parcel that has not left says no more than the order itself.
  const tells = () => count() > 1 || props.parcels.some(({ status }) => !waiting.includes(status))
  return (
    <Show when={tells()}>
      <section class="parcels">
        <Show when={count() > 1}>
          <p class="parcels-why">
            {textFor('split', count())} {text('split_why')}
          </p>
        </Show>
        <For each={props.parcels}>
          {(parcel, index) => <Parcel parcel={parcel} index={index() + 1} count={count()} />}
        </For>
      </section>
    </Show>
  )
}

function Parcel(props: { parcel: ParcelView; index: number; count: number }) {
  const title = () => {
    if (props.count > 1) {
      return text('parcel_of', { index: String(props.index), count: String(props.count) })
    }
    return text(props.parcel.method === 'ship' ? 'parcel' : 'pickup')
  }
  return (
    <article class="card parcel">
      <h2 class="card-title">{title()}</h2>
      <p class="parcel-status">{text(tellParcel(props.parcel))}</p>
      <Tracking parcel={props.parcel} />
      <Show when={props.count > 1}>
        <Items lines={props.parcel.lines} />
      </Show>
      <History parcel={props.parcel} />
    </article>
  )
}

function Tracking(props: { parcel: ParcelView }) {
  return (
    <Show when={props.parcel.tracking_number ?? props.parcel.carrier}>
      <p class="parcel-tracking">
        <span dir="auto">{props.parcel.carrier}</span>{' '}
        <Show when={props.parcel.tracking_number}>
          {(number) => (
            <>
              <span class="visually-hidden">{text('tracking_number')} </span>
              <bdi class="code">{number()}</bdi>
            </>
          )}
        </Show>
      </p>
      <Show when={props.parcel.tracking_url}>
        {(url) => (
          <p>
            <a href={url()} rel="noreferrer">
              {text('follow', { carrier: props.parcel.carrier ?? '' })}
            </a>
          </p>
        )}
      </Show>
    </Show>
  )
}

/** Newest first; what the carrier wrote stands as it is. */
function History(props: { parcel: ParcelView }) {
  const events = () =>
    props.parcel.events.toSorted((a, b) => b.occurred_at.localeCompare(a.occurred_at))
  return (
    <Show when={events().length > 0}>
      <details class="history">
        <summary>{text('carrier_history')}</summary>
        <ol class="history-list">
          <For each={events()}>
            {(event) => {
              const told = tellTracking(event.status)
              return (
                <li class="history-event">
                  <time datetime={event.occurred_at}>{dayAndTime(event.occurred_at)}</time>
                  <span dir="auto">{told ? text(told) : event.status}</span>
                  <Show when={event.description ?? event.location}>
                    <span class="history-words" dir="auto">
                      {[event.description, event.location].filter(Boolean).join(' · ')}
                    </span>
                  </Show>
                </li>
              )
            }}
          </For>
        </ol>
      </details>
    </Show>
  )
}
