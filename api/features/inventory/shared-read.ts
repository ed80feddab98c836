import { waitUntil } from 'cloudflare:workers'
import { MS_PER_SECOND } from '../../domain/shared/time'
import { call } from '../../objects/deadline'

/** A read that takes longer may have died with the request it belongs to. */
const PATIENCE_MS = 2 * MS_PER_SECOND

/**
 * One read for many requests: those that come while one is under way share the next, which the first
 * of them makes for all. Every read begins after the questions it answers. Nobody depends on another
 * request for longer than a few seconds: then they read for themselves.
 */
export function createSharedRead<Key, Found>(read: (keys: readonly Key[]) => Promise<Found>) {
  let under_way: Promise<unknown> = Promise.resolve()
  let next: { keys: Set<Key>; found: Promise<Found> } | undefined

  async function readInTurn(keys: ReadonlySet<Key>): Promise<Found> {
    await call(under_way, PATIENCE_MS)
    next = undefined
    const reading = read([...keys])
    under_way = reading
    return reading
  }

  return async (keys: readonly Key[]): Promise<Found> => {
    if (!next) {
      const wanted = new Set(keys)
      const found = readInTurn(wanted)
      next = { keys: wanted, found }
      // The others still need it when the client of this request has gone.
      waitUntil(found.catch(() => undefined))
      return found
    }
    const group = next
    for (const key of keys) group.keys.add(key)
    const shared = await call(group.found, 2 * PATIENCE_MS)
    if (shared.known) return shared.answer
    if (next === group) next = undefined
    return read(keys)
  }
}
