// The three places the demo ships from, and how units are spread over them. The addresses are real and public.

export interface Location {
  readonly id: string
  readonly name: string
  readonly kind: 'warehouse' | 'store' | 'third_party'
  readonly address: {
    readonly line1: string
    readonly line2?: string
    readonly city: string
    readonly region: string
    readonly postal_code: string
    readonly country: string
    readonly latitude: number
    readonly longitude: number
  }
  readonly pickup: boolean
  readonly priority: number
  readonly time_zone: string
  readonly cutoff: string
}

/** How a SKU's units are spread over the locations, in their order. */
const SHARES = [5, 3, 2]

/** The file's own warehouse comes first; its address is not part of the file. */
export function locationsAround(warehouse: { slug: string; name: string }): readonly Location[] {
  return [
    {
      id: warehouse.slug,
      name: warehouse.name,
      kind: 'warehouse',
      address: {
        line1: '220 36th Street',
        line2: 'Industry City',
        city: 'Brooklyn',
        region: 'NY',
        postal_code: '11232',
        country: 'US',
        latitude: 40.6562,
        longitude: -74.0072,
      },
      pickup: false,
      priority: 0,
      time_zone: 'America/New_York',
      cutoff: '14:00',
    },
    {
      id: 'los-angeles',
      name: 'Los Angeles',
      kind: 'third_party',
      address: {
        line1: '777 South Alameda Street',
        line2: 'ROW DTLA',
        city: 'Los Angeles',
        region: 'CA',
        postal_code: '90021',
        country: 'US',
        latitude: 34.0346,
        longitude: -118.2408,
      },
      pickup: false,
      priority: 1,
      time_zone: 'America/Los_Angeles',
      cutoff: '13:00',
    },
    {
      id: 'chicago',
      name: 'Chicago',
      kind: 'store',
      address: {
        line1: '222 West Merchandise Mart Plaza',
        line2: 'The Merchandise Mart',
        city: 'Chicago',
        region: 'IL',
        postal_code: '60654',
        country: 'US',
        latitude: 41.8886,
        longitude: -87.6355,
      },
      pickup: true,
      priority: 2,
      time_zone: 'America/Chicago',
      cutoff: '12:00',
    },
  ]
}

/** Splits whole units by `SHARES`; what the rounding leaves goes to the first locations. */
export function spread(quantity: number): readonly number[] {
  const whole = SHARES.reduce((sum, share) => sum + share, 0)
  const parts = SHARES.map((share) => Math.floor((quantity * share) / whole))
  const left = quantity - parts.reduce((sum, part) => sum + part, 0)
  return parts.map((part, index) => part + (index < left ? 1 : 0))
}
