import { beforeEach, describe, expect, it } from 'vitest'
import { languages as spoken } from '../../api/domain/notifications/language'
import { fulfillmentStatuses, orderStatuses } from '../../api/domain/orders/status'
import { counted, en, type Texts } from '../../portal/text/en'
import { dayAndYear, money } from '../../portal/text/format'
import { languages, names } from '../../portal/text/languages'
import { stepsDone, tellParcel, tellStatus, tellTracking } from '../../portal/text/order-status'
import { speak, text, textAbout, textFor } from '../../portal/text/text'

const every = orderStatuses.flatMap((status) =>
  fulfillmentStatuses.map((fulfillment_status) => ({ status, fulfillment_status })),
)
const loaded = await Promise.all(
  spoken.map(async (language): Promise<[string, Texts]> => {
    const texts = await languages[language]?.()
    if (!texts) throw new Error(`No texts for ${language}`)
    return [language, texts]
  }),
)

beforeEach(() => speak('en', { texts: en, counted }))

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

const parcel = {
  id: 'ful_1',
  method: 'ship' as const,
  ...{ carrier: null, tracking_number: null, tracking_url: null },
  ...{ shipped_at: null, delivered_at: null },
}

it.each([
  ['open', null, 'parcel_preparing'],
  ['on_hold', null, 'parcel_preparing'],
  ['shipped', null, 'parcel_in_transit'],
  ['shipped', 'unknown', 'parcel_in_transit'],
  ['shipped', 'a word of the carrier’s own', 'parcel_in_transit'],
  ['shipped', 'out_for_delivery', 'parcel_out_for_delivery'],
  ['shipped', 'exception', 'parcel_exception'],
  ['delivered', 'in_transit', 'parcel_delivered'],
  ['ready_for_pickup', null, 'parcel_ready_for_pickup'],
  ['picked_up', null, 'parcel_picked_up'],
] as const)('tell of a parcel that is %s and %s', (status, tracking_status, told) => {
  expect(tellParcel({ ...parcel, lines: [], events: [], status, tracking_status })).toBe(told)
})

it.each([
  ['open', 'unfulfilled', 'open', 1],
  ['open', 'unfulfilled', 'packed', 2],
  ['open', 'fulfilled', 'shipped', 3],
  ['closed', 'delivered', 'delivered', 4],
  ['canceled', 'unfulfilled', 'canceled', 0],
] as const)('%s, %s and %s is so many steps', (status, fulfillment_status, of_parcel, done) => {
  const parcels = [{ ...parcel, lines: [], events: [], status: of_parcel, tracking_status: null }]
  expect(stepsDone({ status, fulfillment_status, parcels })).toBe(done)
})

it('has no words of its own for what a carrier calls its own way', () => {
  expect(tellTracking('toString')).toBeUndefined()
  expect(tellTracking('delivered')).toBe('parcel_delivered')
})

it('fills in what a text needs, as it was written', () => {
  expect(text('order_title', { number: '$& {number} <b>' })).toBe('Order $& {number} <b>')
  expect(textAbout('on_hold_next', 'the shop')).toMatch(/^The shop looks at it/)
})

describe.each(loaded)('in %s', (language, { texts, counted: forms }) => {
  it('every text is there, with what it needs and nothing unfinished', () => {
    expect(Object.keys(texts)).toEqual(Object.keys(en))
    const braces = (value: string) => [...value.matchAll(/\{\w+\}/g)].map(String).sort()
    for (const [key, english] of Object.entries(en)) {
      const value = texts[key as keyof typeof en]
      expect([key, value]).toEqual([key, expect.stringMatching(/^\S(?:[\s\S]*\S)?$/)])
      expect([key, braces(value)]).toEqual([key, braces(english)])
    }
    expect(names[language]).toMatch(/^\S+$/)
  })

  it('every way it counts has a form', () => {
    const ways = new Intl.PluralRules(language).resolvedOptions().pluralCategories
    for (const form of Object.values(forms)) {
      // Millions of parcels are no matter of grammar here: `many` of fr, es and it.
      const needed = ways.filter((way) => way !== 'many' || language === 'ar')
      expect(Object.keys(form).sort()).toEqual([...needed].sort())
    }
  })
})

it.each([
  ['en', 1, 'Your order comes in 1 parcel.'],
  ['en', 2, 'Your order comes in 2 parcels.'],
  ['ar', 2, 'يصل طلبك في طردين.'],
  ['ja', 3, 'ご注文は 3 個の荷物で届きます。'],
])('counts in %s: %i', (language, count, said) => {
  const texts = loaded.find(([name]) => name === language)?.[1]
  if (texts) speak(language, texts)
  expect(textFor('split', count)).toBe(said)
})

it.each([
  ['de', 'EUR', 123456, '1.234,56 €'],
  ['en', 'JPY', 9899, '¥9,899'],
  ['en', 'KWD', 1234, 'KWD 1.234'],
  ['en', 'EUR', -490, '-€4.90'],
  ['en', 'USD', 9007199254740991, '$90,071,992,547,409.91'],
])('writes money as people do in %s, %s', (language, currency, amount, written) => {
  speak(language, { texts: en, counted })
  expect(money(amount, currency).replaceAll(/\s/g, ' ')).toBe(written)
})

it.each([
  ['de', 'Europe/Berlin', '24. November 2026'],
  ['en', 'America/New_York', 'November 23, 2026'],
  ['ja', 'Asia/Tokyo', '2026年11月24日'],
])('writes a date as people do in %s, where they are', (language, time_zone, written) => {
  speak(language, { texts: en, counted })
  expect(dayAndYear('2026-11-24T01:30:00.000Z', time_zone)).toBe(written)
})
