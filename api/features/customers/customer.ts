import type { z } from '@hono/zod-openapi'
import { instantToWire } from '../../http/schemas'
import type { StoredCustomer } from './repository'
import type { CustomerRecordSchema, CustomerTotalsSchema } from './schemas'

type Totals = z.output<typeof CustomerTotalsSchema>

/** A customer as merchants read it; totals are over all addresses. */
export function toCustomer({
  customer,
  emails,
  totals,
}: StoredCustomer): z.output<typeof CustomerRecordSchema> {
  const { merchant_id: _, erased_at, created_at, updated_at, ...rest } = customer
  const instant = (at: number | null) => (at === null ? null : instantToWire(at))
  const first = totals.map(({ first_order_at }) => first_order_at)
  const last = totals.map(({ last_order_at }) => last_order_at)
  return {
    ...rest,
    emails: [...emails],
    totals: sumByCurrency(totals),
    first_order_at: instant(first.length > 0 ? Math.min(...first) : null),
    last_order_at: instant(last.length > 0 ? Math.max(...last) : null),
    erased_at: instant(erased_at),
    created_at: instantToWire(created_at),
    updated_at: instantToWire(updated_at),
  }
}

function sumByCurrency(totals: StoredCustomer['totals']): Totals[] {
  return [...Map.groupBy(totals, ({ currency }) => currency)].map(([currency, rows]) => {
    const sum = (name: Exclude<keyof Totals, 'currency'>) =>
      rows.reduce((all, row) => all + row[name], 0)
    return {
      currency,
      orders: sum('orders'),
      canceled: sum('canceled'),
      payable: sum('payable'),
      captured: sum('captured'),
      refunded: sum('refunded'),
    }
  })
}
