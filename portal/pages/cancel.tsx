import { Show } from 'solid-js'
import { type Client, type CustomerOrder, newKey } from '../client'
import { Button } from '../components/button'
import { FailureNotice } from '../components/failure-notice'
import { entered, TextField } from '../components/field'
import { Heading } from '../components/heading'
import { Link } from '../components/link'
import { TooLate } from '../components/too-late'
import { createTask } from '../primitives/create-task'
import { go } from '../router'
import { text } from '../text/text'

export function Cancel(props: {
  client: Client
  order: CustomerOrder
  shop: string
  onOrder: (order: CustomerOrder) => void
}) {
  const key = newKey()
  const task = createTask<CustomerOrder>((order) => {
    props.onOrder(order)
    go('order', { replace: true })
  })
  const submit = (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault()
    const { note } = entered(event.currentTarget, 'note')
    void task.run(() => props.client.cancel(note ? { note } : {}, key))
  }
  return (
    <Show
      when={props.order.actions.cancel && !task.refusal()}
      fallback={<TooLate shop={props.shop} />}
    >
      <Heading title={text('cancel_title')} shop={props.shop} />
      <p class="intro">{text('cancel_body')}</p>
      <Show when={task.failure()} keyed>
        {(failure) => <FailureNotice failure={failure} shop={props.shop} />}
      </Show>
      <form class="form" onSubmit={submit}>
        <TextField name="note" label={text('cancel_note')} optional rows={3} maxlength={1000} />
        <div class="form-actions">
          <Button type="submit" look="danger" busy={task.busy()} busy_label={text('loading')}>
            {text('cancel_confirm')}
          </Button>
          <Link class="button button-quiet" to="order">
            {text('cancel_keep')}
          </Link>
        </div>
      </form>
    </Show>
  )
}
