// Writes centroids.json from two unpacked packages: `node derive.mjs ZIPCODES CITY_TIMEZONES`.
// Both are read, never run; SOURCE.md says which versions and under which licenses.
import { readFileSync, writeFileSync } from 'node:fs'
import { fold } from '../fold.ts'

const [zipcodes, city_timezones] = process.argv.slice(2)
/** The first object that a module exports. */
const literal = (file) => JSON.parse(/\{[\s\S]*?\}\s*(?=;)/.exec(readFileSync(file, 'utf8'))[0])

const radians = (degrees) => (degrees * Math.PI) / 180
const degrees = (angle) => (angle * 180) / Math.PI

/** The mean direction from the center of the earth: the date line is no seam in it. */
function centroid(points) {
  let [x, y, z] = [0, 0, 0]
  for (const { latitude, longitude, weight } of points) {
    const [phi, lambda] = [radians(latitude), radians(longitude)]
    x += weight * Math.cos(phi) * Math.cos(lambda)
    y += weight * Math.cos(phi) * Math.sin(lambda)
    z += weight * Math.sin(phi)
  }
  return [degrees(Math.atan2(z, Math.hypot(x, y))), degrees(Math.atan2(y, x))]
}

/** Some codes are far from where they should be: the median of an area is not moved by them. */
function median(points) {
  const middle = (values) => values.sort((a, b) => a - b)[values.length >> 1]
  return [
    middle(points.map(({ latitude }) => latitude)),
    middle(points.map(({ longitude }) => longitude)),
  ]
}

/** Lines of `key latitude longitude`, sorted, to hundredths of a degree. */
function table(rows, keysOf, centerOf = centroid) {
  const groups = new Map()
  for (const row of rows) {
    for (const key of new Set(keysOf(row))) groups.set(key, [...(groups.get(key) ?? []), row])
  }
  return [...groups]
    .map(
      ([key, points]) =>
        `${key} ${centerOf(points)
          .map((each) => each.toFixed(2))
          .join(' ')}`,
    )
    .sort()
    .join('\n')
}

const cities = JSON.parse(readFileSync(`${city_timezones}/data/cityMap.json`, 'utf8'))
  .filter(({ iso2 }) => /^[A-Z]{2}$/.test(iso2 ?? ''))
  .map((city) => ({
    country: city.iso2,
    city: city.city,
    ascii: city.city_ascii,
    regions: [city.province, city.state_ansi].filter(Boolean),
    latitude: city.lat,
    longitude: city.lng,
    weight: Math.max(1, city.pop ?? 1),
  }))

/** Of cities of one name in one country, the largest is meant. */
const largest = new Map()
for (const city of cities) {
  for (const name of new Set([fold(city.city), fold(city.ascii ?? '')])) {
    const key = `${city.country}|${name}`
    if (name !== '' && (largest.get(key)?.weight ?? 0) < city.weight) largest.set(key, city)
  }
}

/** Codes of mail that is handed over elsewhere than where it is read. */
const militaryMail = new Set(['AA', 'AE', 'AP'])
const postal = [
  ...Object.entries(literal(`${zipcodes}/lib/codes.js`)).map(([code, row]) => ({
    ...row,
    key: `US|${code.slice(0, 3)}`,
  })),
  ...Object.entries(literal(`${zipcodes}/lib/codesCanada.js`)).map(([code, row]) => ({
    ...row,
    key: `CA|${code}`,
  })),
]

writeFileSync(
  new URL('centroids.json', import.meta.url),
  `${JSON.stringify(
    {
      postal_areas: table(
        postal.filter(({ latitude, state }) => latitude && !militaryMail.has(state)),
        ({ key }) => [key],
        median,
      ),
      cities: table(
        [...largest].map(([key, city]) => ({ ...city, key })),
        ({ key }) => [key],
      ),
      regions: table(cities, ({ country, regions }) =>
        regions.map((region) => `${country}|${fold(region)}`).filter((key) => !key.endsWith('|')),
      ),
      countries: table(cities, ({ country }) => [country]),
    },
    null,
    1,
  )}\n`,
)
