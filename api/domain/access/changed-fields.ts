/** What an audit entry says of a change: which fields, never what is or was in them. */

/** An entry stays small; `/*` at the end stands for the rest. */
export const CHANGED_MAX = 100

/** Counted up by every change: to name them says nothing. */
const ignored: readonly string[] = ['version', 'created_at', 'updated_at']

/**
 * JSON pointers of the fields that differ, without looking into them: below the first level there
 * can be names that others chose, such as those of metadata. Of something new: all that is set.
 */
export function changedFields(before: object | undefined, after: object): string[] {
  const [old_fields, new_fields] = [new Map(Object.entries(before ?? {})), Object.entries(after)]
  const names = new Set([...old_fields.keys(), ...new_fields.map(([name]) => name)])
  const current = new Map(new_fields)
  const differ = [...names].filter(
    (name) => !ignored.includes(name) && !same(old_fields.get(name), current.get(name)),
  )
  return toPointers(differ.map((name) => [name]))
}

/** Paths as JSON pointers (RFC 6901), each once, in order, and not too many. */
export function toPointers(paths: readonly (readonly string[])[]): string[] {
  const pointers = [...new Set(paths.map((path) => path.map(toSegment).join('')))].sort()
  return pointers.length > CHANGED_MAX ? [...pointers.slice(0, CHANGED_MAX), '/*'] : pointers
}

const toSegment = (name: string) => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`

/** What is absent, null and an empty list are the same: there is nothing. */
function same(one: unknown, other: unknown): boolean {
  const [before, after] = [orNull(one), orNull(other)]
  if (before === after) return true
  return before !== null && after !== null && sorted(before) === sorted(after)
}

const orNull = (value: unknown) =>
  value === undefined || (Array.isArray(value) && value.length === 0) ? null : value

const sorted = (value: unknown): string =>
  JSON.stringify(value, (_, field: unknown) =>
    field !== null && typeof field === 'object' && !Array.isArray(field)
      ? Object.fromEntries(Object.entries(field).sort(([a], [b]) => (a < b ? -1 : 1)))
      : field,
  )
