import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import Papa from 'papaparse'
import { explain } from './explain.ts'
import { kindOf, type Row, RowError, type Wanted } from './rows.ts'
import type { Server } from './server.ts'

interface ImportOptions {
  path: string
  /** Reads and checks every row, and sends none. */
  dry_run: boolean
}

const AT_ONCE = 8

/**
 * Imports a CSV file row by row. A bad row stops no other: it goes to `FILE.errors.csv` with its
 * number and what is wrong with it. The same file again changes nothing twice: each request has a
 * key made of the file's content and its rows.
 *
 * @returns 0 when every row went in
 */
export async function importFile(
  { client }: Server,
  name: string,
  { path, dry_run }: ImportOptions,
): Promise<number> {
  const kind = kindOf(name)
  const { rows, fields, digest } = readTable(path)
  const missing = kind.required.filter((column) => !fields.includes(column))
  if (missing.length > 0) throw new Error(`${path} has no column ${missing.join(', ')}.`)
  const ignored = fields.filter((column) => !kind.columns.includes(column))
  if (ignored.length > 0) process.stderr.write(`Columns not imported: ${ignored.join(', ')}.\n`)
  const wanted = kind.read(rows.map((row, index) => ({ number: index + 2, row })))
  const errors = wanted.filter((each) => each instanceof RowError)
  const requests = wanted.filter((each): each is Wanted => !(each instanceof RowError))

  const progress = createProgress(wanted.length)
  for (const _ of errors) progress.step()
  const queue = requests[Symbol.iterator]()
  const work = async () => {
    for (const request of queue) {
      const key = `import-${name}-${digest}-${request.rows[0]}`
      try {
        if (!dry_run) await request.send(client, key)
      } catch (error) {
        errors.push(new RowError(request.rows, explain(error, ' ')))
      }
      progress.step()
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  progress.end()
  return report(path, rows, errors, wanted.length, dry_run)
}

interface Table {
  rows: Row[]
  fields: string[]
  /** Of the file's content: names it, so that the same one again acts once. */
  digest: string
}

/** Every row of a file that can be understood whole; where a quote is open, no later row can be. */
function readTable(path: string): Table {
  const bytes = readBytes(path)
  const {
    data: rows,
    errors,
    meta,
  } = Papa.parse<Row>(decode(bytes, path), {
    ...{ header: true, skipEmptyLines: 'greedy' },
  })
  const open = errors.find(({ type }) => type === 'Quotes')
  if (open) {
    throw new Error(`${path}, row ${(open.row ?? 0) + 1}: a quote is not closed, or not doubled.`)
  }
  const digest = createHash('sha256').update(bytes).digest('base64url').slice(0, 22)
  return { rows, fields: meta.fields ?? [], digest }
}

function readBytes(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch {
    throw new Error(`${path} cannot be read.`)
  }
}

function decode(bytes: Buffer, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Error(`${path} is not in UTF-8: save it so, or its words would be spoilt.`)
  }
}

function report(
  path: string,
  rows: readonly Row[],
  errors: readonly RowError[],
  total: number,
  dry_run: boolean,
): number {
  const verb = dry_run ? 'would be sent' : 'imported'
  process.stdout.write(`${total - errors.length} of ${total} ${verb}\n`)
  if (errors.length === 0) return 0
  const sorted = errors.toSorted((a, b) => (a.rows[0] ?? 0) - (b.rows[0] ?? 0))
  const bad = sorted.flatMap(({ rows: numbers, message }) =>
    numbers.map((row) => ({ row, error: message, ...rows[row - 2] })),
  )
  const error_path = path.replace(/(\.csv)?$/i, '.errors.csv')
  writeFileSync(error_path, `${Papa.unparse(bad)}\n`)
  process.stdout.write(`${bad.length} rows went to ${error_path}, each with what to change.\n`)
  return 1
}

/** Redraws in place on a terminal; in a log it would only be noise. */
export function createProgress(
  total: number,
  output: { isTTY?: boolean; write: (text: string) => unknown } = process.stdout,
) {
  let done = 0
  const draw = (text: string) => {
    if (output.isTTY) output.write(`\r${text}\x1b[K`)
  }
  return { step: () => draw(`${++done} of ${total} `), end: () => draw('') }
}
