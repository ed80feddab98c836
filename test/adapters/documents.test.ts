import { readFileSync } from 'node:fs'
import { inflateSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { builtInCarrier } from '../../api/adapters/carriers/built-in'
import { type LabelFormat, labelFormats } from '../../api/adapters/carriers/carrier'
import { drawPackingSlips } from '../../api/adapters/documents/packing-slip'
import { drawStatement } from '../../api/adapters/documents/statement'
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
const sheet = (format: LabelFormat = '4x6') => ({
  ...{
    format,
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
    ...{ shop: text, number: 'HF-7K3M-9QXT', fulfillment_id: 'ful_1', ordered_on: '2026-11-24' },
    ...{ from: [text], to: [text], by: text, parcels: 1 },
    lines: [{ quantity: 1, title: text, sku: 'SKU', notes: [text] }],
  })
  const tags = packingSlipPage(slipOf('plain')).match(/<[^>]*>/g)?.length
  for (const text of naughty) {
    expect([text, packingSlipPage(slipOf(text)).match(/<[^>]*>/g)?.length]).toEqual([text, tags])
  }
})
