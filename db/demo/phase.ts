// A stage of the run: a progress bar over items, of which one that fails keeps no other waiting.
import { inParallel, Refused } from './client.ts'
import type { Run } from './import.ts'
import { createProgress } from './report.ts'

interface Phase<T> {
  readonly label: string
  readonly items: readonly T[]
  readonly work: (item: T, step: () => void) => Promise<void>
  /** What is said behind the bar. */
  readonly note: () => string
  /** How many steps all items have, when one has several; `work` then counts them. */
  readonly steps?: number
}

/** Refusals are noted as faults of the run; a server that is gone ends it. */
export async function phase<T>(run: Run, { label, items, work, note, steps }: Phase<T>) {
  if (items.length === 0) return
  const progress = createProgress(label, steps ?? items.length, process.stdout)
  const step = () => progress.step(note())
  try {
    await inParallel(items, run.concurrency, run.signal, async (item) => {
      try {
        await work(item, step)
      } catch (error) {
        if (!(error instanceof Refused)) throw error
        run.faults.push(`${label.trim()}: ${error.message}`)
      }
      if (steps === undefined) step()
    })
  } finally {
    progress.end()
  }
}
