// The load generator as the benchmark uses it, and the waits between its runs.
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { Figure } from './figures.ts'
import type { Load, LoadResult } from './load.ts'
import { toRaw } from './requests.ts'
import { projected, type Shop } from './seed.ts'

export interface Generator {
  readonly run: (load: Load) => Promise<LoadResult>
  readonly stop: () => Promise<unknown>
}

const RAMP_MS = 300

/** Time for the objects to have told the database what a run has changed. */
const SETTLE_MS = 1_200

export function startGenerator(): Generator {
  const thread = new Worker(new URL('load.ts', import.meta.url))
  return {
    async run(load) {
      thread.postMessage(load)
      const [result] = await once(thread, 'message')
      return result
    },
    stop: () => thread.terminate(),
  }
}

export const loadOf = (
  { clients, requests, draw, rest_ms = 0 }: Figure,
  { port }: URL,
  timed_ms: number,
): Load => ({
  port: Number(port),
  clients,
  cards: requests.map(toRaw),
  draw,
  rest_ms,
  key: crypto.randomUUID(),
  ramp_ms: RAMP_MS,
  timed_ms,
})

/** Work that a run leaves behind must not fall into the next one. */
export async function settle(shop: Shop): Promise<void> {
  await projected(shop)
  await sleep(SETTLE_MS)
  await projected(shop)
}
