import { getTableColumns, is, Param, Placeholder, sql } from 'drizzle-orm'
import type { RunnableQuery } from 'drizzle-orm/runnable-query'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Database, Statements } from './database'

/**
 * Statements for a batch whose SQL is built once per database handle. Drizzle takes longer to build
 * a wide one than SQLite to run it, so those that every order, hold or read sends are made with
 * `sql.placeholder(…)` and kept.
 */
export function prepared<Batch extends readonly Statements[number][]>(
  build: (db: Database) => readonly [...Batch],
): (db: Database, values: Values) => PreparedBatch<Batch> {
  const kept = new WeakMap<Database, readonly Built[]>()
  return (db, values) => {
    const built = kept.get(db) ?? build(db).map(buildOnce)
    kept.set(db, built)
    return built.map((each) => fill(each, values)) as readonly unknown[] as PreparedBatch<Batch>
  }
}

/** A statement for a batch. Awaiting it alone would send nothing, so the compiler refuses to. */
export interface Prepared<Rows> extends RunnableQuery<Rows, 'sqlite'> {
  then: (send: 'with a batch') => never
}
type PreparedBatch<Batch extends readonly Statements[number][]> = {
  readonly [Index in keyof Batch]: Prepared<Batch[Index]['_']['result']>
}

/** By the names of the placeholders; columns encode theirs. */
type Values = Readonly<Record<string, unknown>>

/** What a Drizzle session asks of a statement it batches. */
interface Built {
  stmt: D1PreparedStatement
  getQuery: () => { sql: string; params: readonly unknown[] }
  mapResult: (result: unknown, from_batch?: boolean) => unknown
}

const buildOnce = (statement: Statements[number]) =>
  (statement as unknown as { _prepare: () => Built })._prepare()

function fill(built: Built, values: Values) {
  const query = built.getQuery()
  const params = query.params.map((param) => resolve(param, values))
  const filled: Built = {
    stmt: built.stmt,
    getQuery: () => ({ sql: query.sql, params }),
    mapResult: (result, from_batch) => built.mapResult(result, from_batch),
  }
  return { _prepare: () => filled }
}

function resolve(param: unknown, values: Values): unknown {
  if (is(param, Placeholder)) return given(param.name, values)
  if (!is(param, Param) || !is(param.value, Placeholder)) return param
  const value = given(param.value.name, values)
  return value === null ? null : param.encoder.mapToDriverValue(value)
}

function given(name: string, values: Values): unknown {
  const value = values[name]
  if (value === undefined) throw new Error(`No value for the placeholder ${name}`)
  return value
}

/** For `insert(table).values(…)`: every column under its own name. */
export const everyColumn = <Table extends SQLiteTable>(table: Table) =>
  Object.fromEntries(
    Object.keys(getTableColumns(table)).map((name) => [name, sql.placeholder(name)]),
  ) as Record<keyof Table['$inferInsert'], Placeholder>
