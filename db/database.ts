import { drizzle } from 'drizzle-orm/d1'

/** The database as repositories see it. */
export const connect = (d1: D1Database) => drizzle(d1)
export type Database = ReturnType<typeof connect>

/** Statements for one transaction: D1 runs a batch as a whole or not at all. */
export type Statements = Parameters<Database['batch']>[0]

/** Runs statements as one transaction, with at least one of them. */
export async function transact(db: Database, statements: readonly Statements[number][]) {
  const [first, ...rest] = statements
  if (!first) return
  await db.batch([first, ...rest])
}

/** The constraint a failed statement ran into: `orders.number`, or undefined for other failures. */
export function violatedConstraint(error: unknown): string | undefined {
  const reason = error instanceof Error ? `${error.message} ${String(error.cause)}` : ''
  return /UNIQUE constraint failed: ([\w., ]+?)(?::|$| at)/.exec(reason)?.[1]
}
