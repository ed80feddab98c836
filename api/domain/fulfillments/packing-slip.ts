import type { Language } from '../notifications/language'
import type { Aggregate } from '../orders/aggregate'
import type { OrderAddress } from '../orders/order'
import { paperText } from '../papers/text/text'
import { countryName } from '../shared/country'
import type { Fulfillment } from './fulfillment'
import { partsOf } from './lines'

/** What lies in the parcel, for who opens it. Prices are nobody's business: it may be a gift. */
export interface PackingSlip {
  /** Of who opens it. */
  language: Language
  shop: string
  number: string
  fulfillment_id: string
  /** `YYYY-MM-DD`, in the shop's time zone. */
  ordered_on: string
  from: readonly string[]
  to: readonly string[]
  /** How it goes: by whom, or that it is fetched. */
  by: string
  parcels: number
  lines: readonly SlipLine[]
}

export interface SlipLine {
  quantity: number
  title: string
  sku: string
  /** What a kit is made of, and what was asked for with it: `Engraving: Ada`. */
  notes: readonly string[]
}

export interface Sender {
  language: Language
  shop: string
  ordered_on: string
  location: { name: string; lines: readonly string[] }
  titles: ReadonlyMap<string, string>
}

/** The slip of one fulfillment: only what it has, and kits as they were sold. */
export function packingSlip(
  { order, lines }: Pick<Aggregate, 'order' | 'lines'>,
  fulfillment: Fulfillment,
  { language, shop, ordered_on, location, titles }: Sender,
): PackingSlip {
  const { tracking, method, packages } = fulfillment
  const parcel = [tracking?.carrier, tracking?.service, tracking?.tracking_number]
  return {
    language,
    shop,
    number: order.number,
    fulfillment_id: fulfillment.id,
    ordered_on,
    from: [location.name, ...location.lines],
    to: order.shipping_address ? addressLines(order.shipping_address) : [order.customer.name],
    by:
      method === 'ship'
        ? parcel.filter(Boolean).join(' · ')
        : paperText(language, 'pickup', { place: location.name }),
    parcels: Math.max(1, packages.length),
    lines: lines.flatMap((line) => {
      const own = fulfillment.lines.filter(({ line_id }) => line_id === line.id)
      if (own.length === 0) return []
      const properties = Object.entries(line.properties).map(([name, value]) => `${name}: ${value}`)
      const parts = partsOf(line)
      const here = (sku: string) => own.find((each) => each.sku === sku)?.quantity ?? 0
      const whole = parts.map(({ sku, quantity }) => here(sku) / quantity)
      const [kits = 0] = whole
      // A kit that is split over parcels is told by what is in this one.
      const is_whole = Number.isInteger(kits) && whole.every((each) => each === kits)
      const contents = own.map(({ sku, quantity }) => `${quantity} × ${titles.get(sku) ?? sku}`)
      const kit = line.components.length > 0
      return [
        {
          quantity: is_whole ? kits : 1,
          title: is_whole ? line.title : paperText(language, 'part', { title: line.title }),
          sku: line.sku,
          notes: [...(kit ? contents : []), ...properties],
        },
      ]
    }),
  }
}

export const addressLines = (address: Omit<OrderAddress, 'name'> & { name?: string }): string[] =>
  [
    address.name,
    address.line1,
    address.line2,
    [address.postal_code, address.city].join(' '),
    address.region,
    countryName(address.country),
  ].filter((line): line is string => Boolean(line))
