import { env, exports } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { archiveEvents, HOT_FOR } from '../../../api/jobs/archive-events'
import { createServices } from '../../../api/services'
import { ORIGIN } from '../../support/worker/api'
import { createMerchant, putSku, type TestMerchant } from '../../support/worker/merchant'

interface Message {
  id: number
  event: string
  data: { sequence: number; type: string; object_id: string }
}

/** Listens; `next` is the next event that arrives, `end` all that come until the line ends. */
async function listen(
  { secret_key }: TestMerchant,
  query: string,
  headers: Record<string, string> = {},
) {
  const response = await exports.default.fetch(
    new Request(`${ORIGIN}/v1/events/stream?${query}`, {
      headers: { authorization: `Bearer ${secret_key}`, ...headers },
    }),
  )
  const reader = (response.body as ReadableStream<Uint8Array>)
    .pipeThrough(new TextDecoderStream())
    .getReader()
  let text = ''
  async function next(): Promise<Message | undefined> {
    for (;;) {
      const end = text.indexOf('\n\n')
      if (end >= 0) {
        const block = text.slice(0, end)
        text = text.slice(end + 2)
        const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1] ?? ''
        if (!block.startsWith('id:')) continue
        return { id: Number(field('id')), event: field('event'), data: JSON.parse(field('data')) }
      }
      const { done, value } = await reader.read()
      if (done) return undefined
      text += value
    }
  }
  async function end() {
    const messages: Message[] = []
    for (let message = await next(); message; message = await next()) messages.push(message)
    return messages
  }
  return { response, next, end, leave: () => reader.cancel() }
}

it('tells what happens as it happens, and nothing of before', async () => {
  const merchant = await createMerchant()
  await putSku(merchant, 'BEFORE')
  const { response, next, leave } = await listen(merchant, '')
  await putSku(merchant, 'A')
  const message = await next()

  expect(response.headers.get('content-type')).toBe('text/event-stream')
  expect(message).toMatchObject({ event: 'sku.created', data: { object_id: 'A' } })
  expect(message?.id).toBe(message?.data.sequence)
  await leave()
})

it('goes on after the last id it is told, without a gap, in order', async () => {
  const merchant = await createMerchant()
  for (const sku of ['A', 'B', 'C', 'D']) await putSku(merchant, sku)
  const first = await listen(merchant, 'after=0')
  const seen = [await first.next(), await first.next()].map((message) => message?.id)
  await first.leave()
  await putSku(merchant, 'E')
  const again = await listen(merchant, 'after=0&seconds=1', {
    'last-event-id': String(seen.at(-1)),
  })

  expect(seen).toEqual([1, 2])
  expect((await again.end()).map(({ id }) => id)).toEqual([3, 4, 5, 6])
})

it('goes on after an id that was archived meanwhile, into what was not', async () => {
  const merchant = await createMerchant()
  for (const sku of ['A', 'B', 'C']) await putSku(merchant, sku)
  const { data } = await merchant.api.get('/v1/events?after=0&type=sku.*')
  await env.DB.exec("DELETE FROM deployment_facts WHERE name = 'archive.merchant'")
  await archiveEvents({ ...createServices(env), now: () => Date.now() + HOT_FOR + 1_000 })
  const first = data[0]?.sequence
  const hot = env.DB.prepare('SELECT 1 FROM events WHERE merchant_id = ? AND sequence = ?')
  expect(await hot.bind(merchant.id, first).first()).toBeNull()
  await putSku(merchant, 'D')

  const { next, leave } = await listen(merchant, '', { 'last-event-id': String(first) })
  const told = [await next(), await next(), await next()]

  expect(told.map((message) => message?.data.object_id)).toEqual(['B', 'C', 'D'])
  await leave()
})

it('tells only the types it is asked for', async () => {
  const merchant = await createMerchant()
  await putSku(merchant, 'A')
  await putSku(merchant, 'A')
  const { end } = await listen(merchant, 'after=0&seconds=1&type=sku.updated')

  expect((await end()).map(({ event }) => event)).toEqual(['sku.updated'])
})

it.each([
  ['seconds=0', {}, '#query/seconds'],
  ['seconds=301', {}, '#query/seconds'],
  ['after=x', {}, '#query/after'],
  ['', { 'last-event-id': 'x' }, '#header/Last-Event-ID'],
  ['', { 'last-event-id': '99999999999999999999' }, '#header/Last-Event-ID'],
])('refuses %s %j', async (query, headers, pointer) => {
  const merchant = await createMerchant()
  const answer = await merchant.api.get(`/v1/events/stream?${query}`, headers)

  expect([answer.status, answer.code]).toEqual([422, 'invalid_request'])
  expect(answer.body.errors).toMatchObject([{ pointer }])
})
