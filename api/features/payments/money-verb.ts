import { whenOvertakenAgain } from '../../../db/optimistic-lock'
import type { Actor } from '../../domain/access/audit'
import type { Aggregate, At, Change } from '../../domain/orders/aggregate'
import type { Rejection } from '../../domain/rejection'
import type { Result } from '../../domain/shared/result'
import {
  abandonedClaim,
  type Claimed,
  isKeyInUse,
  letGo,
  type Recorded,
  type RequestKey,
  record,
  replay,
  selectRecorded,
} from '../../http/idempotency'
import { orThrow, Problem } from '../../http/problem'
import type { Services } from '../../services'
import { conclude } from '../orders/change-order'
import { rescueOrder } from './rescue-order'
import {
  loadOrder,
  newOperations,
  type OrderKey,
  type Pending,
  pendingOperations,
  settleOperations,
} from './settle-operations'

export interface MoneyVerb<Decided extends Change, Body> extends OrderKey {
  request: RequestKey
  actor: Actor
  decide: (aggregate: Aggregate, at: At) => Result<Decided, Rejection>
  /** The id of what the decision is about: a payment, a refund, the order. */
  subject: (decided: Decided) => string
  /**
   * What is answered once the gateways have been asked, from the order as it is then.
   * @throws Problem a refusal that is not recorded, so that the same key may try again
   */
  answer: (aggregate: Aggregate, subject: string) => Recorded<Body>
}

interface Begun {
  subject: string
  operations: readonly Pending[]
  skus: readonly string[]
}

/**
 * A change of an order whose effects are at gateways: decided and written down first, then sent, and
 * answered last. The key is claimed with the decision; a request that died on the way is taken up
 * by its retry, or by the job.
 */
export async function changeOrderWithMoney<Decided extends Change, Body>(
  services: Services,
  verb: MoneyVerb<Decided, Body>,
): Promise<Claimed<Body> & { skus: readonly string[] }> {
  const { merchant_id, request } = verb
  const db = services.shardFor(merchant_id)
  const begun = await begin(services, verb)
  if ('replayed' in begun) return { ...begun, skus: [] }
  const settled = await settleOperations(services, verb, begun.operations, 'send')
  const aggregate = await rescueOrder(services, verb, settled)
  try {
    const answer = verb.answer(aggregate, begun.subject)
    await record(db, request, begun.subject, answer)
    return { ...answer, replayed: false, skus: begun.skus }
  } catch (error) {
    if (error instanceof Problem) await letGo(db, request, begun.subject)
    throw error
  }
}

async function begin<Decided extends Change, Body>(
  services: Services,
  verb: MoneyVerb<Decided, Body>,
): Promise<Begun | Claimed<Body>> {
  const { merchant_id, request } = verb
  const db = services.shardFor(merchant_id)
  return whenOvertakenAgain(async () => {
    const [row] = await selectRecorded(db, request)
    const recorded = replay<Body>(row, request)
    if (recorded) return { ...recorded, replayed: true }
    const before = await loadOrder(services, verb)
    const subject = abandonedClaim(row, request, services.now())
    if (subject !== undefined) {
      await takeUp(services, verb)
      return { subject, operations: [], skus: [] }
    }
    return decideAndClaim(services, verb, before)
  })
}

/** Nobody knows what the request that died has sent: it is asked about. */
async function takeUp(services: Services, order: OrderKey): Promise<void> {
  const { payments } = await loadOrder(services, order)
  await settleOperations(services, order, pendingOperations(payments), 'ask')
}

async function decideAndClaim<Decided extends Change, Body>(
  services: Services,
  verb: MoneyVerb<Decided, Body>,
  before: Aggregate,
): Promise<Begun> {
  const { merchant_id, order_id, request, actor } = verb
  const decided = orThrow(verb.decide(before, { now: services.now(), newId: services.newId }))
  const subject = verb.subject(decided)
  try {
    const wanted = { merchant_id, order_id, request, actor, claim: () => subject }
    const answer = () => ({ status: 200, body: null })
    const { skus } = await conclude(services, { ...wanted, answer }, before, decided, null)
    const operations = newOperations(before.payments, decided.aggregate.payments)
    return { subject, operations, skus }
  } catch (error) {
    if (isKeyInUse(error)) throw new Problem('idempotency_in_progress')
    throw error
  }
}
