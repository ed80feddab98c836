import { auditOf } from '../../../db/append-audit'
import { whenOvertakenAgain } from '../../../db/optimistic-lock'
import { type Actor, systemActor } from '../../domain/access/audit'
import { ERASED, pseudonymOf } from '../../domain/customers/pseudonym'
import type { MerchantId } from '../../domain/shared/ids'
import { Problem } from '../../http/problem'
import type { Services } from '../../services'
import { type CustomerId, findCustomer } from '../customers/repository'
import { continueErasure } from './continue-erasure'
import { type ErasureRow, findErasure, insertErasure } from './repository'

/**
 * Forgets a customer: first who it is, for everything that comes, then page by page what its orders
 * say. Asked again it goes on, or answers what was done.
 */
export async function eraseCustomer(
  services: Services,
  merchant_id: MerchantId,
  id: CustomerId,
  actor: Actor,
): Promise<ErasureRow> {
  const erasure = await beginErasure(services, merchant_id, id, actor)
  return continueErasure(services, erasure)
}

/** As the merchant’s settings have it; whoever has an order under way waits for the next round. */
export async function eraseSilent(
  services: Services,
  merchant_id: MerchantId,
  id: CustomerId,
): Promise<void> {
  try {
    await eraseCustomer(services, merchant_id, id, systemActor('eraseCustomers'))
  } catch (error) {
    if (!(error instanceof Problem && error.code === 'customer_has_open_orders')) throw error
  }
}

const beginErasure = (
  services: Services,
  merchant_id: MerchantId,
  id: CustomerId,
  actor: Actor,
): Promise<ErasureRow> =>
  whenOvertakenAgain(async () => {
    const db = services.shardFor(merchant_id)
    const begun = await findErasure(db, merchant_id, id)
    if (begun) return begun
    const stored = await findCustomer(db, merchant_id, id)
    if (!stored) throw new Problem('not_found')
    const now = services.now()
    const version = stored.customer.version + 1
    const event = {
      id: services.newId('event'),
      merchant_id,
      type: 'customer.erased' as const,
      object_type: 'customer',
      object_id: id,
      version,
      data: { customer_id: id },
      created_at: now,
    }
    const erased = {
      ...stored.customer,
      ...{ email: pseudonymOf(id), name: ERASED, phone: null, metadata: {} },
      ...{ version, erased_at: now, updated_at: now },
    }
    const changed = ['/email', '/emails', '/name', '/phone', '/metadata', '/erased_at']
    try {
      await insertErasure(db, erased, stored.emails, event, auditOf(event, actor, changed))
    } catch (error) {
      if (isUnderWay(error)) throw new Problem('customer_has_open_orders')
      throw error
    }
    const inserted = await findErasure(db, merchant_id, id)
    if (!inserted) throw new Error('An erasure that was just begun is not there.')
    return inserted
  })

const isUnderWay = (error: unknown) =>
  error instanceof Error &&
  `${error.message} ${String(error.cause)}`.includes('erasures_wait_for_orders')
