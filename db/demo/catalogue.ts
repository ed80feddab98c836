// Turns Saleor's sample shop into SKUs, locations and the stock they start with. Pure.
import { type Location, locationsAround, spread } from './locations.ts'
import { toGrams, toMinorUnits, toSlug } from './text.ts'

export interface Row {
  readonly model: string
  readonly pk: number | string
  readonly fields: object
}

export interface Sku {
  readonly code: string
  readonly title: string
  /** Minor units. Absent when the file has no price in the demo's currency. */
  readonly price?: number
  readonly weight_grams?: number
  readonly product: string
}

export interface Stock {
  readonly sku: string
  readonly location_id: string
  readonly quantity: number
}

export interface Catalogue {
  readonly skus: readonly Sku[]
  readonly locations: readonly Location[]
  readonly stock: readonly Stock[]
}

export const CURRENCY = 'USD'
/** A thousand pairs of shoes would outlast any demo: each unit here stands for fifty in the file. */
const STOCK_DIVISOR = 50
/** What a variant gets that the file tracks no stock for. */
const UNTRACKED_STOCK = 10
const CODE_LENGTH = 64

interface Variant {
  readonly sku: string | null
  readonly name: string
  readonly product: number
  readonly weight: string | null
}
interface Product {
  readonly name: string
  readonly slug: string
  readonly product_type: number
  readonly weight: string | null
}
interface Listing {
  readonly variant: number
  readonly channel: number
  readonly price_amount: string | null
}

const tableOf = <T>(rows: readonly Row[], model: string): Map<number | string, T> =>
  new Map(rows.filter((row) => row.model === model).map(({ pk, fields }) => [pk, fields as T]))

function found<T>(table: Map<number | string, T>, pk: number | string): T {
  const fields = table.get(pk)
  if (!fields) throw new Error(`The catalogue file refers to row ${pk}, which it does not have.`)
  return fields
}

/** Saleor calls a product's only variant by its own encoded id: such a name says nothing. */
const nameOf = (pk: number | string, variant: Variant): string =>
  variant.name === btoa(`ProductVariant:${pk}`) ? '' : variant.name.trim()

/** The code of every variant: its own when it is valid and the first of its kind, else derived. */
function codesOf(variants: Map<number | string, Variant>, products: Map<number | string, Product>) {
  const codes = new Map<number | string, string>()
  const taken = new Set<string>()
  const take = (pk: number | string, code: string) => {
    codes.set(pk, code)
    taken.add(code)
  }
  for (const [pk, { sku }] of variants) {
    if (sku && /^[A-Za-z0-9._-]{1,64}$/.test(sku) && !taken.has(sku)) take(pk, sku)
  }
  for (const [pk, variant] of variants) {
    if (codes.has(pk)) continue
    const { slug } = found(products, variant.product)
    const derived = toSlug(`${slug} ${nameOf(pk, variant)}`) || `variant-${pk}`
    let code = derived.slice(0, CODE_LENGTH)
    for (let n = 2; taken.has(code); n++) {
      const suffix = `-${n}`
      code = derived.slice(0, CODE_LENGTH - suffix.length) + suffix
    }
    take(pk, code)
  }
  return codes
}

const divided = (quantity: number): number =>
  quantity > 0 ? Math.max(1, Math.round(quantity / STOCK_DIVISOR)) : 0

export function readCatalogue(rows: readonly Row[]): Catalogue {
  const variants = tableOf<Variant>(rows, 'product.productvariant')
  const products = tableOf<Product>(rows, 'product.product')
  const types = tableOf<{ weight: string | null }>(rows, 'product.producttype')
  const channels = tableOf<{ currency_code: string }>(rows, 'channel.channel')
  const codes = codesOf(variants, products)

  // A variant sold only in another currency has no price here: an exchange rate would be made up.
  const prices = new Map<number, string>()
  for (const listing of tableOf<Listing>(rows, 'product.productvariantchannellisting').values()) {
    const { currency_code } = found(channels, listing.channel)
    if (currency_code === CURRENCY && listing.price_amount !== null) {
      prices.set(listing.variant, listing.price_amount)
    }
  }

  const units = new Map<number, number>()
  type StockRow = { product_variant: number; quantity: number }
  for (const row of tableOf<StockRow>(rows, 'warehouse.stock').values()) {
    units.set(row.product_variant, (units.get(row.product_variant) ?? 0) + row.quantity)
  }

  const skus = [...variants].map(([pk, variant]): Sku => {
    const product = found(products, variant.product)
    const { weight } = found(types, product.product_type)
    const grams = toGrams(variant.weight) ?? toGrams(product.weight) ?? toGrams(weight)
    const price = prices.get(Number(pk))
    return {
      code: found(codes, pk),
      title: [product.name, nameOf(pk, variant)].filter(Boolean).join(' – '),
      ...(price !== undefined && { price: toMinorUnits(price) }),
      ...(grams !== undefined && { weight_grams: grams }),
      product: product.slug,
    }
  })

  const [warehouse] = tableOf<{ slug: string; name: string }>(rows, 'warehouse.warehouse').values()
  const locations = locationsAround(warehouse ?? { slug: 'global', name: 'Global' })
  const stock = [...variants.keys()].flatMap((pk) => {
    const tracked = units.get(Number(pk))
    const parts = spread(tracked === undefined ? UNTRACKED_STOCK : divided(tracked))
    return locations.flatMap(({ id }, index) => {
      const quantity = parts[index] ?? 0
      return quantity > 0 ? [{ sku: found(codes, pk), location_id: id, quantity }] : []
    })
  })
  return { skus, locations, stock }
}
