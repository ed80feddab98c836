import type { BulkStatus } from '../../domain/bulk/job'
import { splitLines } from '../../domain/bulk/lines'
import { errorsKey, toNdjson } from '../../features/bulk/files'
import { type BulkRow, noteStep } from '../../features/bulk/repository'
import { findMerchant } from '../../features/merchants/repository'
import { inParallel } from '../../http/in-parallel'
import type { Services } from '../../services'
import { importLine } from './import-line'
import type { StepContext } from './run-step'

/** A line is at most as long as what is read at once. */
const CHUNK_BYTES = 1024 * 1024
/** A step stays far below what one invocation may ask of D1 and of stock objects. */
const LINES_PER_STEP = 50
/** Lines at once. One after the other where a line may build on the one before it. */
const atOnce = { skus: 1, inventory: 1, orders: 5, events: 1 } as const

/** Does the next lines of the file. Each has a key of its own, so that none is done twice. */
export async function importStep(
  services: Services,
  job: BulkRow,
  context: StepContext,
): Promise<BulkStatus> {
  const { shardFor, files, directory, now } = services
  const db = shardFor(job.merchant_id)
  const end = async (status: BulkStatus, failure: string | null = null) => {
    if (await noteStep(db, job, { status, failure }, now())) await forgetContent()
    return status
  }
  // Its lines are done: what they said is in what they made.
  const forgetContent = () => files.delete(job.content_key ?? '')
  const offset = job.processed_bytes
  const left = (job.total_bytes ?? 0) - offset
  if (left === 0) return end('completed')
  const length = Math.min(left, CHUNK_BYTES)
  const file = await files.get(job.content_key ?? '', { range: { offset, length } })
  const merchant = await findMerchant(directory, job.merchant_id)
  if (!file || !merchant) return end('failed', 'content_missing')
  const bytes = new Uint8Array(await file.arrayBuffer())
  const number = (job.cursor as number | null) ?? 1
  const split = splitLines({ bytes, offset, number, is_last: length === left }, LINES_PER_STEP)
  if (!split) return end('failed', 'line_too_long')

  const outcomes = await inParallel(split.lines, atOnce[job.kind], (line) =>
    importLine(services, { job, merchant, context }, line),
  )
  const errors = outcomes.filter((outcome) => outcome !== null)
  // A run that was not noted may have left errors of lines that went through by now.
  if (errors.length > 0) await files.put(errorsKey(job, job.step), toNdjson(errors))
  else await files.delete(errorsKey(job, job.step))
  const status = split.next === job.total_bytes ? 'completed' : 'running'
  const changes = {
    status,
    processed_bytes: split.next,
    cursor: split.next_number,
    succeeded: job.succeeded + outcomes.length - errors.length,
    failed: job.failed + errors.length,
  } as const
  const noted = await noteStep(db, job, changes, now())
  if (noted && status === 'completed') await forgetContent()
  return status
}
