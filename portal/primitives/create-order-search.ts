import { createSignal } from 'solid-js'
import type { Answer, Asked, OrderView } from '../client'

export type Field = keyof Asked
export type FieldProblem = 'missing' | 'refused'
export type FieldProblems = Partial<Record<Field, FieldProblem>>
type Search = { type: 'idle' } | { type: 'searching' } | Answer<OrderView>

/** What is wrong with a form before anybody is asked. */
export function checkForm({ number, email }: Asked): FieldProblems {
  const at = email.trim().indexOf('@')
  return {
    ...(number.trim() === '' && { number: 'missing' }),
    ...(at < 1 && { email: email.trim() === '' ? 'missing' : 'refused' }),
  }
}

/** A search for one order: at most one at a time, and what became of it. */
export function createOrderSearch(lookUp: (asked: Asked) => Promise<Answer<OrderView>>) {
  const [search, setSearch] = createSignal<Search>({ type: 'idle' })
  const [problems, setProblems] = createSignal<FieldProblems>({})
  const [asked, setAsked] = createSignal<Asked>({ number: '', email: '' })

  const find = async (wanted: Asked) => {
    if (search().type === 'searching') return
    const found = checkForm(wanted)
    setProblems(found)
    setAsked(wanted)
    if (Object.keys(found).length > 0) return void setSearch({ type: 'idle' })

    setSearch({ type: 'searching' })
    const answer = await lookUp(wanted)
    if (answer.type === 'refused') setProblems(refusedFields(answer.fields))
    setSearch(answer)
  }

  return { search, problems, asked, find }
}

const refusedFields = (pointers: readonly string[]): FieldProblems => ({
  ...(pointers.includes('/number') && { number: 'refused' }),
  ...(pointers.includes('/email') && { email: 'refused' }),
})
