import { createEffect, createSignal, Match, Show, Switch } from 'solid-js'
import { type Client, type CustomerOrder, newKey, type Withdrawal } from '../client'
import { Button } from '../components/button'
import { FailureNotice } from '../components/failure-notice'
import { entered, focusFirst, TextField } from '../components/field'
import { Heading } from '../components/heading'
import { Link } from '../components/link'
import { Notice } from '../components/notice'
import { createTask } from '../primitives/create-task'
import { text } from '../text/text'

type Names = { name: string; contact: string }

/** Declared, then confirmed: two steps, no reason, nothing asked for that is not needed. */
export function WithdrawalPage(props: {
  client: Client
  order: CustomerOrder
  shop: string
  onDone: () => Promise<void>
}) {
  const [who, setWho] = createSignal<Names>({
    name: props.order.customer.name,
    contact: props.order.customer.email,
  })
  const [shown, setShown] = createSignal<Withdrawal>()
  const [done, setDone] = createSignal<Withdrawal>()
  const preview = createTask<Withdrawal>(setShown)
  const confirm = createTask<Withdrawal>((withdrawal) => {
    void props.onDone()
    setDone(withdrawal)
  })
  const key = newKey()
  const declare = (names: Names) => {
    setWho(names)
    void preview.run(() => props.client.withdraw({ ...names, confirm: false }, newKey()))
  }
  const failure = () => preview.failure() ?? confirm.failure()

  return (
    <Switch>
      <Match when={done()} keyed>
        {(withdrawal) => <Done withdrawal={withdrawal} shop={props.shop} />}
      </Match>
      <Match when={preview.refusal() ?? confirm.refusal()}>
        <Heading title={text('withdraw_not_possible_title')} shop={props.shop} />
        <p class="intro">{text('withdraw_not_possible_help', { shop: props.shop })}</p>
        <p>
          <Link class="button" to="order">
            {text('back')}
          </Link>
        </p>
      </Match>
      <Match when={true}>
        <Heading title={text('withdraw_title')} shop={props.shop} />
        <p class="intro">{text('withdraw_intro')}</p>
        <Show when={failure()} keyed>
          {(failed) => <FailureNotice failure={failed} shop={props.shop} />}
        </Show>
        <Show
          when={shown()}
          fallback={<Who who={who()} busy={preview.busy()} onDeclare={declare} />}
        >
          {(draft) => (
            <>
              <section class="card" aria-live="polite">
                <h2 class="card-title">{text('withdraw_statement')}</h2>
                <p class="statement" dir="auto">
                  {draft().statement}
                </p>
              </section>
              <div class="form-actions">
                <Button
                  busy={confirm.busy()}
                  busy_label={text('loading')}
                  onPress={() =>
                    confirm.run(() => props.client.withdraw({ ...who(), confirm: true }, key))
                  }
                >
                  {text('withdraw_confirm')}
                </Button>
                <Button look="quiet" onPress={() => setShown()}>
                  {text('back')}
                </Button>
              </div>
            </>
          )}
        </Show>
      </Match>
    </Switch>
  )
}

function Who(props: { who: Names; busy: boolean; onDeclare: (names: Names) => void }) {
  let form: HTMLFormElement | undefined
  const [missing, setMissing] = createSignal<readonly string[]>([])
  createEffect(() => focusFirst(form, missing()))
  const submit = (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault()
    const { name = '', contact = '' } = entered(event.currentTarget, 'name', 'contact')
    const empty = [name === '' && 'name', contact === '' && 'contact'].filter(
      (each) => each !== false,
    )
    setMissing(empty)
    if (empty.length === 0) props.onDeclare({ name, contact })
  }
  const problem = (field: string) => (missing().includes(field) ? text('field_missing') : undefined)
  return (
    <form class="form" noValidate ref={form} onSubmit={submit}>
      <TextField
        name="name"
        label={text('withdraw_name')}
        value={props.who.name}
        problem={problem('name')}
        autocomplete="name"
        maxlength={200}
      />
      <TextField
        name="contact"
        label={text('withdraw_contact')}
        value={props.who.contact}
        problem={problem('contact')}
        autocomplete="email"
        maxlength={254}
      />
      <div class="form-actions">
        <Button type="submit" busy={props.busy} busy_label={text('loading')}>
          {text('withdraw_preview')}
        </Button>
        <Link class="button button-quiet" to="order">
          {text('back')}
        </Link>
      </div>
    </form>
  )
}

function Done(props: { withdrawal: Withdrawal; shop: string }) {
  return (
    <>
      <Heading title={text('withdraw_done')} shop={props.shop} />
      <Notice tone="good" title={text('withdraw_done_next')} />
      <section class="card">
        <h2 class="card-title">{text('withdraw_statement')}</h2>
        <p class="statement" dir="auto">
          {props.withdrawal.statement}
        </p>
        <Show when={props.withdrawal.acknowledgement}>
          {(url) => (
            <p>
              <a href={url()}>{text('withdraw_acknowledgement')}</a>
            </p>
          )}
        </Show>
      </section>
      <div class="form-actions">
        <Show when={props.withdrawal.return_id}>
          {(id) => (
            <Link class="button" to={`order/returns/${id()}`}>
              {text('withdraw_to_return')}
            </Link>
          )}
        </Show>
        <Link class="button button-quiet" to="order">
          {text('back')}
        </Link>
      </div>
    </>
  )
}
