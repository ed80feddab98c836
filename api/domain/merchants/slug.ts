/** A merchant's name in addresses: `/portal/{slug}`. */
export const slugPattern = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/

/** Room for a suffix is left. */
const DERIVED_MAX = 50
const SUFFIX_LENGTH = 6

/** The slug that a name suggests: `Bücher & Mehr` becomes `bucher-mehr`. */
export function deriveSlug(name: string): string {
  const words = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, DERIVED_MAX)
    .replace(/^-+|-+$/g, '')
  return words || 'shop'
}

/** The same, told from others of that name by the random end of an id. */
export const distinguishSlug = (slug: string, id: string) => `${slug}-${id.slice(-SUFFIX_LENGTH)}`
