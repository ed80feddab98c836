import { readFileSync } from 'node:fs'
import { inflateSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { builtInCarrier } from '../../api/adapters/carriers/built-in'
import { type LabelFormat, labelFormats } from '../../api/adapters/carriers/carrier'
import { drawPackingSlips } from '../../api/adapters/documents/packing-slip'
import { drawStatement } from '../../api/adapters/documents/statement'
import { type Language, languages } from '../../api/domain/notifications/language'
import { en } from '../../api/domain/papers/text/en'
import { paperLanguage, paperText } from '../../api/domain/papers/text/text'
import { printable } from '../../api/domain/shared/printable'
import { packingSlipPage } from '../../api/features/fulfillments/packing-slip-page'

const naughty = JSON.parse(
  readFileSync(new URL('../fixtures/blns/blns.json', import.meta.url), 'utf8'),
) as string[]
const here = {
  name: 'Bakery, Berlin',
  line1: 'Westhafenstraße 1',
  city: 'Berlin',
  postal_code: '13353',
  country: 'DE',
}
const ada = {
  name: 'Ada Lovelace',
  line1: 'Łódzka 5',
  city: 'Warszawa',
  postal_code: '00-001',
  country: 'PL',
}
const request = {
  ...{ parcel_id: 'par_1', reference: 'HF-7K3M-9QXT-R1-P1', from: ada, to: here },
  ...{ weight_grams: 1_250, created_at: 0 },
}
const sheet = (format: LabelFormat = '4x6', language: Language = 'en') => ({
  ...{
    format,
    language,
    reference: request.reference,
    contents: ['2 × T-shirt'],
    instructions: ['Pack it.'],
  },
})

/** What a page says: every string it draws, in the order it is drawn. */
function textOf(pdf: Uint8Array): string[] {
  const file = Buffer.from(pdf)
  const windows1252 = new TextDecoder('windows-1252')
  const strings: string[] = []
  for (let at = file.indexOf('stream\n'); at >= 0; at = file.indexOf('stream\n', at + 1)) {
    const end = file.indexOf('\nendstream', at)
    const content = inflateSync(file.subarray(at + 7, end)).toString('latin1')
    for (const [, hex = ''] of content.matchAll(/<([0-9A-F]*)> Tj/g)) {
      strings.push(windows1252.decode(Buffer.from(hex, 'hex')))
    }
    at = end + '\nendstream'.length
  }
  return strings
}
const pageSizes = (pdf: Uint8Array) =>
  [
    ...Buffer.from(pdf)
      .toString('latin1')
      .matchAll(/\/MediaBox \[ 0 0 ([\d.]+) ([\d.]+) \]/g),
  ].map(([, width, height]) =>
    [Number(width), Number(height)].map((points) => Math.round((points / 72) * 254) / 10),
  )

it('swaps the addresses of the outbound label, and says what people need', async () => {
  const label = await builtInCarrier.buyLabel(request)
  expect(label).toMatchObject({ tracking_number: 'HF7K3M9QXTR1P1', from: ada, to: here })
  const said = textOf(await builtInCarrier.drawLabel(label, sheet()))
  const [from, to] = [said.indexOf('FROM'), said.indexOf('TO')]
  expect(said.slice(from + 1, from + 5)).toEqual([
    'Ada Lovelace',
    'Lódzka 5',
    '00-001 Warszawa',
    'Poland',
  ])
  expect(said.slice(to + 1, to + 5)).toEqual([
    'Bakery, Berlin',
    'Westhafenstraße 1',
    '13353 Berlin',
    'Germany',
  ])
  expect(said).toEqual(
    expect.arrayContaining([
      'RETURN',
      '1250 g',
      'HF7K3M9QXTR1P1',
      'HF-7K3M-9QXT-R1-P1',
      'Pack it.',
      '2 × T-shirt',
    ]),
  )
})

it.each([
  ['4x6', [101.6, 152.4]],
  ['a6', [105, 148]],
] as const)('prints %s in its size, and instructions on a second page', async (format, size) => {
  const label = await builtInCarrier.buyLabel(request)
  const pdf = await builtInCarrier.drawLabel(label, sheet(format))
  expect(pageSizes(pdf)).toEqual([size, size])
  expect(
    Buffer.from(await builtInCarrier.drawLabel(label, sheet(format))).equals(Buffer.from(pdf)),
  ).toBe(true)
})

it('is the same label however often it is asked for', async () => {
  const again = { ...request, created_at: 0 }
  expect(await builtInCarrier.buyLabel(again)).toEqual(builtInCarrier.assignLabel(request))
  expect(labelFormats).toEqual(['4x6', 'a6'])
})

/** What can be read of a page, whatever the lines it was broken into. */
const readable = (pdf: Uint8Array) => textOf(pdf).join(' ')

it.each(languages)('is written for customers in %s, or else in English', async (language) => {
  const say = (
    ...[key, values]: Parameters<typeof paperText> extends [Language, ...infer Rest] ? Rest : never
  ) => printable(paperText(language, key, values))
  const steps = (['label_pack', 'label_enclose', 'label_stick', 'label_hand_in'] as const).map(
    (key) => say(key),
  )
  const label = await builtInCarrier.buyLabel(request)
  for (const format of labelFormats) {
    const printed = { ...sheet(format, language), instructions: steps }
    const said = readable(await builtInCarrier.drawLabel(label, printed))
    const { reference } = request
    // All of it, however long the language is.
    for (const text of [say('label_steps'), ...steps, say('label_contents', { reference })]) {
      expect(said).toContain(text)
    }
    expect(said).toContain('2 × T-shirt')
  }
  const line = { quantity: 1, title: 'Mug', sku: 'MUG', notes: Array(30).fill('Note') }
  const slip = readable(
    await drawPackingSlips(
      [
        {
          ...{
            language,
            shop: 'Shop',
            number: 'HF-1',
            fulfillment_id: 'ful_1',
            ordered_on: '2026-11-24',
          },
          ...{ from: ['A'], to: ['B'], by: 'DHL', parcels: 2, lines: [line] },
        },
      ],
      0,
    ),
  )
  expect(slip).toContain(
    `${say('packing_slip')} ${say('order_of', { number: 'HF-1', date: '2026-11-24' })} DHL · ${say('parcels', { count: 2 })}`,
  )
  expect(slip).toContain(`${say('quantity')} ${say('item')} SKU`)
  expect(slip).toContain(say('more', { count: 10 }))
  expect(slip).toContain(say('page', { page: 1 }))
})

it('has words of its own in every language the fonts can write, and all of them can be written', () => {
  const written = languages.filter((language) => paperLanguage(language) === language)
  expect(written).toEqual(['en', 'de', 'fr', 'es', 'it', 'nl'])
  const steps = written.map((language) => paperText(language, 'label_steps'))
  expect(new Set(steps).size).toBe(written.length)
  expect(paperText('ja', 'label_steps')).toBe(en.label_steps)
  for (const language of written) {
    for (const key of Object.keys(en) as (keyof typeof en)[]) {
      const text = paperText(language, key)
      expect(printable(text)).toBe(text)
      const names = (each: string) => each.match(/\{\w+\}/g)?.sort()
      expect([language, key, names(text)]).toEqual([language, key, names(en[key])])
    }
  }
})

it('prints every naughty string on a label as text', async () => {
  const printed = naughty.filter((text) => text.length <= 200)
  expect(printed.length).toBeGreaterThan(450)
  for (let at = 0; at < printed.length; at += 12) {
    const texts = printed.slice(at, at + 12)
    const [name = '', line1 = '', line2 = '', city = '', region = '', ...rest] = texts
    const [name_to = '', line1_to = '', line2_to = '', city_to = '', region_to = '', ...items] =
      rest
    const label = await builtInCarrier.buyLabel({
      ...request,
      from: { ...ada, name, line1, line2, city, region },
      to: {
        ...here,
        name: name_to,
        line1: line1_to,
        line2: line2_to,
        city: city_to,
        region: region_to,
      },
    })
    const pdf = await builtInCarrier.drawLabel(label, { ...sheet(), contents: items })
    const squeezed = textOf(pdf).join('').replaceAll(/[\s…]/g, '')
    for (const text of texts) {
      const shown = printable(text).replaceAll(/[\s…]/g, '')
      // An address line that is too long is cut, and says so.
      expect([text, squeezed.includes(shown.slice(0, 5))]).toEqual([text, true])
    }
    expect(squeezed).toContain('HF7K3M9QXTR1P1')
  }
}, 60_000)

it('prints every naughty string on a statement as text, to the end', async () => {
  const statement = await drawStatement({
    ...{ title: 'Credit note', facts: [['Reason', 'x']], created_at: 0 },
    blocks: [{ heading: 'To', lines: naughty }],
    table: {
      columns: ['Item', 'Amount'],
      rows: naughty.map((text) => [text, '1.00 EUR']),
      totals: [['Credited', '1.00 EUR']],
    },
  })
  expect(pageSizes(statement).length).toBeGreaterThan(10)
  const stated = textOf(statement).join('').replaceAll(/\s/g, '')
  for (const text of naughty) {
    const shown = printable(text).replaceAll(/\s/g, '')
    expect([text, stated.includes(shown)]).toEqual([text, true])
  }
  expect(textOf(statement).filter((text) => text === '1.00 EUR').length).toBe(naughty.length + 1)
}, 60_000)

it('prints every naughty string on a packing slip as text', async () => {
  const [shop = '', from = '', to = '', by = ''] = naughty.slice(100)
  const pdf = await drawPackingSlips(
    [
      {
        language: 'en',
        ...{ shop, number: 'HF-7K3M-9QXT', fulfillment_id: 'ful_1', ordered_on: '2026-11-24' },
        ...{ from: [from], to: [to], by, parcels: 2 },
        lines: naughty.map((text) => ({ quantity: 1, title: text, sku: 'SKU', notes: [text] })),
      },
    ],
    0,
  )
  const drawn = textOf(pdf).join('').replaceAll(/\s/g, '')
  for (const text of naughty) {
    const shown = printable(text).replaceAll(/\s/g, '')
    // What is longer than six lines is cut off, and says so.
    const whole = shown.length < 200 ? shown : shown.slice(0, 150)
    expect([text, drawn.split(whole).length > 2]).toEqual([text, true])
  }
}, 60_000)

it('shows every naughty string on a packing slip to print from a browser as text', () => {
  const slipOf = (text: string) => ({
    language: 'en' as const,
    ...{ shop: text, number: 'HF-7K3M-9QXT', fulfillment_id: 'ful_1', ordered_on: '2026-11-24' },
    ...{ from: [text], to: [text], by: text, parcels: 1 },
    lines: [{ quantity: 1, title: text, sku: 'SKU', notes: [text] }],
  })
  const tags = packingSlipPage(slipOf('plain')).match(/<[^>]*>/g)?.length
  for (const text of naughty) {
    expect([text, packingSlipPage(slipOf(text)).match(/<[^>]*>/g)?.length]).toEqual([text, tags])
  }
})
