import { expect, it } from 'vitest'
import { describeError } from '../../api/http/log'

class FailedQuery extends Error {
  readonly query = 'insert into "orders" ("email") values (?)'
  readonly params = ['ada@example.com']
  constructor(cause: Error) {
    super('Failed query: insert into "orders" ("email") values (?)\nparams: ada@example.com', {
      cause,
    })
  }
}

it('keeps the parameters of a failed query out of the log', () => {
  const described = describeError(new FailedQuery(new Error('D1_ERROR: no such table: orders')))

  expect(JSON.stringify(described)).not.toContain('ada@example.com')
  expect(described).toMatchObject({
    message: 'D1_ERROR: no such table: orders',
    query: 'insert into "orders" ("email") values (?)',
  })
  expect(described.frames).not.toEqual([])
})

it('tells name, message and place of other errors', () => {
  const described = describeError(new TypeError('x is not a function'))

  expect(described).toMatchObject({ name: 'TypeError', message: 'x is not a function' })
  expect(described.frames).not.toEqual([])
})

it('does not print what was thrown instead of an error', () => {
  expect(describeError('ada@example.com')).toEqual({ name: 'NotAnError', message: 'string' })
})
