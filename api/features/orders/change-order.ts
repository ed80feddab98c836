import type { NewAuditEntry } from '../../../db/append-audit'
import { whenOvertakenAgain } from '../../../db/optimistic-lock'
import type { Actor } from '../../domain/access/audit'
import { changedFields } from '../../domain/access/changed-fields'
import {
  type CreditNoteDraft,
  creditNoteEvent,
  creditNotesDue,
} from '../../domain/credit-notes/credit-note'
import { completeSale } from '../../domain/fulfillments/hand-over'
import { languageOf } from '../../domain/notifications/language'
import type { Aggregate, At, Change } from '../../domain/orders/aggregate'
import { derive } from '../../domain/orders/derive'
import { derivedEvents } from '../../domain/orders/events'
import type { Rejection } from '../../domain/rejection'
import type { MerchantId, OrderId } from '../../domain/shared/ids'
import type { Result } from '../../domain/shared/result'
import {
  type Claimed,
  findRecorded,
  isKeyInUse,
  type Recorded,
  type RequestKey,
} from '../../http/idempotency'
import { orThrow, Problem } from '../../http/problem'
import type { Services } from '../../services'
import { findShopById } from '../portal/repository'
import { toOrder } from './order'
import { findOrder } from './repository'
import { saveOrder, type TakenUnits } from './save-order'

/** Which order is to change, who asks for it, and what they are answered. */
export interface OrderRequest<Decided extends Change, Body> {
  merchant_id: MerchantId
  order_id: OrderId
  /** Null: a change by a job or a gateway, which is idempotent by what it decides. */
  request: RequestKey | null
  /** Who asks, for the audit log: the system, when nobody does. */
  actor: Actor
  /** Of the decision, with everything derived from it. */
  answer: (decided: Decided) => Recorded<Body>
  /** Of a decision that is answered only later: the id of what it makes. The key is claimed. */
  claim?: (decided: Decided) => string
}

export interface OrderVerb<Decided extends Change, Body> extends OrderRequest<Decided, Body> {
  decide: (aggregate: Aggregate, at: At) => Result<Decided, Rejection>
}

/** What a change came to, and the SKUs whose stock objects have news to fetch. */
export type Changed<Body> = Claimed<Body> & { skus: readonly string[] }

/**
 * Every change of an order after its placement: load it whole, decide, save it whole in one batch.
 * Whoever was overtaken looks again at what the other left, so the loser of a race is refused by
 * the rule, not by the lock. The same request again is answered as before.
 */
export async function changeOrder<Decided extends Change, Body>(
  services: Services,
  verb: OrderVerb<Decided, Body>,
): Promise<Changed<Body>> {
  return whenOvertakenAgain(async () => {
    const { replayed, before } = await begin<Body>(services, verb)
    if (replayed) return replayed
    const decided = orThrow(verb.decide(before, { now: services.now(), newId: services.newId }))
    return conclude(services, verb, before, decided, null)
  })
}

/** The recorded answer of the same request, or the order as it is now. */
export async function begin<Body>(
  services: Services,
  {
    merchant_id,
    order_id,
    request,
  }: Omit<OrderRequest<Change, Body>, 'answer' | 'actor' | 'claim'>,
): Promise<{ replayed: Changed<Body>; before?: never } | { replayed?: never; before: Aggregate }> {
  const db = services.shardFor(merchant_id)
  const recorded = request && (await findRecorded<Body>(db, request))
  if (recorded) return { replayed: { ...recorded, replayed: true, skus: [] } }
  const before = await findOrder(db, merchant_id, order_id)
  if (!before) throw new Problem('not_found')
  return { before }
}

/** Derives what follows from a decision and saves it; a decision that changes nothing is answered. */
export async function conclude<Decided extends Change, Body>(
  services: Services,
  { merchant_id, request, actor, answer, claim }: OrderRequest<Decided, Body>,
  before: Aggregate,
  decided: Decided,
  taken: TakenUnits | null,
): Promise<Changed<Body>> {
  const db = services.shardFor(merchant_id)
  const same = decided.aggregate === before && decided.events.length + decided.tasks.length === 0
  if (same && taken === null) return { ...answer(decided), replayed: false, skus: [] }
  const now = services.now()
  const { order } = decided.aggregate
  const version = before.order.version + 1
  const changed = { ...decided.aggregate, order: { ...order, version, updated_at: now } }
  const derived = derive(changed, now)
  const sold = completeSale(derived, now)
  const after = sold ? derive(sold.aggregate, now) : derived
  const tasks = [...decided.tasks, ...(sold?.tasks ?? [])]
  const due = creditNotesDue(before, after, services.newId, now)
  const credit_notes = await inLanguageOf(services, after, due)
  const events = [...withFinalState(after, decided.events), ...credit_notes.map(creditNoteEvent)]
  const told = answer({ ...decided, aggregate: after })
  try {
    await saveOrder(db, {
      before,
      after,
      events: [...events, ...derivedEvents(before, after, events)].map((event) => ({
        ...event,
        id: services.newId('event'),
      })),
      tasks,
      exceptions: decided.exceptions ?? [],
      credit_notes,
      taken,
      entry: entryOf(before, after, actor),
      recorded: request && {
        request,
        answer: claim ? { status: null, body: claim(decided) } : told,
      },
    })
  } catch (error) {
    const recorded = request && isKeyInUse(error) && (await findRecorded<Body>(db, request))
    if (recorded) return { ...recorded, replayed: true, skus: [] }
    throw error
  }
  return { ...told, replayed: false, skus: [...new Set(tasks.map(({ sku }) => sku))] }
}

/** Credit notes are frozen with the language they are printed in. */
async function inLanguageOf(
  services: Services,
  { order }: Aggregate,
  notes: readonly CreditNoteDraft[],
): Promise<CreditNoteDraft[]> {
  if (notes.length === 0) return []
  const language = languageOf(order, await findShopById(services.directory, order.merchant_id))
  return notes.map((note) => ({ ...note, content: { ...note.content, language } }))
}

const entryOf = (before: Aggregate, after: Aggregate, actor: Actor): NewAuditEntry => ({
  merchant_id: after.order.merchant_id,
  actor,
  object_type: 'order',
  object_id: after.order.id,
  changed: changedFields(toOrder(before), toOrder(after)),
  created_at: after.order.updated_at,
})

/** A decision tells of the order before its statuses were derived: say what they became. */
function withFinalState({ order }: Aggregate, events: Change['events']): Change['events'] {
  const { status, payment_status, fulfillment_status } = order
  return events.map((event) =>
    event.object_type === 'order'
      ? { ...event, data: { ...event.data, status, payment_status, fulfillment_status } }
      : event,
  )
}

/** Hints to the stock objects; those that miss it are woken by the sweep. */
export function pokeStock(
  services: Services,
  execution: Pick<ExecutionContext, 'waitUntil'>,
  merchant_id: MerchantId,
  skus: readonly string[],
): void {
  for (const sku of skus) execution.waitUntil(services.stock(merchant_id, sku).poke())
}
