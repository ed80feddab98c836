import { For, type JSX, Show } from 'solid-js'

export interface Option {
  value: string
  label: string
  help?: string | undefined
  disabled?: boolean
}

/** One of several, all of them in sight. */
export function Choice(props: {
  name: string
  legend: JSX.Element
  options: readonly Option[]
  chosen: string
  problem?: string | undefined
  onChoose: (value: string) => void
}) {
  const problem_id = () => `${props.name}-problem`
  return (
    <fieldset class="choice" aria-describedby={props.problem ? problem_id() : undefined}>
      <legend class="field-label">{props.legend}</legend>
      <For each={props.options}>
        {(option) => (
          <label class="option" data-disabled={option.disabled ? '' : undefined}>
            <input
              class="option-input"
              type="radio"
              name={props.name}
              value={option.value}
              checked={option.value === props.chosen}
              disabled={option.disabled ?? false}
              onChange={() => props.onChoose(option.value)}
            />
            <span class="option-words">
              <span dir="auto">{option.label}</span>
              <Show when={option.help}>
                <span class="option-help">{option.help}</span>
              </Show>
            </span>
          </label>
        )}
      </For>
      <Show when={props.problem}>
        <p class="field-problem" id={problem_id()} role="alert">
          {props.problem}
        </p>
      </Show>
    </fieldset>
  )
}
