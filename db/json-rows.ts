import { getTableColumns, type Placeholder, type SQL, sql } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'

/**
 * Rows for `insert(table).select(…)` as one JSON parameter: a D1 statement takes at most 100 bound
 * ones. Fields are named as the columns; what is the same for every row, or computed, is `given`.
 */
export function jsonRows<Table extends SQLiteTable>(
  table: Table,
  rows: readonly object[] | Placeholder,
  given: Partial<Record<keyof Table['$inferInsert'] & string, unknown>> = {},
): SQL {
  const fixed: Record<string, unknown> = given
  const values = Object.keys(getTableColumns(table)).map((name) =>
    name in fixed ? sql`${fixed[name]}` : field(name),
  )
  // `WHERE true` tells SQLite that an ON CONFLICT that follows is no join condition.
  return sql`SELECT ${sql.join(values, sql`, `)} FROM ${jsonEach(rows)} WHERE true`
}

/** A list as a table: `value` is each item. A placeholder stands for the list in JSON. */
export const jsonEach = (items: readonly unknown[] | Placeholder) =>
  sql`json_each(${Array.isArray(items) ? JSON.stringify(items) : items})`

/** A field of the item at hand. */
export const field = (name: string) => sql.raw(`value ->> '$.${name}'`)
