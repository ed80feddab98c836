import { beforeAll, expect, it } from 'vitest'
import { anyone } from '../../support/worker/api'
import { email, openShop } from './shop-with-order'

let shop: Awaited<ReturnType<typeof openShop>>
let order: Awaited<ReturnType<typeof shop.order>>

beforeAll(async () => {
  shop = await openShop()
  order = await shop.order()
})

const path = () => `/portal/${shop.slug}/api/lookup`
const lookUp = (asked: object, headers?: Record<string, string>) =>
  anyone.post(path(), asked, headers)

it('shows an order to who knows its number and e-mail, and no more than that', async () => {
  const answer = await lookUp({ number: order.number, email })

  expect(answer.status).toBe(200)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(answer.body).toEqual({
    number: order.number,
    status: 'open',
    fulfillment_status: 'unfulfilled',
    placed_at: order.created_at,
    lines: [
      { title: 'ROLL of rye', quantity: 4 },
      { title: 'BREAD of rye', quantity: 1 },
    ],
    parcels: [
      {
        ...{ id: expect.stringMatching(/^ful_/), method: 'ship', status: 'on_hold' },
        ...{ carrier: null, tracking_number: null, tracking_url: null, tracking_status: null },
        ...{ events: [], shipped_at: null, delivered_at: null },
        lines: [
          { title: 'ROLL of rye', quantity: 4 },
          { title: 'BREAD of rye', quantity: 1 },
        ],
      },
    ],
    expected: null,
  })
})

it.each([
  ['in lower case', 'ada@example.com'],
  ['in upper case', 'ADA@EXAMPLE.COM'],
  ['with spaces around it', '  ada@example.com '],
])('takes the e-mail %s', async (_, written) => {
  expect((await lookUp({ number: order.number, email: written })).status).toBe(200)
})

it('takes the number as people write it', async () => {
  const number = ` ${order.number.toLowerCase().replaceAll('-', ' ')} `

  expect((await lookUp({ number, email })).status).toBe(200)
})

it('takes the domain of an address in either of its forms', async () => {
  const { number } = await shop.order('Ada@Bücher.example')

  expect((await lookUp({ number, email: 'ada@bücher.example' })).status).toBe(200)
  expect((await lookUp({ number, email: 'ada@xn--bcher-kva.example' })).status).toBe(200)
  expect((await lookUp({ number, email: 'ada@bucher.example' })).status).toBe(404)
})

it.each([
  ['nothing', {}, ['/number', '/email']],
  ['no number', { email }, ['/number']],
  ['a number of spaces', { number: '  ', email }, ['/number']],
  ['a number too long to be one', { number: 'H'.repeat(65), email }, ['/number']],
  ['a number that is no text', { number: 7, email }, ['/number']],
  ['an address without @', { number: 'HF-7K3M-9QXT', email: 'ada' }, ['/email']],
  ['an unknown field', { number: 'HF-7K3M-9QXT', email, id: 'x' }, ['/id']],
])('refuses %s', async (_, asked, pointers) => {
  const { status, body } = await lookUp(asked)

  expect([status, body.code]).toEqual([422, 'invalid_request'])
  expect(body.errors).toEqual(
    pointers.map((pointer) => ({ pointer, detail: expect.stringMatching(/\w/) })),
  )
})

it('refuses what is no JSON, what is too large, and other methods', async () => {
  const plain = await anyone.post(path(), 'number=1', { 'content-type': 'text/plain' })
  const malformed = await anyone.post(path(), '{')
  const large = await lookUp({ number: order.number, email, note: 'x'.repeat(1024 * 1024) })
  const get = await anyone.get(path())

  expect([plain.status, plain.code]).toEqual([415, 'unsupported_media_type'])
  expect([malformed.status, malformed.code]).toEqual([400, 'malformed_json'])
  expect([large.status, large.code]).toEqual([413, 'body_too_large'])
  expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST'])
})

it('lets no page of another origin read the answer', async () => {
  const headers = { origin: 'https://elsewhere.test' }
  const answer = await lookUp({ number: order.number, email }, headers)

  expect(answer.status).toBe(200)
  expect(answer.headers.get('access-control-allow-origin')).toBeNull()
})
