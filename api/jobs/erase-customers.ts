import { eq } from 'drizzle-orm'
import type { Database } from '../../db/database'
import { deployment_facts } from '../../db/schema'
import { MS_PER_DAY } from '../domain/shared/time'
import { continueErasure, eraseSilent } from '../features/privacy/erase-customer'
import { listLastOrders, listRetaining, listRunningErasures } from '../features/privacy/repository'
import type { Services } from '../services'

/** Erasures continued per run. */
const RUNNING_MAX = 5
/** Customers looked at per run, in turn, of a merchant who forgets by itself. */
const LOOKED_AT_MAX = 200
/** Customers forgotten per run: each is a few transactions. */
const FORGOTTEN_MAX = 20
const POSITION = 'retention.customer'

/** Finishes what requests began, and forgets customers who have not ordered for as long as set. */
export async function eraseCustomers(services: Services): Promise<void> {
  const running = await listRunningErasures(services.directory, ['', ''], RUNNING_MAX)
  for (const erasure of running) await continueErasure(services, erasure)
  await forgetSilent(services)
}

/** One merchant per run, some of its customers; the next run goes on behind them. */
async function forgetSilent(services: Services): Promise<void> {
  const { directory, shardFor, now } = services
  const [merchant_id = '', customer_id = ''] = (await readPosition(directory)).split(' ')
  const [current] = await listRetaining(directory, merchant_id.slice(0, -1), 1)
  if (!current) return writePosition(directory, '')
  const after = current.id === merchant_id ? customer_id : ''
  const seen = await listLastOrders(shardFor(current.id), current.id, after, LOOKED_AT_MAX)
  const silent_since = now() - current.days * MS_PER_DAY
  const silent = seen.filter(
    ({ erased_at, last_order_at }) =>
      erased_at === null && last_order_at !== null && last_order_at < silent_since,
  )
  const chosen = silent.slice(0, FORGOTTEN_MAX)
  for (const { id } of chosen) await eraseSilent(services, current.id, id)
  const last = silent.length > FORGOTTEN_MAX ? chosen.at(-1) : seen.at(-1)
  const at_end = seen.length < LOOKED_AT_MAX && silent.length <= FORGOTTEN_MAX
  const [next] = at_end ? await listRetaining(directory, current.id, 1) : []
  await writePosition(directory, at_end ? (next?.id ?? '') : `${current.id} ${last?.id}`)
}

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
