import { MS_PER_DAY } from '../domain/shared/time'
import { continueErasure } from '../features/privacy/continue-erasure'
import { eraseSilent } from '../features/privacy/erase-customer'
import { listRunningErasures } from '../features/privacy/repository'
import {
  listForgetting,
  listLastOrders,
  readPosition,
  writePosition,
} from '../features/privacy/retention-repository'
import { describeError } from '../http/log'
import type { Services } from '../services'

/** Erasures continued per run, in turn: one may wait for an import to end. */
const RUNNING_MAX = 5
/** Customers looked at per run, in turn, of a merchant who forgets by itself. */
const LOOKED_AT_MAX = 200
/** Customers forgotten per run: each is a few transactions. */
const FORGOTTEN_MAX = 20
const CONTINUED = 'erasures.continued'
const FORGOTTEN = 'retention.customer'

/** Finishes what requests began, and forgets customers who have not ordered for as long as set. */
export async function eraseCustomers(services: Services): Promise<void> {
  await continueErasures(services)
  await forgetSilent(services)
}

async function continueErasures(services: Services): Promise<void> {
  const { directory } = services
  const [merchant_id = '', customer_id = ''] = (await readPosition(directory, CONTINUED)).split(' ')
  const running = await listRunningErasures(directory, [merchant_id, customer_id], RUNNING_MAX)
  for (const erasure of running) {
    await continueErasure(services, erasure).catch((error: unknown) => {
      // The others do not wait for it; it is tried again in its turn.
      console.error(JSON.stringify({ erasure: erasure.customer_id, ...describeError(error) }))
    })
  }
  const last = running.length === RUNNING_MAX ? running.at(-1) : undefined
  const position = last ? `${last.merchant_id} ${last.customer_id}` : ''
  if (position !== [merchant_id, customer_id].filter(Boolean).join(' ')) {
    await writePosition(directory, CONTINUED, position)
  }
}

/** One merchant per run, some of its customers; the next run goes on behind them. */
async function forgetSilent(services: Services): Promise<void> {
  const { directory, shardFor, now } = services
  const [merchant_id = '', customer_id = ''] = (await readPosition(directory, FORGOTTEN)).split(' ')
  const [current] = await listForgetting(directory, merchant_id.slice(0, -1), 1)
  if (!current) {
    if (merchant_id !== '') await writePosition(directory, FORGOTTEN, '')
    return
  }
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
  const [next] = at_end ? await listForgetting(directory, current.id, 1) : []
  const position = at_end ? (next?.id ?? '') : `${current.id} ${last?.id}`
  await writePosition(directory, FORGOTTEN, position)
}
