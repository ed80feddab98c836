import { createEffect } from 'solid-js'
import type { Asked, Field as FieldName } from '../client'
import type { FieldProblems } from '../primitives/create-order-search'
import { text } from '../text/text'
import { Field } from './field'

interface SearchFormProps {
  problems: FieldProblems
  searching: boolean
  onSearch: (asked: Asked) => void
}

/** Number and e-mail. The browser's own checks are off: ours say what to do, in the page. */
export function SearchForm(props: SearchFormProps) {
  let form: HTMLFormElement | undefined
  const problemOf = (field: FieldName) => {
    const problem = props.problems[field]
    return problem && text(`${field}_${problem}`)
  }
  createEffect(() => {
    const [first] = (['number', 'email'] as const).filter((field) => props.problems[field])
    if (first) form?.querySelector<HTMLInputElement>(`[name=${first}]`)?.focus()
  })

  const submit = (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault()
    const entered = new FormData(event.currentTarget)
    const read = (field: FieldName) => String(entered.get(field) ?? '')
    props.onSearch({ number: read('number'), email: read('email') })
  }

  return (
    <form class="search-form" noValidate ref={form} onSubmit={submit}>
      <Field
        name="number"
        type="text"
        label={text('number_label')}
        hint={text('number_hint')}
        problem={problemOf('number')}
        autocomplete="off"
        autocapitalize="characters"
      />
      <Field
        name="email"
        type="email"
        label={text('email_label')}
        hint={text('email_hint')}
        problem={problemOf('email')}
        autocomplete="email"
        autocapitalize="none"
      />
      {/* Not `disabled` while it searches: that would take the focus away. */}
      <button class="button" type="submit" aria-disabled={props.searching ? 'true' : undefined}>
        {props.searching ? text('searching') : text('submit')}
      </button>
      <output class="visually-hidden">{props.searching ? text('searching') : ''}</output>
    </form>
  )
}
