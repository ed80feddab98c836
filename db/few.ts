import { type SQL, sql } from 'drizzle-orm'

/**
 * A condition that few rows of a merchant meet. Without statistics SQLite takes a merchant's rows
 * for few as well, and would rather walk all of them in the order of their key than use the index
 * that is there for the condition.
 */
export const few = (condition: SQL): SQL => sql`likelihood(${condition}, 0.001)`
