import { findOrOpenAccount } from '../../adapters/payments/credit'
import { type NewEntry, writeEntry } from '../../adapters/payments/credit/entries'
import { systemActor } from '../../domain/access/audit'
import type { Change } from '../../domain/orders/aggregate'
import { findReturn as findIn, reviseReturn, withReturn } from '../../domain/returns/approve-return'
import type { MerchantId } from '../../domain/shared/ids'
import { ok } from '../../domain/shared/result'
import type { Services } from '../../services'
import { changeOrder } from '../orders/change-order'
import { findOrder } from '../orders/repository'
import { findReturn } from './repository'

/**
 * Gives the store credit that a completed return promises on top. The entry is named by the return,
 * so it is written once however often this runs; then the return is relieved of it.
 */
export async function giveBonus(
  services: Services,
  { merchant_id, return_id }: { merchant_id: MerchantId; return_id: string },
): Promise<void> {
  const db = services.shardFor(merchant_id)
  const ret = await findReturn(db, merchant_id, return_id)
  if (!ret || ret.bonus_due === null) return
  const { order_id, bonus_due, quote, number } = ret
  const aggregate = await findOrder(db, merchant_id, order_id)
  if (!aggregate) return
  const now = services.now()
  const owner = { merchant_id, email: aggregate.order.email, currency: quote.currency }
  const account_id = await findOrOpenAccount(db, owner, services.newId('store_credit'), now)
  const entry: NewEntry = {
    ...{ merchant_id, account_id, amount: bonus_due, order_id, payment_id: null },
    type: 'issue',
    ...{ operation_key: `bonus.${ret.id}`, reason: `bonus for return ${number}`, created_at: now },
  }
  await writeEntry(db, entry, services.newId('event'))
  await changeOrder<Change, null>(services, {
    ...{ merchant_id, order_id, request: null, actor: systemActor('giveBonus') },
    decide: (current, at) => {
      const unchanged = { aggregate: current, events: [], tasks: [] }
      const found = findIn(current, ret.id)
      if (!found.ok || found.value.bonus_due === null) return ok(unchanged)
      return ok(withReturn(unchanged, reviseReturn(found.value, { bonus_due: null }, at), []))
    },
    answer: () => ({ status: 200, body: null }),
  })
}
