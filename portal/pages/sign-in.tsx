import { Match, Show, Switch } from 'solid-js'
import type { Client, CustomerOrder } from '../client'
import { Button } from '../components/button'
import { FailureNotice } from '../components/failure-notice'
import { Heading } from '../components/heading'
import { Link } from '../components/link'
import { createTask } from '../primitives/create-task'
import { go } from '../router'
import { text } from '../text/text'

/**
 * Where a mailed link leads. It is used by a press, never by opening the page: programs that look
 * at mails before people do would use it up.
 */
export function SignIn(props: {
  client: Client
  shop: string
  onOrder: (order: CustomerOrder) => void
}) {
  const address = new URLSearchParams(location.hash.slice(1))
  const token = address.get('token') ?? ''
  const task = createTask<CustomerOrder>((order) => {
    props.onOrder(order)
    go(pageOfOrder(address.get('page')), { replace: true })
  })
  const signIn = () =>
    task.run(async () => {
      const answer = await props.client.signIn(token)
      return answer.type === 'done' ? props.client.readOrder() : answer
    })
  const code = () => (token === '' ? 'link_unknown' : task.refusal()?.code)

  return (
    <Switch
      fallback={
        <>
          <Heading title={text('sign_in_title')} shop={props.shop} />
          <p class="intro">{text('sign_in_body')}</p>
          <Show when={task.failure()} keyed>
            {(failure) => <FailureNotice failure={failure} shop={props.shop} />}
          </Show>
          <Button busy={task.busy()} busy_label={text('loading')} onPress={signIn}>
            {text('sign_in_button')}
          </Button>
        </>
      }
    >
      <Match when={code() === 'link_expired'}>
        <DeadLink
          title={text('link_expired_title')}
          help={text('link_expired_help')}
          shop={props.shop}
        />
      </Match>
      <Match when={code() === 'link_used'}>
        <DeadLink
          title={text('link_used_title')}
          help={text('link_used_help', { shop: props.shop })}
          shop={props.shop}
        />
      </Match>
      <Match when={code()}>
        <DeadLink
          title={text('link_unknown_title')}
          help={text('link_unknown_help')}
          shop={props.shop}
        />
      </Match>
    </Switch>
  )
}

/** `#…&page=order/returns/…` leads to that page of the order; anything else to the order itself. */
const pageOfOrder = (wanted: string | null) =>
  wanted !== null && /^order(?:\/\w+)*$/.test(wanted) ? wanted : 'order'

function DeadLink(props: { title: string; help: string; shop: string }) {
  return (
    <div role="alert">
      <Heading title={props.title} shop={props.shop} />
      <p class="intro">{props.help}</p>
      <p>
        <Link class="button" to="">
          {text('new_link')}
        </Link>
      </p>
    </div>
  )
}
