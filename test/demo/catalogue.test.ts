// The catalogue file becomes SKUs that a merchant could have typed in, and stock that sells out.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type Row, readCatalogue } from '../../db/demo/catalogue.ts'
import { spread } from '../../db/demo/locations.ts'
import { toGrams, toMinorUnits, toSlug } from '../../db/demo/text.ts'

const file = new URL('../../db/demo/catalog/saleor-populatedb_data.json', import.meta.url)
const rows = JSON.parse(readFileSync(file, 'utf8')) as Row[]

describe('the real file', () => {
  const { skus, locations, stock } = readCatalogue(rows)
  const unitsOf = (sku: string) =>
    stock.filter((line) => line.sku === sku).reduce((sum, { quantity }) => sum + quantity, 0)

  it('gives 73 SKUs with valid codes of their own', () => {
    expect(skus).toHaveLength(73)
    expect(new Set(skus.map(({ code }) => code)).size).toBe(73)
    for (const { code } of skus) expect(code).toMatch(/^[A-Za-z0-9._-]{1,64}$/)
  })

  it('keeps the codes it has and names the 17 others after their product', () => {
    const own = rows.filter(({ fields }) => 'sku' in fields && fields.sku !== null)
    expect(own).toHaveLength(56)
    expect(skus.find(({ code }) => code === '918223582')?.title).toBe('White Plimsolls – 39')
    expect(skus.find(({ code }) => code === 'grey-hoodie')?.title).toBe('Grey Hoodie')
  })

  it('prices every SKU in cents', () => {
    const priceOf = (sku: string) => skus.find(({ code }) => code === sku)?.price
    expect(priceOf('113223582')).toBe(899)
    expect(priceOf('gift-card-500')).toBe(50_000)
    expect(skus.filter(({ price }) => !Number.isSafeInteger(price))).toEqual([])
  })

  it('weighs shoes and juices, not downloads', () => {
    const gramsOf = (sku: string) => skus.find(({ code }) => code === sku)?.weight_grams
    expect(gramsOf('918223583')).toBe(1000)
    expect(gramsOf('apple-juice')).toBe(100)
    expect(gramsOf('headless-omnichannel-mp3')).toBeUndefined()
  })

  it('divides the stock over three locations and leaves nothing at zero or below', () => {
    expect(locations.map(({ id }) => id)).toEqual(['global', 'los-angeles', 'chicago'])
    expect(new Set(stock.map(({ location_id }) => location_id)).size).toBe(3)
    expect(stock.filter(({ quantity }) => !(quantity > 0))).toEqual([])
    expect(unitsOf('headless-omnichannel-mp3')).toBe(91)
    expect(unitsOf('918223582')).toBe(10)
    expect(unitsOf('grey-hoodie')).toBe(10)
    expect(unitsOf('124223581')).toBe(0)
  })

  it('is read the same every time', () => {
    expect(readCatalogue(rows)).toEqual({ skus, locations, stock })
  })
})

describe('codes', () => {
  const codesOf = (...variants: [sku: string | null, name: string][]) =>
    readCatalogue([
      { model: 'product.producttype', pk: 1, fields: { weight: null } },
      { model: 'product.product', pk: 1, fields: { name: 'Żółw', slug: 'zolw', product_type: 1 } },
      ...variants.map(([sku, name], index) => ({
        model: 'product.productvariant',
        pk: index + 1,
        fields: { sku, name, product: 1, weight: null },
      })),
    ]).skus.map(({ code }) => code)

  it.each([
    ['missing', null, 'zolw-duzy-xl'],
    ['empty', '', 'zolw-duzy-xl'],
    ['invalid', 'with space', 'zolw-duzy-xl'],
    ['too long', 'x'.repeat(65), 'zolw-duzy-xl'],
    ['valid', 'Own.Code_1-a', 'Own.Code_1-a'],
  ])('a code that is %s', (_, sku, expected) => {
    expect(codesOf([sku, 'Duży / XL'])).toEqual([expected])
  })

  it('derives the second of two equal codes', () => {
    expect(codesOf(['same', 'S'], ['same', 'M'])).toEqual(['same', 'zolw-m'])
  })

  it('never derives a code that another variant has, now or later in the file', () => {
    expect(codesOf([null, 'M'], [null, 'M'], ['zolw-m', 'L'])).toEqual([
      'zolw-m-2',
      'zolw-m-3',
      'zolw-m',
    ])
  })

  it('cuts a derived code to 64 characters, its number included', () => {
    const codes = codesOf([null, 'm'.repeat(90)], [null, 'm'.repeat(90)])

    expect(codes.map((code) => code.length)).toEqual([64, 64])
    expect(new Set(codes).size).toBe(2)
  })

  it('takes an encoded id for no name', () => {
    expect(codesOf([null, btoa('ProductVariant:1')])).toEqual(['zolw'])
  })
})

it('leaves a SKU without a price in dollars without a price', () => {
  const variant = { sku: 'A', name: 'A', product: 1, weight: '2.5:kg' }
  const listing = { variant: 1, channel: 2, price_amount: '40.000' }
  const { skus } = readCatalogue([
    { model: 'product.producttype', pk: 1, fields: { weight: '0.0:g' } },
    { model: 'product.product', pk: 1, fields: { name: 'A', slug: 'a', product_type: 1 } },
    { model: 'product.productvariant', pk: 1, fields: variant },
    { model: 'channel.channel', pk: 2, fields: { currency_code: 'PLN' } },
    { model: 'product.productvariantchannellisting', pk: 1, fields: listing },
  ])

  expect(skus).toEqual([{ code: 'A', title: 'A – A', weight_grams: 2500, product: 'a' }])
})

it.each([
  ['8.990', 899],
  ['40.000', 4000],
  ['0.1', 10],
  ['7', 700],
  ['1.005', 101],
  ['0.994', 99],
  ['90071992547409.91', Number.MAX_SAFE_INTEGER],
])('%s dollars are %i cents', (amount, cents) => {
  expect(toMinorUnits(amount)).toBe(cents)
})

it.each(['', '-1', '1e3', '1,00', '.5'])('refuses %j as an amount', (amount) => {
  expect(() => toMinorUnits(amount)).toThrow('is not an amount')
})

it.each([
  ['1000.0:g', 1000],
  ['1.5:kg', 1500],
  ['0.0:g', undefined],
  ['3:lb', undefined],
  [null, undefined],
])('%s weighs %s grams', (weight, grams) => {
  expect(toGrams(weight)).toBe(grams)
})

it.each([
  ["Pirate's  Beanie", 'pirate-s-beanie'],
  ['Łódź – Größe 42', 'lodz-grosse-42'],
  ['日本', ''],
])('the slug of %s is "%s"', (text, slug) => {
  expect(toSlug(text)).toBe(slug)
})

it('spreads every unit it is given', () => {
  expect([0, 1, 5, 13, 114].map(spread)).toEqual([
    [0, 0, 0],
    [1, 0, 0],
    [3, 1, 1],
    [7, 4, 2],
    [58, 34, 22],
  ])
})
