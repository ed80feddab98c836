import { eq, sql } from 'drizzle-orm'
import type { Database } from '../../../db/database'
import { deployment_facts } from '../../../db/schema'
import type { MerchantId } from '../../domain/shared/ids'
import { MS_PER_SECOND } from '../../domain/shared/time'
import type { Services } from '../../services'
import { LATEST_MIGRATION } from './latest-migration'

const PATIENCE_MS = 3 * MS_PER_SECOND

export interface Readiness {
  secrets: boolean
  database: boolean
  migrations: boolean
  demo_seed: boolean
  stock: boolean
}

/** What the Worker needs before it can serve: each is asked for, none is assumed. */
export async function checkReadiness(
  { directory, stock }: Services,
  { demo_seed_expected, secrets }: { demo_seed_expected: boolean; secrets: boolean },
): Promise<Readiness> {
  const probe = 'mer_readiness' as MerchantId
  const [database, migrations, demo_seed, stock_answers] = await Promise.all([
    holds(directory.run(sql`SELECT 1`).then(() => true)),
    holds(isMigrated(directory)),
    demo_seed_expected ? holds(isSeeded(directory)) : true,
    holds(
      stock(probe, 'readiness')
        .ping()
        .then((answer) => answer === 'pong'),
    ),
  ])
  return { secrets, database, migrations, demo_seed, stock: stock_answers }
}

/** A failure and a long silence are both a no. */
const holds = (answer: Promise<boolean>): Promise<boolean> =>
  Promise.race([
    answer.catch(() => false),
    new Promise<boolean>((resolve) => setTimeout(resolve, PATIENCE_MS, false)),
  ])

async function isMigrated(db: Database): Promise<boolean> {
  const rows = await db.all(sql`SELECT 1 FROM d1_migrations WHERE name = ${LATEST_MIGRATION}`)
  return rows.length > 0
}

async function isSeeded(db: Database): Promise<boolean> {
  const rows = await db
    .select()
    .from(deployment_facts)
    .where(eq(deployment_facts.name, 'demo_seeded'))
  return rows.length > 0
}
