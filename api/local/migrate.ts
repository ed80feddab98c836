// Applies db/migrations to a local database, in wrangler's own table of what was applied.
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import type { Miniflare } from 'miniflare'
import { cache, root } from './support/paths.ts'

export type LocalDatabase = Awaited<ReturnType<Miniflare['getD1Database']>>

const applied_table = `CREATE TABLE IF NOT EXISTS d1_migrations (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT UNIQUE,
  applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL
)`

/** Each migration is one batch with its row: it is applied and noted, or neither. */
export async function migrate(
  database: LocalDatabase,
  folder = `${root}db/migrations`,
): Promise<void> {
  await database.prepare(applied_table).run()
  const { results } = await database
    .prepare('SELECT name FROM d1_migrations')
    .all<{ name: string }>()
  const applied = new Set(results.map(({ name }) => name))
  const files = readdirSync(folder).filter((name) => name.endsWith('.sql'))
  for (const name of files.sort().filter((file) => !applied.has(file))) {
    const statements = await splitStatements(readFileSync(`${folder}/${name}`, 'utf8'))
    await database.batch([
      ...statements.map((statement) => database.prepare(statement)),
      database.prepare('INSERT INTO d1_migrations (name) VALUES (?)').bind(name),
    ])
  }
}

async function splitStatements(text: string): Promise<string[]> {
  const separator = '--> statement-breakpoint'
  const parts = text.includes(separator) ? text.split(separator) : await splitByGrammar(text)
  return parts.map((part) => part.trim()).filter((part) => part !== '')
}

/** Loading wrangler takes seconds, so what it said about a text is kept. */
async function splitByGrammar(text: string): Promise<string[]> {
  const kept = `${cache}/migrations/${createHash('sha256').update(text).digest('hex')}.json`
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, 'utf8'))
  const { unstable_splitSqlQuery } = await import('wrangler')
  const statements = unstable_splitSqlQuery(text)
  mkdirSync(dirname(kept), { recursive: true })
  writeFileSync(`${kept}.${process.pid}`, JSON.stringify(statements))
  renameSync(`${kept}.${process.pid}`, kept)
  return statements
}
