import { createSignal } from 'solid-js'
import type { Asked, Client, Field, Lookup } from '../client'

export type FieldProblem = 'missing' | 'refused'
export type FieldProblems = Partial<Record<Field, FieldProblem>>
type Search = { type: 'idle' } | { type: 'searching' } | Lookup

/** What is wrong with a form before anybody is asked. */
export function checkForm({ number, email }: Asked): FieldProblems {
  const at = email.trim().indexOf('@')
  return {
    ...(number.trim() === '' && { number: 'missing' }),
    ...(at < 1 && { email: email.trim() === '' ? 'missing' : 'refused' }),
  }
}

/** A search for one order: at most one at a time, and what became of it. */
export function createOrderSearch(lookUpOrder: Client['lookUpOrder']) {
  const [search, setSearch] = createSignal<Search>({ type: 'idle' })
  const [problems, setProblems] = createSignal<FieldProblems>({})

  const find = async (asked: Asked) => {
    if (search().type === 'searching') return
    const found = checkForm(asked)
    setProblems(found)
    if (Object.keys(found).length > 0) return void setSearch({ type: 'idle' })

    setSearch({ type: 'searching' })
    const answer = await lookUpOrder(asked)
    if (answer.type === 'refused') {
      setProblems(Object.fromEntries(answer.fields.map((field) => [field, 'refused'])))
    }
    setSearch(answer)
  }

  return { search, problems, find }
}
