import type { Located, Whereabouts } from '../../domain/routing/whereabouts'
import centroids from './data/centroids.json' with { type: 'json' }
import { fold } from './fold'

type Table = ReadonlyMap<string, readonly [number, number]>

/** Read when the first address without coordinates comes: no isolate pays for it before. */
const tables = new Map<keyof typeof centroids, Table>()

function tableOf(name: keyof typeof centroids): Table {
  const known = tables.get(name)
  if (known) return known
  const table: Table = new Map(
    centroids[name].split('\n').map((line) => {
      const [key = '', latitude, longitude] = line.split(' ')
      return [key, [Number(latitude), Number(longitude)]]
    }),
  )
  tables.set(name, table)
  return table
}

/** In the order in which they are tried: the smaller the area, the better. */
const steps: {
  table: keyof typeof centroids
  by: Located['by']
  keyOf: (at: Whereabouts) => string
}[] = [
  { table: 'postal_areas', by: 'postal_area', keyOf: postalArea },
  { table: 'cities', by: 'city', keyOf: ({ country, city }) => `${country}|${fold(city ?? '')}` },
  {
    table: 'regions',
    by: 'region',
    keyOf: ({ country, region }) => `${country}|${fold(region ?? '')}`,
  },
  { table: 'countries', by: 'country', keyOf: ({ country }) => country },
]

/**
 * Where an address is: its own coordinates, else the middle of its postal area (the first three
 * characters of a code in the US and Canada), of its city, of its region or of its country. Undefined
 * for a few small territories.
 */
export function locate(address: Whereabouts): Located | undefined {
  const { latitude, longitude } = address
  if (latitude !== undefined && longitude !== undefined) {
    return { coordinates: { latitude, longitude }, by: 'coordinates' }
  }
  for (const { table, by, keyOf } of steps) {
    const found = tableOf(table).get(keyOf(address))
    if (found) return { coordinates: { latitude: found[0], longitude: found[1] }, by }
  }
  return undefined
}

function postalArea({ country, postal_code = '' }: Whereabouts): string {
  return `${country}|${postal_code.replaceAll(/\s/g, '').toUpperCase().slice(0, 3)}`
}
