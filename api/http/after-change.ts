/** What follows a change without being waited for. Hints only: the schedule does it anyway. */
import type { Context } from 'hono'
import type { Services } from '../services'
import { describeError } from './log'
import type { HonoEnv } from './router'

type Reaction = (services: Services) => Promise<void>

/** Changes of this long share one run. */
const GATHER_MS = 300

const reactions: Reaction[] = []
let gathering = false

/** Named once, by the app. */
export const reactToChanges = (...named: Reaction[]) => void reactions.push(...named)

/** Runs the reactions soon, once for all the changes of a moment. */
export function reactSoon(c: Context<HonoEnv>): void {
  if (gathering || reactions.length === 0) return
  gathering = true
  const services = c.get('services')
  c.executionCtx.waitUntil(
    new Promise((resolve) => setTimeout(resolve, GATHER_MS)).then(async () => {
      gathering = false
      const ended = await Promise.allSettled(reactions.map((react) => react(services)))
      for (const each of ended) {
        if (each.status === 'rejected') console.error(JSON.stringify(describeError(each.reason)))
      }
    }),
  )
}
