import { createSignal, Match, onMount, Show, Switch } from 'solid-js'
import type { Asked, Client, OrderView } from '../client'
import { Button } from '../components/button'
import { FailureNotice } from '../components/failure-notice'
import { Heading } from '../components/heading'
import { Items } from '../components/items'
import { Notice } from '../components/notice'
import { OrderStatus } from '../components/order-status'
import { Parcels } from '../components/parcels'
import { SearchForm } from '../components/search-form'
import { createOrderSearch } from '../primitives/create-order-search'
import { createTask } from '../primitives/create-task'
import { text } from '../text/text'

/** Number and e-mail in; the order out, or a link by mail. */
export function FindOrder(props: { client: Client; shop: string }) {
  const { search, problems, asked, find } = createOrderSearch((wanted) =>
    props.client.lookUp(wanted),
  )
  const [started, setStarted] = createSignal<Asked>({ number: numberInAddress(), email: '' })
  const found = () => {
    const answer = search()
    return answer.type === 'done' ? answer.body : undefined
  }
  const findAndRemember = async (wanted: Asked) => {
    await find(wanted)
    // So that a reload shows the order again.
    if (found()) history.replaceState({ asked: wanted }, '')
  }
  onMount(() => {
    const remembered = (history.state as { asked?: Asked } | null)?.asked
    if (!remembered) return
    setStarted(remembered)
    void find(remembered)
  })

  return (
    <Show
      when={found()}
      fallback={
        <>
          <Heading title={text('page_title')} shop={props.shop} />
          <p class="intro">{text('intro')}</p>
          <SearchNotice search={search()} shop={props.shop} />
          <SearchForm
            problems={problems()}
            searching={search().type === 'searching'}
            asked={started()}
            onSearch={findAndRemember}
          />
          <Show when={isLocked(search())}>
            <SendLink client={props.client} asked={asked()} shop={props.shop} />
          </Show>
        </>
      }
    >
      {(order) => (
        <LimitedView client={props.client} order={order()} asked={asked()} shop={props.shop} />
      )}
    </Show>
  )
}

type Search = ReturnType<ReturnType<typeof createOrderSearch>['search']>

const isLocked = (search: Search) => search.type === 'refused' && search.code === 'lookup_locked'

/** `#number=` in the links of our mails: not in what the server logs. */
const numberInAddress = () => new URLSearchParams(location.hash.slice(1)).get('number') ?? ''

function SearchNotice(props: { search: Search; shop: string }) {
  const failure = () => {
    const { search } = props
    if (search.type === 'busy' || search.type === 'unreachable' || search.type === 'failed') {
      return search
    }
  }
  const refused = (code: string) => props.search.type === 'refused' && props.search.code === code
  return (
    <Switch>
      <Match when={refused('order_not_found')}>
        <Notice title={text('not_found_title')}>
          <p>{text('not_found_intro', { shop: props.shop })}</p>
          <ul>
            <li>{text('not_found_number')}</li>
            <li>{text('not_found_email')}</li>
            <li>{text('not_found_shop')}</li>
          </ul>
        </Notice>
      </Match>
      <Match when={refused('lookup_locked')}>
        <Notice title={text('locked_title')}>
          <p>{text('locked_help')}</p>
        </Notice>
      </Match>
      <Match when={failure()} keyed>
        {(failed) => <FailureNotice failure={failed} shop={props.shop} />}
      </Match>
    </Switch>
  )
}

/** What number and e-mail show, and the way to the rest. */
function LimitedView(props: { client: Client; order: OrderView; asked: Asked; shop: string }) {
  return (
    <>
      <OrderStatus order={props.order} shop={props.shop} />
      <Parcels parcels={props.order.parcels} />
      <section class="card">
        <h2 class="card-title">{text('items')}</h2>
        <Items lines={props.order.lines} />
      </section>
      <SendLink client={props.client} asked={props.asked} shop={props.shop} />
    </>
  )
}

function SendLink(props: { client: Client; asked: Asked; shop: string }) {
  const [sent, setSent] = createSignal(false)
  const task = createTask(() => setSent(true))
  const send = () => task.run(() => props.client.sendLink(props.asked))
  return (
    <section class="card send-link">
      <h2 class="card-title">{text('limited_title')}</h2>
      <p>{text('limited_body')}</p>
      <Show when={task.failure()} keyed>
        {(failure) => <FailureNotice failure={failure} shop={props.shop} />}
      </Show>
      <Show
        when={sent()}
        fallback={
          <Button busy={task.busy()} busy_label={text('loading')} onPress={send}>
            {text('send_link')}
          </Button>
        }
      >
        <Notice tone="good" title={text('link_sent_title')}>
          <p>{text('link_sent_body', { email: props.asked.email })}</p>
          <p>{text('link_sent_help')}</p>
        </Notice>
      </Show>
    </section>
  )
}
