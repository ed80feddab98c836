import { eq } from 'drizzle-orm'
import type { Database } from '../../db/database'
import { archiveNext, selectArchivable } from '../../db/event-archive'
import { deployment_facts } from '../../db/schema'
import { MS_PER_DAY } from '../domain/shared/time'
import type { Services } from '../services'

/** Events stay in D1 this long. */
export const HOT_FOR = 30 * MS_PER_DAY
/** Merchants looked at per run; the next run goes on with those after them. */
const MERCHANTS_MAX = 200
/** Files written per run. */
const FILES_MAX = 10
const POSITION = 'archive.merchant'

/**
 * Archives old events, some merchants per run, round and round. May stop anywhere and run twice at
 * once: a range is noted by one of them only.
 */
export async function archiveEvents({ directory, shardFor, files, now }: Services): Promise<void> {
  const older_than = now() - HOT_FOR
  const after = await readPosition(directory)
  const looked_at = await selectArchivable(directory, after, MERCHANTS_MAX)
  const position = looked_at.length < MERCHANTS_MAX ? '' : (looked_at.at(-1)?.merchant_id ?? '')
  let written = 0
  for (const { merchant_id, first_sequence, created_at } of looked_at) {
    if (created_at === null || created_at >= older_than) continue
    const db = shardFor(merchant_id)
    for (let first: number | undefined = first_sequence; first !== undefined; written++) {
      if (written === FILES_MAX) return writePosition(directory, before(merchant_id))
      first = await archiveNext(
        db,
        files,
        { merchant_id, first_sequence: first },
        older_than,
        now(),
      )
    }
  }
  await writePosition(directory, position)
}

/** A position that has this merchant behind it. */
const before = (merchant_id: string) => merchant_id.slice(0, -1)

export const readPosition = (db: Database) =>
  db
    .select({ value: deployment_facts.value })
    .from(deployment_facts)
    .where(eq(deployment_facts.name, POSITION))
    .then(([row]) => row?.value ?? '')

async function writePosition(db: Database, value: string): Promise<void> {
  await db
    .insert(deployment_facts)
    .values({ name: POSITION, value })
    .onConflictDoUpdate({ target: deployment_facts.name, set: { value } })
}
