import { createSignal, For, Match, Show, Switch } from 'solid-js'
import type { Claim, ClaimWish, Client, CustomerOrder } from '../client'
import { Button } from '../components/button'
import { Choice } from '../components/choice'
import { FailureNotice } from '../components/failure-notice'
import { TextField } from '../components/field'
import { Heading } from '../components/heading'
import { Link } from '../components/link'
import { Notice } from '../components/notice'
import { PhotoField } from '../components/photo-field'
import { QuantityPicker } from '../components/quantity-picker'
import { createClaimDraft } from '../primitives/create-claim-draft'
import { createTask } from '../primitives/create-task'
import { PHOTOS_MAX } from '../primitives/photo-store'
import { sendPhotos } from '../primitives/send-photos'
import { thisTab } from '../primitives/this-tab'
import { text, textAbout } from '../text/text'

const types = ['damaged', 'missing', 'wrong_item', 'other'] as const

/** Something is wrong with what arrived: said in a form, with photos. */
export function ClaimPage(props: {
  client: Client
  order: CustomerOrder
  shop: string
  onClaim: () => Promise<void>
}) {
  const draft = createClaimDraft(props.order.id, thisTab)
  const [checked, setChecked] = createSignal<{ lines: boolean; description: boolean }>()
  const [sent, setSent] = createSignal<{ photos_failed: boolean }>()
  const task = createTask<Claim>((claim) => void addPhotos(claim))
  const addPhotos = async (claim: Claim) => {
    const send = (photo: Blob) => props.client.addPhoto(claim.id, photo)
    const all_arrived = await sendPhotos(await draft.allPhotos(), send)
    await props.onClaim()
    await draft.forget()
    setSent({ photos_failed: !all_arrived })
  }
  const tooMany = () => draft.photos().length > PHOTOS_MAX
  const submit = (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault()
    const wish = draft.wish()
    const complete = { lines: wish.lines.length > 0, description: wish.description !== '' }
    setChecked(complete)
    if (!complete.description) {
      event.currentTarget.querySelector<HTMLElement>('[name=description]')?.focus()
    }
    if (!complete.lines || !complete.description || tooMany()) return
    void task.run(() => props.client.openClaim(wish, draft.draft.key))
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
            chosen={draft.draft.type}
            onChoose={(chosen) => draft.setType(chosen as ClaimWish['type'])}
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
                    quantity={draft.draft.quantities[line.id] ?? 0}
                    onChange={(quantity) => draft.setQuantity(line.id, quantity)}
                  />
                </li>
              )}
            </For>
          </ul>
        </fieldset>
        <div
          onInput={(event) => {
            if (event.target instanceof HTMLTextAreaElement) {
              draft.setDescription(event.target.value)
            }
          }}
        >
          <TextField
            name="description"
            label={text('claim_description')}
            rows={4}
            maxlength={2000}
            value={draft.draft.description}
            problem={checked()?.description === false ? text('field_missing') : undefined}
          />
        </div>
        <PhotoField photos={draft.photos()} onChange={draft.setPhotos} />
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
