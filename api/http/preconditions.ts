import type { Context } from 'hono'
import { Problem } from './problem'
import type { HonoEnv } from './router'

export const etag = (version: number) => `"${version}"`

/** Refuses a change that was made from an older version of the object (RFC 9110 §13.1.1). */
export function checkIfMatch(c: Context<HonoEnv>, version: number | undefined): void {
  const header = c.req.raw.headers.get('if-match')
  if (header === null) return
  if (version === undefined) throw new Problem('version_stale')
  const current = etag(version)
  const matches = header.trim() === '*' || header.split(',').some((tag) => tag.trim() === current)
  if (!matches) throw new Problem('version_stale', { headers: { etag: current } })
}
