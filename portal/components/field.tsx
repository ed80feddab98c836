import { type JSX, Show } from 'solid-js'
import { text } from '../text/text'

interface FieldProps {
  name: string
  label: string
  hint?: string | undefined
  problem?: string | undefined
  optional?: boolean
  /** The control; it gets what ties it to label, hint and problem. */
  children: (ties: Ties) => JSX.Element
}

export interface Ties {
  id: string
  name: string
  required: boolean
  'aria-describedby': string | undefined
  'aria-invalid': 'true' | undefined
}

/** One labeled control with its hint and, when there is one, its problem. */
export function Field(props: FieldProps) {
  const hint_id = () => `${props.name}-hint`
  const problem_id = () => `${props.name}-problem`
  const ties: Ties = {
    get id() {
      return props.name
    },
    get name() {
      return props.name
    },
    get required() {
      return !props.optional
    },
    get 'aria-describedby'() {
      const ids = [props.problem && problem_id(), props.hint && hint_id()].filter(Boolean)
      return ids.length > 0 ? ids.join(' ') : undefined
    },
    get 'aria-invalid'() {
      return props.problem ? 'true' : undefined
    },
  }
  return (
    <div class="field">
      <label class="field-label" for={props.name}>
        {props.label}
        <Show when={props.optional}>
          {' '}
          <span class="field-optional">({text('optional')})</span>
        </Show>
      </label>
      <Show when={props.hint}>
        <p class="field-hint" id={hint_id()}>
          {props.hint}
        </p>
      </Show>
      {props.children(ties)}
      <Show when={props.problem}>
        <p class="field-problem" id={problem_id()} role="alert">
          {props.problem}
        </p>
      </Show>
    </div>
  )
}

interface TextFieldProps extends Omit<FieldProps, 'children'> {
  type?: 'text' | 'email' | 'tel'
  value?: string | undefined
  autocomplete?: string
  autocapitalize?: 'characters' | 'none'
  maxlength?: number
  rows?: number
}

/** One line of text, or several. */
export function TextField(props: TextFieldProps) {
  return (
    <Field {...props}>
      {(ties) => (
        <Show
          when={props.rows}
          fallback={
            <input
              {...ties}
              class="field-input"
              type={props.type ?? 'text'}
              value={props.value ?? ''}
              autocomplete={(props.autocomplete ?? 'off') as 'off'}
              autocapitalize={props.autocapitalize}
              maxlength={props.maxlength}
              spellcheck={false}
              dir="auto"
            />
          }
        >
          <textarea
            {...ties}
            class="field-input"
            rows={props.rows}
            maxlength={props.maxlength}
            dir="auto"
          >
            {props.value ?? ''}
          </textarea>
        </Show>
      )}
    </Field>
  )
}

/** The text that was entered, by field. */
export function entered(form: HTMLFormElement, ...names: readonly string[]) {
  const data = new FormData(form)
  return Object.fromEntries(names.map((name) => [name, String(data.get(name) ?? '').trim()]))
}

/** Puts the focus into the first field with a problem. */
export function focusFirst(form: HTMLFormElement | undefined, names: readonly string[]): void {
  const [first] = names
  if (first) form?.querySelector<HTMLElement>(`[name=${first}]`)?.focus()
}
