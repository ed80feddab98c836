import type { z } from '@hono/zod-openapi'
import { auditOf } from '../../../db/append-audit'
import { whenOvertakenAgain } from '../../../db/optimistic-lock'
import type { Actor } from '../../domain/access/audit'
import { toPointers } from '../../domain/access/changed-fields'
import type { MerchantId } from '../../domain/shared/ids'
import { Problem } from '../../http/problem'
import type { Services } from '../../services'
import {
  type CustomerId,
  type CustomerRow,
  findCustomer,
  mergeInto,
  type StoredCustomer,
  updateCustomer,
} from './repository'
import type { PatchCustomerSchema } from './schemas'

/**
 * Changes what a merchant keeps of a customer; what is absent stays.
 *
 * @param check refuses a change that was made from another version
 */
export const changeCustomer = (
  services: Services,
  merchant_id: MerchantId,
  id: CustomerId,
  changes: z.output<typeof PatchCustomerSchema>,
  check: (customer: CustomerRow) => void,
  actor: Actor,
): Promise<StoredCustomer> =>
  whenOvertakenAgain(async () => {
    const db = services.shardFor(merchant_id)
    const stored = await existing(services, merchant_id, id)
    check(stored.customer)
    refuseErased(stored.customer)
    const { name, phone, metadata } = stored.customer
    const changed = {
      ...next(services, stored.customer),
      name: changes.name ?? name,
      phone: changes.phone === undefined ? phone : changes.phone,
      metadata: changes.metadata ?? metadata,
    }
    const fields = Object.keys(changes).sort()
    const event = eventOf(services, 'customer.updated', changed, { fields })
    const entry = auditOf(event, actor, toPointers(fields.map((field) => [field])))
    await updateCustomer(db, changed, event, entry)
    return { ...stored, customer: changed }
  })

/** Makes two customers one: the other's addresses, and with them its orders, come over. */
export const mergeCustomers = (
  services: Services,
  merchant_id: MerchantId,
  id: CustomerId,
  from: CustomerId,
  actor: Actor,
): Promise<StoredCustomer> =>
  whenOvertakenAgain(async () => {
    const into = (await existing(services, merchant_id, id)).customer
    if (id === from) throw new Problem('same_customer')
    const other = await findCustomer(services.shardFor(merchant_id), merchant_id, from)
    if (!other) throw new Problem('unknown_customer', { detail: `No customer ${from}.` })
    for (const each of [into, other.customer]) refuseErased(each)
    const merged = next(services, into)
    const event = eventOf(services, 'customer.merged', merged, { from })
    const ended = next(services, other.customer)
    await mergeInto(
      services.shardFor(merchant_id),
      merged,
      other.customer,
      [event, eventOf(services, 'customer.ended', ended, { merged_into: id })],
      auditOf(event, actor, ['/emails']),
    )
    return existing(services, merchant_id, id)
  })

function refuseErased({ erased_at }: CustomerRow): void {
  if (erased_at !== null) throw new Problem('customer_erased')
}

async function existing(services: Services, merchant_id: MerchantId, id: CustomerId) {
  const stored = await findCustomer(services.shardFor(merchant_id), merchant_id, id)
  if (!stored) throw new Problem('not_found')
  return stored
}

const next = ({ now }: Services, customer: CustomerRow): CustomerRow => ({
  ...customer,
  version: customer.version + 1,
  updated_at: now(),
})

/** Names and addresses stay out of the log: whoever needs them reads the customer. */
const eventOf = (
  services: Services,
  type: 'customer.updated' | 'customer.merged' | 'customer.ended',
  { merchant_id, id, version, updated_at }: CustomerRow,
  data: Record<string, unknown>,
) => ({
  id: services.newId('event'),
  merchant_id,
  type,
  object_type: 'customer',
  object_id: id,
  version,
  data: { customer_id: id, ...data },
  created_at: updated_at,
})
