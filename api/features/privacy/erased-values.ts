import { type SQL, sql } from 'drizzle-orm'
import { ERASED } from '../../domain/customers/pseudonym'

/** What personal values become, as SQL over the row that they are in. */

export const erased = sql`${ERASED}`
export const emptied = sql`'{}'`

const named = (column: string | SQL) => (typeof column === 'string' ? sql.raw(column) : column)

export const whenSet = (column: string | SQL, becomes: SQL) =>
  sql`CASE WHEN ${named(column)} IS NOT NULL THEN ${becomes} END`

/** The country stays: taxes are reported by it. */
export const address = (column: string | SQL, path = '$') =>
  sql`json_object('name', ${ERASED}, 'line1', ${ERASED}, 'city', ${ERASED},
    'postal_code', ${ERASED}, 'country', ${named(column)} ->> ${`${path}.country`})`

/** A JSON list with every item changed. */
export const withEach = (column: string, becomes: (item: SQL) => SQL, path = '$') =>
  sql`(SELECT json_group_array(json(${becomes(sql`value`)}))
    FROM json_each(${sql.raw(column)}, ${path}))`
