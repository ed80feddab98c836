import type { z } from '@hono/zod-openapi'
import type { NewAuditEntry } from '../../../db/append-audit'
import { systemActor } from '../../domain/access/audit'
import type { Fulfillment } from '../../domain/fulfillments/fulfillment'
import { pick } from '../../domain/fulfillments/work'
import type { MerchantId } from '../../domain/shared/ids'
import { type Asked, type Claimed, claim, record } from '../../http/idempotency'
import { Problem } from '../../http/problem'
import type { Services } from '../../services'
import { loadSnapshot } from '../catalog/snapshot'
import { listFulfillments } from '../fulfillments/repository'
import { changeOrder } from '../orders/change-order'
import { readPickList, toPickList, type WirePickList } from './pick-list'
import { findPickList, insertPickList, type PickListId } from './repository'
import type { CreatePickListSchema } from './schemas'

/** Orders claimed at the same time. */
const AT_ONCE = 5
/** Looks at the work list: other pickers take from it meanwhile. */
const LOOKS_MAX = 3

/**
 * Claims what has to leave a location first for one walk along its shelves. Each fulfillment is
 * claimed under the lock of its order, so that no two lists have it; a retry after a crash goes on
 * with the list that was begun.
 */
export async function createPickList(
  services: Services,
  { request, actor }: Asked,
  { location_id, limit }: z.output<typeof CreatePickListSchema>,
): Promise<Claimed<WirePickList>> {
  const { merchant_id } = request
  const db = services.shardFor(merchant_id)
  const { location_by_id } = await loadSnapshot(services, merchant_id, [])
  if (!location_by_id.has(location_id)) {
    const detail = `Location ${location_id} is unknown.`
    throw new Problem('unknown_location', { errors: [{ pointer: '/location_id', detail }] })
  }
  const now = services.now()
  const entry: NewAuditEntry = {
    ...{ merchant_id, actor, object_type: 'pick_list', object_id: services.newId('pick_list') },
    changed: ['/location_id', '/limit'],
    created_at: now,
  }
  const claimed = await claim<WirePickList>(db, request, entry.object_id, now, entry)
  if (claimed.recorded) return { ...claimed.recorded, replayed: true }
  const id = claimed.subject_id as PickListId
  await insertPickList(db, {
    ...{ merchant_id, id, location_id, status: 'picking', version: 1 },
    ...{ created_at: now, updated_at: now },
  })
  for (let looks = 0; looks < LOOKS_MAX; looks++) {
    const list = await findPickList(db, merchant_id, id)
    const wanted = limit - (list?.works.length ?? 0)
    if (wanted <= 0) break
    const filter = { status: 'open' as const, location_id, released_at: now }
    const work = await listFulfillments(db, merchant_id, filter, undefined, wanted)
    if (work.length === 0) break
    await claimAll(services, merchant_id, id, work)
  }
  const { row, ...contents } = await readPickList(services, merchant_id, id)
  const body = toPickList(row, contents)
  await record(db, request, id, { status: 201, body })
  return { status: 201, body, replayed: false }
}

async function claimAll(
  services: Services,
  merchant_id: MerchantId,
  pick_list_id: PickListId,
  work: readonly Fulfillment[],
): Promise<void> {
  for (let index = 0; index < work.length; index += AT_ONCE) {
    await Promise.all(
      work.slice(index, index + AT_ONCE).map(async ({ id, order_id }) => {
        try {
          await changeOrder(services, {
            merchant_id,
            order_id,
            request: null,
            actor: systemActor('claimWork'),
            decide: (aggregate, at) => pick(aggregate, id, pick_list_id, at),
            answer: () => ({ status: 200, body: null }),
          })
        } catch (error) {
          // Another picker has it, or it was held or canceled just now.
          if (!(error instanceof Problem)) throw error
        }
      }),
    )
  }
}
