import { createEffect } from 'solid-js'
import type { Asked } from '../client'
import type { Field, FieldProblems } from '../primitives/create-order-search'
import { text } from '../text/text'
import { Button } from './button'
import { entered, focusFirst, TextField } from './field'

interface SearchFormProps {
  problems: FieldProblems
  searching: boolean
  asked: Asked
  onSearch: (asked: Asked) => void
}

/** Number and e-mail. The browser's own checks are off: ours say what to do, in the page. */
export function SearchForm(props: SearchFormProps) {
  let form: HTMLFormElement | undefined
  const problemOf = (field: Field) => {
    const problem = props.problems[field]
    return problem && text(`${field}_${problem}`)
  }
  createEffect(() => {
    focusFirst(
      form,
      (['number', 'email'] as const).filter((field) => props.problems[field]),
    )
  })
  const submit = (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault()
    const { number = '', email = '' } = entered(event.currentTarget, 'number', 'email')
    props.onSearch({ number, email })
  }

  return (
    <form class="form" noValidate ref={form} onSubmit={submit}>
      <TextField
        name="number"
        label={text('number_label')}
        hint={text('number_hint')}
        problem={problemOf('number')}
        value={props.asked.number}
        autocapitalize="characters"
        maxlength={64}
      />
      <TextField
        name="email"
        type="email"
        label={text('email_label')}
        hint={text('email_hint')}
        problem={problemOf('email')}
        value={props.asked.email}
        autocomplete="email"
        autocapitalize="none"
        maxlength={254}
      />
      <Button type="submit" busy={props.searching} busy_label={text('searching')}>
        {text('submit')}
      </Button>
    </form>
  )
}
