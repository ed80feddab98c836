import type { z } from '@hono/zod-openapi'
import {
  type Counters,
  counters,
  type HeldAccount,
  heldAccounts,
  type LedgerEntry,
} from '../../domain/inventory/accounts'
import type { MerchantId } from '../../domain/shared/ids'
import { instantToWire } from '../../http/schemas'
import type { AuditReport, Discrepancy } from '../../objects/stock-client'
import type { Services } from '../../services'
import { foldMovements, listMovements } from './repository'
import type { AuditSchema, InventorySchema, MovementSchema } from './schemas'

export const toCounters = (level: Counters): Counters =>
  Object.fromEntries(counters.map((name) => [name, level[name]])) as Counters

const total = (levels: readonly Counters[]): Counters =>
  Object.fromEntries(
    counters.map((name) => [name, levels.reduce((sum, level) => sum + level[name], 0)]),
  ) as Counters

/** A SKU at all its locations, from the object that decides. */
export async function readInventory(
  { stock }: Services,
  merchant_id: MerchantId,
  sku: string,
): Promise<z.output<typeof InventorySchema>> {
  const { version, as_of, levels } = await stock(merchant_id, sku).levels()
  const sorted = levels.toSorted((a, b) => (a.location_id < b.location_id ? -1 : 1))
  return {
    sku,
    ...total(levels),
    levels: sorted.map((level) => ({ location_id: level.location_id, ...toCounters(level) })),
    version,
    as_of: instantToWire(as_of),
  }
}

/** The ledger, newest first: recent entries from the object, older ones from D1. */
export async function readMovements(
  services: Services,
  merchant_id: MerchantId,
  sku: string,
  before: number,
  limit: number,
): Promise<readonly LedgerEntry[]> {
  const recent = await services.stock(merchant_id, sku).movements(before, limit)
  const reached = recent.at(-1)?.sequence ?? before
  if (recent.length === limit || reached === 1) return recent
  const db = services.shardFor(merchant_id)
  const older = await listMovements(db, merchant_id, sku, reached, limit - recent.length)
  return [...recent, ...older.map(toEntry)]
}

const toEntry = ({
  reason,
  reference,
  ...row
}: Awaited<ReturnType<typeof listMovements>>[number]): LedgerEntry => ({
  ...row,
  ...(reason !== null && { reason }),
  ...(reference !== null && { reference }),
})

export const toMovement = (entry: LedgerEntry): z.output<typeof MovementSchema> => ({
  sequence: entry.sequence,
  operation: entry.operation,
  location_id: entry.location_id,
  from_account: entry.from_account,
  to_account: entry.to_account,
  quantity: entry.quantity,
  subject_id: entry.subject_id,
  ...(entry.reason !== undefined && { reason: entry.reason }),
  ...(entry.reference !== undefined && { reference: entry.reference }),
  created_at: instantToWire(entry.created_at),
})

/** Entries of the archive folded per read: bounded memory, however long the ledger is. */
const FOLD_STEP = 20_000

/** Proves the counters: the object folds what it keeps, D1 what the object has let go of. */
export async function auditSku(
  services: Services,
  merchant_id: MerchantId,
  sku: string,
): Promise<z.output<typeof AuditSchema>> {
  const report = await services.stock(merchant_id, sku).audit()
  const discrepancies = [
    ...report.discrepancies,
    ...(await auditArchive(services, merchant_id, sku, report.checkpoint)),
  ]
  return { sku, balanced: discrepancies.length === 0, entries: report.entries, discrepancies }
}

async function auditArchive(
  services: Services,
  merchant_id: MerchantId,
  sku: string,
  { sequence, balances }: AuditReport['checkpoint'],
): Promise<Discrepancy[]> {
  if (sequence === 0) return []
  const db = services.shardFor(merchant_id)
  const held: readonly string[] = heldAccounts
  const ledger = new Map<string, number>()
  const add = (location_id: string, account: string, quantity: number) => {
    if (!held.includes(account)) return
    const key = `${location_id} ${account}`
    ledger.set(key, (ledger.get(key) ?? 0) + quantity)
  }
  let entries = 0
  for (let after = 0; after < sequence; after += FOLD_STEP) {
    const up_to = Math.min(sequence, after + FOLD_STEP)
    for (const row of await foldMovements(db, merchant_id, sku, after, up_to)) {
      entries += row.entries
      add(row.location_id, row.to_account, row.quantity)
      add(row.location_id, row.from_account, -row.quantity)
    }
  }
  const kept = balances.filter(({ account }) => held.includes(account))
  const differing = kept.flatMap(({ location_id, account, quantity }) => {
    const folded = ledger.get(`${location_id} ${account as HeldAccount}`) ?? 0
    return folded === quantity
      ? []
      : [{ location_id, account, witness: 'archive' as const, ledger: folded, counter: quantity }]
  })
  if (entries === sequence) return differing
  const gap = { location_id: '', account: 'entries', witness: 'archive' as const }
  return [...differing, { ...gap, ledger: entries, counter: sequence }]
}
