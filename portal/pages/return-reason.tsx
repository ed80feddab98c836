import { createSignal, For, Show } from 'solid-js'
import type { CustomerOrder } from '../client'
import { Button } from '../components/button'
import { Choice } from '../components/choice'
import { TextField } from '../components/field'
import { Link } from '../components/link'
import { PhotoField } from '../components/photo-field'
import { StepHeading } from '../components/step-heading'
import type { ReturnDraft } from '../primitives/create-return-draft'
import { PHOTOS_MAX } from '../primitives/photo-store'
import { go } from '../router'
import { text } from '../text/text'

const reasons = [
  'unwanted',
  'too_small',
  'too_large',
  'not_as_described',
  'damaged',
  'defective',
  'wrong_item',
  'other',
] as const

/** The second screen: why, item by item, and what it looks like. */
export function ReturnReason(props: { order: CustomerOrder; draft: ReturnDraft; shop: string }) {
  const [checked, setChecked] = createSignal(false)
  const titleOf = (line_id: string) =>
    props.order.lines.find(({ id }) => id === line_id)?.title ?? ''
  const next = () => {
    setChecked(true)
    const [first] = props.draft.withoutReason()
    const too_many = props.draft.isFaulty() && props.draft.photos().length > PHOTOS_MAX
    if (!first && !too_many) return go('order/return/resolution')
    const name = first ? `reason-${first.line_id}` : 'photos'
    document.querySelector<HTMLElement>(`[name="${name}"]`)?.focus()
  }
  const problemOf = (reason: string) =>
    checked() && reason === '' ? text('return_reason_missing') : undefined
  return (
    <>
      <StepHeading step={2} title={text('return_reason_title')} shop={props.shop} />
      <For each={props.draft.lines().map(({ line_id }) => line_id)}>
        {(line_id) => {
          const reason = () => props.draft.draft.reasons[line_id] ?? ''
          return (
            <section class="card">
              <Choice
                name={`reason-${line_id}`}
                legend={
                  <>
                    <span class="visually-hidden">
                      {text('return_reason_of', { title: titleOf(line_id) })}
                    </span>
                    <span aria-hidden="true" dir="auto">
                      {titleOf(line_id)}
                    </span>
                  </>
                }
                options={reasons.map((value) => ({ value, label: text(`reason_${value}`) }))}
                chosen={reason()}
                problem={problemOf(reason())}
                onChoose={(chosen) => props.draft.setReason(line_id, chosen)}
              />
            </section>
          )
        }}
      </For>
      <Show when={props.draft.isFaulty()}>
        <PhotoField photos={props.draft.photos()} onChange={props.draft.setPhotos} />
        <Show when={props.order.actions.claim}>
          <p class="quiet">
            {text('return_photos_hint')} <Link to="order/claim">{text('action_claim')}</Link>
          </p>
        </Show>
      </Show>
      <div
        onInput={(event) => {
          if (event.target instanceof HTMLTextAreaElement) props.draft.setNote(event.target.value)
        }}
      >
        <TextField
          name="note"
          label={text('return_note')}
          optional
          rows={3}
          maxlength={1000}
          value={props.draft.draft.note}
        />
      </div>
      <div class="form-actions">
        <Button onPress={next}>{text('next')}</Button>
        <Link class="button button-quiet" to="order/return">
          {text('back')}
        </Link>
      </div>
    </>
  )
}
