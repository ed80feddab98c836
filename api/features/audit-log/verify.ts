import type { z } from '@hono/zod-openapi'
import {
  checkEntries,
  checkHead,
  type Discrepancy,
  genesis,
  type Seal,
} from '../../domain/access/audit'
import type { MerchantId } from '../../domain/shared/ids'
import type { Services } from '../../services'
import { findEntry, readSealed } from './repository'
import type { AuditVerificationSchema } from './schemas'
import { sealAuditLog, sha256 } from './seal'

/** Entries read at once, and per request: a longer log is verified in several. */
const PAGE = 1_000
const PAGES_MAX = 20
const DISCREPANCIES_MAX = 100

/** What the caller noted down earlier: from there on it is checked. */
export interface Anchor {
  after: number
  hash: string | undefined
}

/**
 * Recomputes the chain from the entries themselves. It begins at the first one, or behind one whose
 * seal the caller knows: what was noted down elsewhere cannot have been changed here.
 */
export async function verifyAuditLog(
  services: Services,
  merchant_id: MerchantId,
  { after, hash }: Anchor,
): Promise<z.output<typeof AuditVerificationSchema>> {
  const db = services.shardFor(merchant_id)
  const missing = await sealAuditLog(db, merchant_id, services.now())
  const stored = after === 0 ? genesis.hash : (await findEntry(db, merchant_id, after))?.hash
  const found: Discrepancy[] = []
  if (missing) found.push({ sequence: missing.missing, kind: 'missing' })
  if (!stored) found.push({ sequence: after, kind: 'missing' })
  else if (hash !== undefined && stored !== hash) found.push({ sequence: after, kind: 'changed' })

  let last: Seal = { sequence: after, hash: hash ?? stored ?? '' }
  let head = genesis
  let entries = 0
  let complete = false
  for (let page = 0; page < PAGES_MAX && !complete; page++) {
    const read = await readSealed(db, merchant_id, last.sequence, PAGE)
    const checked = checkEntries(last, read.entries, sha256)
    found.push(...checked.discrepancies)
    entries += read.entries.length
    last = checked.last
    head = read.head
    complete = read.entries.length < PAGE
  }
  if (complete && after <= head.sequence) found.push(...checkHead(last, head))
  return {
    intact: found.length === 0,
    entries,
    through: last.sequence,
    sealed: head,
    next_after: complete ? null : last.sequence,
    discrepancies: found.slice(0, DISCREPANCIES_MAX),
  }
}
