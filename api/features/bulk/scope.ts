import type { Scope } from '../../domain/access/api-key'
import type { BulkKind } from '../../domain/bulk/job'
import { keyholder, type Principal } from '../../http/auth'
import { Problem } from '../../http/problem'

const areas: Record<BulkKind, 'catalog' | 'inventory' | 'orders' | 'events'> = {
  skus: 'catalog',
  inventory: 'inventory',
  orders: 'orders',
  events: 'events',
}

/** In bulk a key may do what it may do one by one. */
export function requireScope(principal: Principal, kind: BulkKind, verb: 'read' | 'write'): void {
  const scope = `${areas[kind]}:${verb}` as Scope
  if (keyholder(principal).scopes.includes(scope)) return
  throw new Problem('scope_missing', { detail: `The key lacks the scope ${scope}.` })
}
