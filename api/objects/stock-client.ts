import type { LedgerEntry } from '../domain/inventory/accounts'
import type { Answer, Command } from '../domain/inventory/machine'
import type { Reservation } from '../domain/inventory/stock'
import type { MerchantId } from '../domain/shared/ids'
import type { Instant } from '../domain/shared/time'
import type { ProjectedLevel } from './stock-sync'

export interface StockLevels {
  version: number
  as_of: Instant
  levels: readonly ProjectedLevel[]
  /** Whether units are on their way into or out of an order, so that the SKU is in use. */
  live: boolean
}

export interface Discrepancy {
  location_id: string
  account: string
  /** What disagrees with the ledger. */
  witness: 'stored' | 'memory' | 'claims' | 'archive'
  ledger: number
  counter: number
}

export interface AuditReport {
  entries: number
  discrepancies: readonly Discrepancy[]
  /** Entries up to here live in D1 only; these balances stand for them. */
  checkpoint: {
    sequence: number
    balances: readonly { location_id: string; account: string; quantity: number }[]
  }
}

/** What a stock object answers, by RPC. */
export interface StockObject {
  execute<C extends Command>(command: C): Promise<Answer<C>>
  /** Executes, then tells D1 at once instead of within a second. */
  executeAndSync<C extends Command>(command: C): Promise<Answer<C>>
  reservation(id: string): Promise<Reservation | null>
  levels(): Promise<StockLevels>
  audit(): Promise<AuditReport>
  /** Newest first, below a sequence; the object keeps recent entries only. */
  movements(before: number, limit: number): Promise<readonly LedgerEntry[]>
  /** A hint that D1 has news. */
  poke(): Promise<void>
  /** A poke that is answered when the news are applied. */
  pull(): Promise<void>
  ping(): Promise<'pong'>
}

/** The stock object of a SKU. Made per call: a stub belongs to the request that made it. */
export type StockClient = (merchant_id: MerchantId, sku: string) => StockObject

export const stockName = (merchant_id: MerchantId, sku: string) => `${merchant_id}:${sku}`

export const createStockClient =
  (namespace: DurableObjectNamespace): StockClient =>
  (merchant_id, sku) =>
    namespace.getByName(stockName(merchant_id, sku)) as unknown as StockObject
