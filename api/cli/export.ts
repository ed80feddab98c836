import { once } from 'node:events'
import { createWriteStream, type WriteStream } from 'node:fs'
import Papa from 'papaparse'
import { kindOf } from './rows.ts'
import type { Server } from './server.ts'

/** Writes what `import` reads, page by page, to a file or to the terminal. */
export async function exportRows(
  { client }: Server,
  name: string,
  path: string | undefined,
): Promise<number> {
  const { columns, write } = kindOf(name)
  const output = path === undefined ? process.stdout : await openFile(path)
  const send = async (text: string) => {
    if (!output.write(text)) await once(output, 'drain')
  }
  let rows = 0
  await send(`${columns.join(',')}\n`)
  for await (const row of write(client)) {
    await send(`${Papa.unparse([columns.map((column) => row[column] ?? '')])}\n`)
    rows++
  }
  if (path !== undefined) {
    output.end()
    await once(output, 'finish')
    process.stdout.write(`${rows} rows went to ${path}\n`)
  }
  return 0
}

async function openFile(path: string): Promise<WriteStream> {
  const output = createWriteStream(path)
  await once(output, 'open').catch(() => {
    throw new Error(`${path} cannot be written.`)
  })
  return output
}
