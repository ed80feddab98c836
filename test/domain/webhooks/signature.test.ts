import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { newSecret, openSecret, sealSecret, signWebhook } from '../../../api/objects/webhook-secret'

interface Vector {
  secret: string
  id: string
  timestamp: number
  payload: string
  signature: string
}
const vectors: Vector[] = JSON.parse(
  readFileSync(new URL('../../fixtures/standard-webhooks/vectors.json', import.meta.url), 'utf8'),
)

it('there are vectors', () => {
  expect(vectors.length).toBeGreaterThan(0)
})

it.each(vectors)(
  'signs $id as Standard Webhooks does',
  ({ secret, id, timestamp, payload, signature }) => {
    expect(signWebhook([secret], { id, timestamp, body: payload })).toBe(signature)
  },
)

it('signs once for every valid secret, separated by spaces', () => {
  const [first, second] = [newSecret(), newSecret()]
  const message = { id: 'evt_1', timestamp: 1, body: '{}' }

  expect(signWebhook([first, second], message)).toBe(
    `${signWebhook([first], message)} ${signWebhook([second], message)}`,
  )
})

it('makes secrets of 32 random bytes', () => {
  const secret = newSecret()

  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
  expect(newSecret()).not.toBe(secret)
})

it('keeps secrets sealed: every time otherwise, opened only by the same key, unchanged', () => {
  const sealed = sealSecret('key', 'whsec_abc')

  expect(sealed).not.toContain('whsec_')
  expect(sealSecret('key', 'whsec_abc')).not.toBe(sealed)
  expect(openSecret('key', sealed)).toBe('whsec_abc')
  expect(() => openSecret('other', sealed)).toThrow()
  const changed = Buffer.from(sealed, 'base64')
  changed[15] = (changed[15] ?? 0) ^ 1
  expect(() => openSecret('key', changed.toString('base64'))).toThrow()
})
