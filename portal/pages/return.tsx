import { For, Show } from 'solid-js'
import { type Client, type CustomerOrder, newKey, type Return } from '../client'
import { Button } from '../components/button'
import { FailureNotice } from '../components/failure-notice'
import { Heading } from '../components/heading'
import { Items } from '../components/items'
import { Link } from '../components/link'
import { Notice } from '../components/notice'
import { QrCode } from '../components/qr-code'
import { QuoteCard } from '../components/quote-card'
import { createTask } from '../primitives/create-task'
import { carrierOf } from '../text/carrier'
import { day } from '../text/format'
import { text, textAbout } from '../text/text'

/** Where a return stands, what to do next, and the label to do it with. */
export function ReturnPage(props: {
  client: Client
  order: CustomerOrder
  ret: Return
  shop: string
  /** Not all of the photos sent along have arrived. */
  photo_missing: boolean
  onChange: (changed: Return) => Promise<void>
}) {
  const key = newKey()
  const task = createTask<Return>((changed) => void props.onChange(changed))
  const cancel = () => task.run(() => props.client.cancelReturn(props.ret.id, key))
  const told = () =>
    props.ret.status === 'approved' && props.ret.parcels.length === 0
      ? 'return_approved_keep'
      : (`return_${props.ret.status}` as const)
  const lines = () =>
    props.ret.lines.map(({ line_id, quantity }) => ({
      quantity,
      title: props.order.lines.find(({ id }) => id === line_id)?.title ?? '',
    }))
  const isOpen = () => ['requested', 'approved'].includes(props.ret.status)

  return (
    <>
      <section class="status" data-tone={isOpen() ? 'moving' : 'done'}>
        <p class="status-number">{text('return_number', { number: props.ret.number })}</p>
        <Heading title={text('return_number', { number: props.ret.number })} shop={props.shop}>
          {textAbout(told(), props.shop)}
        </Heading>
        <p class="status-next">{textAbout(`${told()}_next`, props.shop)}</p>
        <Show when={props.ret.status === 'approved' && props.ret.expires_at}>
          {(until) => (
            <p class="status-expected">{text('return_send_by', { date: day(until()) })}</p>
          )}
        </Show>
        <Show when={props.ret.decline_reason}>{(reason) => <p dir="auto">{reason()}</p>}</Show>
      </section>
      <Show when={props.photo_missing}>
        <Notice title={text('return_photo_failed')} />
      </Show>
      <Show when={props.ret.status === 'approved'}>
        <For each={props.ret.parcels}>
          {(parcel) => (
            <Show when={parcel.label}>
              {(label) => <Label ret={props.ret} parcel_id={parcel.id} label={label()} />}
            </Show>
          )}
        </For>
      </Show>
      <section class="card">
        <h2 class="card-title">{text('items')}</h2>
        <Items lines={lines()} />
      </section>
      <QuoteCard
        quoted={{ ...props.ret, lines: [], resolutions: [], parcels: 0 }}
        shop={props.shop}
      />
      <Show when={task.failure()} keyed>
        {(failure) => <FailureNotice failure={failure} shop={props.shop} />}
      </Show>
      <div class="form-actions">
        <Link class="button button-quiet" to="order">
          {text('order_title', { number: props.order.number })}
        </Link>
        <Show when={isOpen()}>
          <Button look="quiet" busy={task.busy()} busy_label={text('loading')} onPress={cancel}>
            {text('return_cancel')}
          </Button>
        </Show>
      </div>
    </>
  )
}

type LabelData = NonNullable<Return['label']>

function Label(props: { ret: Return; parcel_id: string; label: LabelData }) {
  return (
    <section class="card label-card">
      <div class="label-words">
        <h2 class="card-title">{text('label_title')}</h2>
        <p>
          <Show when={carrierOf(props.label)}>
            {(carrier) => <span dir="auto">{carrier()} </span>}
          </Show>
          <bdi class="code">{props.label.tracking_number}</bdi>
        </p>
        <Link class="button" to={`order/returns/${props.ret.id}/label/${props.parcel_id}`}>
          {text('label_print')}
        </Link>
        <p>
          <a href={props.label.url}>{text('label_pdf')}</a>
        </p>
      </div>
      <figure class="label-code">
        <QrCode content={props.label.tracking_number} label={text('label_code')} />
        <figcaption class="quiet">{text('label_code')}</figcaption>
      </figure>
    </section>
  )
}
