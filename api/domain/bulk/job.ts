/** Imports and exports: long work in short steps, each of which may be done again. */
import { MS_PER_MINUTE, MS_PER_SECOND } from '../shared/time'

export const importKinds = ['skus', 'inventory', 'orders'] as const
export const exportKinds = ['skus', 'inventory', 'orders', 'events'] as const
export type ImportKind = (typeof importKinds)[number]
export type ExportKind = (typeof exportKinds)[number]
export type BulkKind = ExportKind

export const bulkStatuses = ['awaiting_content', 'running', 'completed', 'failed'] as const
export type BulkStatus = (typeof bulkStatuses)[number]

/** After so many failures in a row, a line that fails for whatever reason is a failed line. */
export const FAILURES_MAX = 8

/** How long to wait after so many failures in a row. Milliseconds. */
export const retryAfter = (failures: number): number =>
  Math.min(MS_PER_SECOND * 2 ** (failures - 1), MS_PER_MINUTE)

/** Refusals that another try may not meet. */
const passing = new Set([
  'idempotency_in_progress',
  'external_id_in_progress',
  'unavailable',
  'internal_error',
])
export const mayPass = (code: string): boolean => passing.has(code)
