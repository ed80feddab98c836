import { pseudonymOf } from '../../domain/customers/pseudonym'
import type { OrderId } from '../../domain/shared/ids'
import { MS_PER_DAY } from '../../domain/shared/time'
import type { Services } from '../../services'
import { deleteOrderJobs } from '../bulk/delete-jobs'
import { listEndpoints } from '../webhooks/repository'
import { deletePhotos } from './delete-photos'
import { completeErasure, type ErasureRow, eraseOrders, listChangedSince } from './repository'

/** Orders erased in one transaction. */
const ORDERS_AT_ONCE = 50
/** Transactions per request, or per run of the job; the job goes on with the rest. */
const STEPS_MAX = 20
/** Recorded answers are kept two days, deliveries fourteen: a margin for the clocks of others. */
const ANSWERS_KEPT = 3 * MS_PER_DAY
const DELIVERIES_KEPT = 15 * MS_PER_DAY
const ENDPOINTS_MAX = 100

/** As far as one request or run may go. Files come first: what names them goes with the rows. */
export async function continueErasure(
  services: Services,
  erasure: ErasureRow,
): Promise<ErasureRow> {
  let row = erasure
  for (let step = 0; row.pending && row.pending.orders.length > 0; step++) {
    if (step === STEPS_MAX) return row
    const { emails, orders } = row.pending
    const [ids, rest] = [orders.slice(0, ORDERS_AT_ONCE), orders.slice(ORDERS_AT_ONCE)]
    row = await eraseSome(services, row, ids, { emails, orders: rest })
  }
  return row.pending ? complete(services, row) : row
}

async function eraseSome(
  services: Services,
  row: ErasureRow,
  ids: readonly OrderId[],
  pending: NonNullable<ErasureRow['pending']>,
): Promise<ErasureRow> {
  const { merchant_id, customer_id } = row
  const db = services.shardFor(merchant_id)
  const now = services.now()
  await deletePhotos(db, services.files, merchant_id, ids)
  await forgetReceivers(services, row, ids)
  const answered = await listChangedSince(db, merchant_id, ids, now - ANSWERS_KEPT)
  await eraseOrders(db, row, pseudonymOf(customer_id), ids, answered, pending, now)
  return { ...row, pending }
}

/** What receivers of webhooks answered may be anything. */
async function forgetReceivers(
  services: Services,
  { merchant_id, customer_id }: ErasureRow,
  ids: readonly OrderId[],
): Promise<void> {
  const db = services.shardFor(merchant_id)
  const recent = await listChangedSince(db, merchant_id, ids, services.now() - DELIVERIES_KEPT)
  if (recent.length === 0) return
  const names = [customer_id, ...recent]
  for (const { id } of await listEndpoints(db, merchant_id, '', ENDPOINTS_MAX)) {
    await services.webhooks(merchant_id, id).forgetAnswers(names)
  }
}

async function complete(services: Services, row: ErasureRow): Promise<ErasureRow> {
  const { merchant_id, requested_at } = row
  if (!(await deleteOrderJobs(services, merchant_id, requested_at))) return row
  const now = services.now()
  await completeErasure(services.shardFor(merchant_id), row, now)
  return { ...row, pending: null, completed_at: now }
}
