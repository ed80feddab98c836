import { createSignal, For, Match, Show, Switch } from 'solid-js'
import { type Claim, type ClaimWish, type Client, type CustomerOrder, newKey } from '../client'
import { Button } from '../components/button'
import { Choice } from '../components/choice'
import { FailureNotice } from '../components/failure-notice'
import { entered, TextField } from '../components/field'
import { Heading } from '../components/heading'
import { Link } from '../components/link'
import { Notice } from '../components/notice'
import { PHOTOS_MAX, PhotoField } from '../components/photo-field'
import { QuantityPicker } from '../components/quantity-picker'
import { createTask } from '../primitives/create-task'
import { sendPhotos } from '../primitives/send-photos'
import { text, textAbout } from '../text/text'

const types = ['damaged', 'missing', 'wrong_item', 'other'] as const

/** Something is wrong with what arrived: said in a form, with photos. */
export function ClaimPage(props: {
  client: Client
  order: CustomerOrder
  shop: string
  onClaim: () => Promise<void>
}) {
  const [quantities, setQuantities] = createSignal<Record<string, number>>({})
  const [type, setType] = createSignal<ClaimWish['type']>('damaged')
  const [photos, setPhotos] = createSignal<readonly File[]>([])
  const [checked, setChecked] = createSignal<{ lines: boolean; description: boolean }>()
  const [sent, setSent] = createSignal<{ photos_failed: boolean }>()
  const key = newKey()
  const task = createTask<Claim>((claim) => void addPhotos(claim))
  const addPhotos = async (claim: Claim) => {
    const send = (photo: Blob) => props.client.addPhoto(claim.id, photo)
    const all_arrived = await sendPhotos(photos(), send)
    await props.onClaim()
    setSent({ photos_failed: !all_arrived })
  }
  const tooMany = () => photos().length > PHOTOS_MAX
  const submit = (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault()
    const { description = '' } = entered(event.currentTarget, 'description')
    const lines = Object.entries(quantities())
      .filter(([, quantity]) => quantity > 0)
      .map(([line_id, quantity]) => ({ line_id, quantity }))
    const complete = { lines: lines.length > 0, description: description !== '' }
    setChecked(complete)
    if (!complete.description) {
      event.currentTarget.querySelector<HTMLElement>('[name=description]')?.focus()
    }
    if (!complete.lines || !complete.description || tooMany()) return
    void task.run(() => props.client.openClaim({ type: type(), lines, description }, key))
  }

  return (
    <Show when={!sent()} fallback={<Sent shop={props.shop} failed={sent()?.photos_failed} />}>
      <Heading title={text('claim_title')} shop={props.shop} />
      <Problems task={task} shop={props.shop} lines_missing={checked()?.lines === false} />
      <form class="form" noValidate onSubmit={submit}>
        <section class="card">
          <Choice
            name="type"
            legend={text('claim_type')}
            options={types.map((value) => ({ value, label: text(`claim_${value}`) }))}
            chosen={type()}
            onChoose={(chosen) => setType(chosen as ClaimWish['type'])}
          />
        </section>
        <fieldset class="card">
          <legend class="visually-hidden">{text('claim_lines')}</legend>
          <p class="field-label" aria-hidden="true">
            {text('claim_lines')}
          </p>
          <ul class="items">
            <For each={props.order.lines.filter((line) => line.quantity_fulfilled > 0)}>
              {(line) => (
                <li class="item return-line">
                  <span class="item-title" dir="auto">
                    {line.title}
                  </span>
                  <QuantityPicker
                    name={line.id}
                    title={line.title}
                    max={line.quantity_fulfilled - line.quantity_returned}
                    quantity={quantities()[line.id] ?? 0}
                    onChange={(quantity) => setQuantities({ ...quantities(), [line.id]: quantity })}
                  />
                </li>
              )}
            </For>
          </ul>
        </fieldset>
        <TextField
          name="description"
          label={text('claim_description')}
          rows={4}
          maxlength={2000}
          problem={checked()?.description === false ? text('field_missing') : undefined}
        />
        <PhotoField photos={photos()} onChange={setPhotos} />
        <div class="form-actions">
          <Button type="submit" busy={task.busy()} busy_label={text('loading')}>
            {text('claim_submit')}
          </Button>
          <Link class="button button-quiet" to="order">
            {text('back')}
          </Link>
        </div>
      </form>
    </Show>
  )
}

function Problems(props: {
  task: ReturnType<typeof createTask<Claim>>
  shop: string
  lines_missing: boolean
}) {
  return (
    <Switch>
      <Match when={props.task.failure()} keyed>
        {(failure) => <FailureNotice failure={failure} shop={props.shop} />}
      </Match>
      <Match when={props.task.refusal()}>
        <Notice title={text('claim_not_possible_title')}>
          <p>{text('claim_not_possible_help', { shop: props.shop })}</p>
        </Notice>
      </Match>
      <Match when={props.lines_missing}>
        <Notice title={text('return_items_missing')} />
      </Match>
    </Switch>
  )
}

function Sent(props: { shop: string; failed: boolean | undefined }) {
  return (
    <>
      <Heading title={text('claim_sent')} shop={props.shop} />
      <p class="intro">{textAbout('claim_sent_next', props.shop)}</p>
      <Show when={props.failed}>
        <Notice title={text('claim_photo_failed')} />
      </Show>
      <p>
        <Link class="button" to="order">
          {text('back')}
        </Link>
      </p>
    </>
  )
}
