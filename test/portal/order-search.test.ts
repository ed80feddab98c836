import { expect, it, vi } from 'vitest'
import type { Answer, OrderView } from '../../portal/client'
import { checkForm, createOrderSearch } from '../../portal/primitives/create-order-search'

const asked = { number: 'HF-7K3M-9QXT', email: 'ada@example.com' }
const refusal = (code: string, ...fields: string[]): Answer<OrderView> => ({
  type: 'refused',
  code,
  fields,
  problem: {},
})

it.each([
  ['both fields empty', { number: '', email: '  ' }, { number: 'missing', email: 'missing' }],
  ['a number of spaces', { ...asked, number: ' ' }, { number: 'missing' }],
  ['an address without @', { ...asked, email: 'ada' }, { email: 'refused' }],
  ['an address without a name', { ...asked, email: ' @example.com' }, { email: 'refused' }],
  ['nothing', asked, {}],
])('complains about %s', (_, form, problems) => {
  expect(checkForm(form)).toEqual(problems)
})

it('asks nobody about a form with problems', () => {
  const lookUp = vi.fn()
  const { search, problems, find } = createOrderSearch(lookUp)
  find({ number: '', email: '' })

  expect(lookUp).not.toHaveBeenCalled()
  expect(search()).toEqual({ type: 'idle' })
  expect(problems()).toEqual({ number: 'missing', email: 'missing' })
})

it('searches once at a time, then shows the answer', async () => {
  let answer = (_: Answer<OrderView>) => {}
  const lookUp = vi.fn(() => new Promise<Answer<OrderView>>((resolve) => (answer = resolve)))
  const { search, find } = createOrderSearch(lookUp)
  const first = find(asked)
  const second = find(asked)
  const while_searching = search()
  answer(refusal('order_not_found'))
  await Promise.all([first, second])

  expect(lookUp).toHaveBeenCalledTimes(1)
  expect(while_searching).toEqual({ type: 'searching' })
  expect(search()).toMatchObject({ type: 'refused', code: 'order_not_found' })
})

it('shows what the API refused at its field', async () => {
  const { problems, find } = createOrderSearch(async () => refusal('invalid_request', '/email'))
  await find(asked)

  expect(problems()).toEqual({ email: 'refused' })
})
