import { describe, expect, it } from 'vitest'
import { fulfillmentStatuses, orderStatuses } from '../../api/domain/orders/status'
import { formatMoment } from '../../portal/text/dates'
import { en } from '../../portal/text/en'
import { tellStatus } from '../../portal/text/order-status'
import { text, textAbout } from '../../portal/text/text'

const every = orderStatuses.flatMap((status) =>
  fulfillmentStatuses.map((fulfillment_status) => ({ status, fulfillment_status })),
)

describe('the words for a status', () => {
  it.each(every)('say $status and $fulfillment_status, and what is next', (statuses) => {
    const told = tellStatus(statuses)

    expect(en[told]).toMatch(/^[A-Z]/)
    expect(textAbout(`${told}_next`, 'the shop')).toMatch(/^[A-Z][^{}]*\.$/)
  })

  it.each([
    ['canceled', 'unfulfilled', 'canceled'],
    ['canceled', 'partially_fulfilled', 'canceled'],
    ['on_hold', 'unfulfilled', 'on_hold'],
    ['pending', 'unfulfilled', 'pending'],
    ['open', 'unfulfilled', 'unfulfilled'],
    ['open', 'fulfilled', 'fulfilled'],
    ['closed', 'delivered', 'delivered'],
    ['closed', 'unfulfilled', 'closed'],
  ] as const)('tell of %s and %s that it is %s', (status, fulfillment_status, told) => {
    expect(tellStatus({ status, fulfillment_status })).toBe(told)
  })
})

it('fills in what a text needs, as it was written', () => {
  expect(text('order_title', { number: 'HF-7K3M-9QXT' })).toBe('Order HF-7K3M-9QXT')
  expect(text('page_title_of', { shop: '$& {shop} <b>' })).toBe('Find my order · $& {shop} <b>')
})

it('begins a sentence with a capital when the shop has no name yet', () => {
  expect(textAbout('on_hold_next', 'the shop')).toMatch(/^The shop is looking at it/)
})

it('leaves no text empty, and none that looks unfinished', () => {
  for (const value of Object.values(en)) expect(value).toMatch(/^\S(?:.*\S)?$/)
})

it.each([
  ['de-DE', '23. November 2026'],
  ['en-GB', '23 November 2026'],
  ['ja-JP', '2026年11月23日'],
])('writes a date as people do in %s', (locale, date) => {
  const { shown, locale: used } = formatMoment('2026-11-23T12:00:00.000Z', locale)

  expect(shown).toContain(date)
  expect(used).toBe(locale)
})
