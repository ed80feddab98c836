import { Show } from 'solid-js'
import type { Field as FieldName } from '../client'

interface FieldProps {
  name: FieldName
  type: 'text' | 'email'
  label: string
  hint: string
  problem: string | undefined
  autocomplete: 'off' | 'email'
  autocapitalize: 'characters' | 'none'
}

/** One labeled input with its hint and, when there is one, its problem. */
export function Field(props: FieldProps) {
  const hint_id = () => `${props.name}-hint`
  const problem_id = () => `${props.name}-problem`
  return (
    <div class="field">
      <label class="field-label" for={props.name}>
        {props.label}
      </label>
      <p class="field-hint" id={hint_id()}>
        {props.hint}
      </p>
      <input
        class="field-input"
        id={props.name}
        name={props.name}
        type={props.type}
        autocomplete={props.autocomplete}
        autocapitalize={props.autocapitalize}
        spellcheck={false}
        required
        aria-describedby={props.problem ? `${problem_id()} ${hint_id()}` : hint_id()}
        aria-invalid={props.problem ? 'true' : undefined}
      />
      <Show when={props.problem}>
        <p class="field-problem" id={problem_id()} role="alert">
          {props.problem}
        </p>
      </Show>
    </div>
  )
}
