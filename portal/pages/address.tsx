import { createEffect, createSignal, For, Show } from 'solid-js'
import { isCountry } from '../../api/domain/shared/country'
import type { Address, Client, CustomerOrder } from '../client'
import { Button } from '../components/button'
import { FailureNotice } from '../components/failure-notice'
import { entered, Field, focusFirst, TextField } from '../components/field'
import { Heading } from '../components/heading'
import { Link } from '../components/link'
import { TooLate } from '../components/too-late'
import { createTask } from '../primitives/create-task'
import { go } from '../router'
import { countryName } from '../text/format'
import { spoken, text } from '../text/text'

const fields = [
  { name: 'name', autocomplete: 'name', maxlength: 200 },
  { name: 'line1', autocomplete: 'address-line1', maxlength: 200 },
  { name: 'line2', autocomplete: 'address-line2', maxlength: 200, optional: true },
  { name: 'postal_code', autocomplete: 'postal-code', maxlength: 20 },
  { name: 'city', autocomplete: 'address-level2', maxlength: 100 },
  { name: 'region', autocomplete: 'address-level1', maxlength: 100, optional: true },
  { name: 'phone', autocomplete: 'tel', maxlength: 40, optional: true },
] as const
type FieldName = (typeof fields)[number]['name']

export function ChangeAddress(props: {
  client: Client
  order: CustomerOrder
  shop: string
  onOrder: (order: CustomerOrder) => void
}) {
  let form: HTMLFormElement | undefined
  const [missing, setMissing] = createSignal<readonly FieldName[]>([])
  const task = createTask<CustomerOrder>((order) => {
    props.onOrder(order)
    go('order', { replace: true })
  })
  const refused = () => task.refusal()?.fields.map((pointer) => pointer.slice(1)) ?? []
  const problemOf = (name: FieldName) => {
    if (missing().includes(name)) return text('field_missing')
    return refused().includes(name) ? text('field_refused') : undefined
  }
  createEffect(() => focusFirst(form, missing()))
  createEffect(() => focusFirst(form, refused()))

  const submit = (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault()
    const names = fields.map(({ name }) => name)
    const given = entered(event.currentTarget, ...names, 'country')
    const empty = fields.filter((field) => !('optional' in field) && !given[field.name])
    setMissing(empty.map(({ name }) => name))
    if (empty.length > 0) return
    const filled = Object.fromEntries(Object.entries(given).filter(([, value]) => value))
    void task.run(() => props.client.changeAddress(filled as unknown as Address))
  }
  const tooLate = () =>
    !props.order.actions.address || task.refusal()?.code === 'too_late_to_change'

  return (
    <Show when={!tooLate()} fallback={<TooLate shop={props.shop} />}>
      <Heading title={text('address_title')} shop={props.shop} />
      <p class="intro">{text('address_intro')}</p>
      <Show when={task.failure()} keyed>
        {(failure) => <FailureNotice failure={failure} shop={props.shop} />}
      </Show>
      <form class="form" noValidate ref={form} onSubmit={submit}>
        <For each={fields}>
          {(field) => (
            <TextField
              {...field}
              label={text(`address_${field.name}`)}
              value={props.order.shipping_address?.[field.name]}
              problem={problemOf(field.name)}
            />
          )}
        </For>
        <Country chosen={props.order.shipping_address?.country ?? ''} />
        <div class="form-actions">
          <Button type="submit" busy={task.busy()} busy_label={text('loading')}>
            {text('address_save')}
          </Button>
          <Link class="button button-quiet" to="order">
            {text('back')}
          </Link>
        </div>
      </form>
    </Show>
  )
}

/** Named and sorted as the customer reads them. */
function Country(props: { chosen: string }) {
  const countries = allCountries()
    .map((code) => ({ code, name: countryName(code) }))
    .sort((a, b) => a.name.localeCompare(b.name, spoken()))
  return (
    <Field name="country" label={text('address_country')}>
      {(ties) => (
        <select {...ties} class="field-input" autocomplete="country">
          <For each={countries}>
            {({ code, name }) => (
              <option value={code} selected={code === props.chosen}>
                {name}
              </option>
            )}
          </For>
        </select>
      )}
    </Field>
  )
}

function allCountries(): string[] {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  return letters.flatMap((first) => letters.map((second) => first + second)).filter(isCountry)
}
