import { deleteBelow } from '../../../db/delete-files'
import type { BulkKey } from './repository'

/** Where the files of a job are. Names sort as the steps that wrote them. */
const folder = ({ merchant_id, id }: BulkKey) => `bulk/${merchant_id}/${id}`
const numbered = (step: number) => `${String(step).padStart(9, '0')}.ndjson`

export const contentKey = (job: BulkKey, upload: string) => `${folder(job)}/content-${upload}`
export const errorsPrefix = (job: BulkKey) => `${folder(job)}/errors/`
export const errorsKey = (job: BulkKey, step: number) => errorsPrefix(job) + numbered(step)
export const partsPrefix = (job: BulkKey) => `${folder(job)}/parts/`
export const partKey = (job: BulkKey, step: number) => partsPrefix(job) + numbered(step)

/** Everything that was ever written for a job. */
export const deleteFiles = (files: R2Bucket, job: BulkKey) => deleteBelow(files, `${folder(job)}/`)

export const toNdjson = (rows: readonly unknown[]) =>
  rows.map((row) => `${JSON.stringify(row)}\n`).join('')

/** The files below a prefix, one after the other; the next is not read before the last is taken. */
export function streamFiles(files: R2Bucket, prefix: string): ReadableStream<Uint8Array> {
  const parts = readFiles(files, prefix)
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await parts.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
  })
}

async function* readFiles(files: R2Bucket, prefix: string): AsyncGenerator<Uint8Array, undefined> {
  for (let cursor: string | undefined; ; ) {
    const list = await files.list({ prefix, ...(cursor !== undefined && { cursor }) })
    for (const { key } of list.objects) {
      const file = await files.get(key)
      if (file) yield new Uint8Array(await file.arrayBuffer())
    }
    if (!list.truncated) return
    cursor = list.cursor
  }
}
