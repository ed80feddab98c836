// The test gateway's own record, read from the database behind the server: its word, not the orders'.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

export interface Charge {
  payment_id: string
  captured: number
  refunded: number
}

/** Of a server that has stopped. */
export function readCharges(state_dir: string): Charge[] {
  const files = readdirSync(state_dir, { recursive: true })
    .map(String)
    .filter((path) => path.endsWith('.sqlite') && !path.endsWith('metadata.sqlite'))
  const found = files.flatMap((path) => chargesIn(join(state_dir, path)))
  const [charges] = found
  if (!charges || found.length > 1) throw new Error(`${found.length} databases have charges.`)
  return charges
}

function chargesIn(path: string): Charge[][] {
  const database = new DatabaseSync(path)
  try {
    const table = "SELECT 1 FROM sqlite_master WHERE name = 'test_gateway_charges'"
    if (!database.prepare(table).get()) return []
    const rows = database
      .prepare('SELECT payment_id, captured, refunded FROM test_gateway_charges')
      .all()
    return [rows.map((row) => ({ ...row }) as unknown as Charge)]
  } finally {
    database.close()
  }
}
