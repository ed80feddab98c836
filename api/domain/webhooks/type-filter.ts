/**
 * Which events an endpoint wants, by patterns of their types: `order.placed`, `order.*` for
 * everything below it, `*.created` for one segment of any name, `*` for all.
 */
export const typePattern = /^(?:[a-z_]+|\*)(?:\.(?:[a-z_]+|\*))*$/
export const PATTERNS_MAX = 50

export const wants = (patterns: readonly string[], type: string) =>
  patterns.some((pattern) => matchesType(pattern, type))

/** A star stands for one segment; at the end, for one or more. */
export function matchesType(pattern: string, type: string): boolean {
  const [wanted, given] = [pattern.split('.'), type.split('.')]
  const open = wanted.at(-1) === '*'
  if (open ? given.length < wanted.length : given.length !== wanted.length) return false
  return wanted.every((segment, index) => segment === '*' || segment === given[index])
}
