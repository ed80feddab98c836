import { createSignal, Match, Show, Switch } from 'solid-js'
import type { Client, CustomerOrder, Quoted, Return } from '../client'
import { Button } from '../components/button'
import { Choice } from '../components/choice'
import { ExchangeChoice } from '../components/exchange-choice'
import { FailureNotice } from '../components/failure-notice'
import { Link } from '../components/link'
import { Notice } from '../components/notice'
import { QuoteCard } from '../components/quote-card'
import { StepHeading } from '../components/step-heading'
import { createQuote } from '../primitives/create-quote'
import type { Draft, ReturnDraft } from '../primitives/create-return-draft'
import { createTask } from '../primitives/create-task'
import { text } from '../text/text'

/** The third screen: what instead, and exactly what it comes to; then it is sent. */
export function ReturnResolution(props: {
  client: Client
  order: CustomerOrder
  quoted: Quoted
  draft: ReturnDraft
  shop: string
  onReturn: (opened: Return) => void
}) {
  const [checked, setChecked] = createSignal(false)
  const { answer, asking } = createQuote(props.draft.wish, (wish) => props.client.quote(wish))
  const task = createTask<Return>(props.onReturn)
  const quoted = () => {
    const found = answer()
    return found?.type === 'done' ? found.body : undefined
  }
  const submit = () => {
    setChecked(true)
    const wish = props.draft.wish()
    // Nobody agrees to an amount they have not seen.
    if (!wish || !quoted()) return
    void task.run(() => props.client.openReturn(wish, props.draft.draft.key))
  }
  const problem = () => task.refusal()?.code ?? refusedCode(answer())
  const failure = () => task.failure() ?? failureOf(answer())

  return (
    <>
      <StepHeading step={3} title={text('return_resolution_title')} shop={props.shop} />
      <Refusal code={problem()} />
      <Show when={failure()} keyed>
        {(failed) => <FailureNotice failure={failed} shop={props.shop} />}
      </Show>
      <section class="card">
        <Choice
          name="resolution"
          legend={<span class="visually-hidden">{text('return_resolution_title')}</span>}
          options={props.quoted.resolutions.map((value) => ({
            value,
            label: text(`resolution_${value}`),
            help: text(`resolution_${value}_help`),
          }))}
          chosen={props.draft.draft.resolution}
          onChoose={(chosen) => props.draft.setResolution(chosen as Draft['resolution'])}
        />
        <Show when={props.draft.draft.resolution === 'exchange'}>
          <ExchangeChoice client={props.client} draft={props.draft} checked={checked()} />
        </Show>
      </section>
      <Show
        when={quoted()}
        fallback={<output class="quiet">{asking() ? text('loading') : ''}</output>}
      >
        {(found) => <QuoteCard quoted={found()} shop={props.shop} />}
      </Show>
      <div class="form-actions">
        <Button busy={task.busy()} busy_label={text('loading')} onPress={submit}>
          {text('return_submit')}
        </Button>
        <Link class="button button-quiet" to="order/return/reason">
          {text('back')}
        </Link>
      </div>
    </>
  )
}

type Asked = ReturnType<ReturnType<typeof createQuote>['answer']>
const refusedCode = (answer: Asked) => (answer?.type === 'refused' ? answer.code : undefined)
const failureOf = (answer: Asked) =>
  answer && answer.type !== 'done' && answer.type !== 'refused' ? answer : undefined

function Refusal(props: { code: string | undefined }) {
  return (
    <Switch>
      <Match when={props.code === 'insufficient_stock' || props.code === 'unknown_sku'}>
        <Notice title={text('out_of_stock_title')}>
          <p>{text('out_of_stock_help')}</p>
        </Notice>
      </Match>
      <Match when={props.code === 'price_changed'}>
        <Notice title={text('price_changed_title')}>
          <p>{text('price_changed_help')}</p>
        </Notice>
      </Match>
      <Match when={props.code}>
        <Notice title={text('return_not_possible_title')}>
          <p>{text('return_not_possible_help')}</p>
        </Notice>
      </Match>
    </Switch>
  )
}
