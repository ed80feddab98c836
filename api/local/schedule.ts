// Fires the Worker's cron triggers: locally nothing else does.
import type { Miniflare } from 'miniflare'
import { describe } from './support/explain.ts'
import { host } from './support/port.ts'

const minute_ms = 60_000

/** Calls the scheduled handler at every minute that a cron expression names, until stopped. */
export function startSchedule(miniflare: Miniflare, crons: string[]): () => void {
  let timer: NodeJS.Timeout
  const waitForNextMinute = () => {
    const next = (Math.floor(Date.now() / minute_ms) + 1) * minute_ms
    timer = setTimeout(() => {
      for (const cron of crons.filter((one) => isDue(one, next))) void fire(miniflare, cron, next)
      waitForNextMinute()
    }, next - Date.now())
    timer.unref()
  }
  waitForNextMinute()
  return () => clearTimeout(timer)
}

/**
 * By HTTP: the stubs that Miniflare hands out block this thread, and while the runtime waits for
 * this thread to read its log, each would wait for the other for ever.
 */
async function fire(miniflare: Miniflare, cron: string, at: number): Promise<void> {
  const query = new URLSearchParams({ cron, time: String(at) })
  try {
    const response = await miniflare.dispatchFetch(
      `http://${host}/cdn-cgi/local/scheduled?${query}`,
    )
    const outcome = await response.text()
    if (!response.ok) console.error(`Scheduled work (${cron}) ended with "${outcome}".`)
  } catch (error) {
    console.error(`Scheduled work (${cron}) failed: ${describe(error)}`)
  }
}

/** Whether a cron expression of numbers, lists and steps names this minute (UTC). */
export function isDue(cron: string, at: number): boolean {
  const date = new Date(at)
  // Value and lowest value of each field; Cloudflare's week starts with Sunday = 1.
  const now = [
    [date.getUTCMinutes(), 0],
    [date.getUTCHours(), 0],
    [date.getUTCDate(), 1],
    [date.getUTCMonth() + 1, 1],
    [date.getUTCDay() + 1, 1],
  ] as const
  const fields = cron.trim().split(/\s+/)
  return now.every(([value, lowest], index) =>
    (fields[index] ?? '*').split(',').some((part) => {
      const step = /^\*(?:\/(\d+))?$/.exec(part)
      return step ? (value - lowest) % Number(step[1] ?? 1) === 0 : Number(part) === value
    }),
  )
}
