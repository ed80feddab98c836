/**
 * The audit log's chain: every entry is sealed with SHA-256 over the seal before it and its own
 * canonical form. So whoever changes, removes or reorders sealed entries has to change every seal
 * after them, too, and the head that is kept apart, in the log, and wherever a merchant noted it.
 */
import { err, ok, type Result } from '../shared/result'
import type { Instant } from '../shared/time'

export const actorKinds = ['secret', 'publishable', 'operator', 'customer', 'system'] as const
export type ActorKind = (typeof actorKinds)[number]

/** Who acts, and from where. */
export interface Actor {
  kind: ActorKind
  /** Of a key: its id. Of a customer: the order whose link they used. */
  id: string | null
  request_id: string | null
  /** The network the request came from, see `network-address.ts`. */
  address: string | null
  /** The operation's name in the OpenAPI document, or the job's. */
  operation: string
}

/** What happens by itself: by a job, or because a gateway or a carrier said so. */
export const systemActor = (operation: string): Actor => ({
  kind: 'system',
  id: null,
  request_id: null,
  address: null,
  operation,
})

export interface AuditEntry {
  merchant_id: string
  sequence: number
  created_at: Instant
  actor_kind: ActorKind
  actor_id: string | null
  request_id: string | null
  address: string | null
  operation: string
  object_type: string
  object_id: string
  changed: readonly string[]
}

export interface Seal {
  sequence: number
  hash: string
}

/** What the first entry is chained to. */
export const genesis: Seal = { sequence: 0, hash: '0'.repeat(64) }

/** SHA-256, in lower-case hexadecimal digits. */
export type Sha256 = (text: string) => string

/** JSON of a list of the entry's fields, in this order: anybody can recompute it. */
export const canonicalEntry = (entry: AuditEntry): string =>
  JSON.stringify([
    entry.merchant_id,
    entry.sequence,
    entry.created_at,
    entry.actor_kind,
    entry.actor_id,
    entry.request_id,
    entry.address,
    entry.operation,
    entry.object_type,
    entry.object_id,
    entry.changed,
  ])

const sealOf = (previous: Seal, entry: AuditEntry, sha256: Sha256): Seal => ({
  sequence: entry.sequence,
  hash: sha256(`${previous.hash}\n${canonicalEntry(entry)}`),
})

/**
 * The seals of the entries that follow a seal. The same for whoever computes it, so it does not
 * matter who is first. A gap is never sealed over.
 */
export function sealEntries(
  last: Seal,
  entries: readonly AuditEntry[],
  sha256: Sha256,
): Result<Seal[], { missing: number }> {
  const seals: Seal[] = []
  for (const entry of entries) {
    const previous = seals.at(-1) ?? last
    if (entry.sequence !== previous.sequence + 1) return err({ missing: previous.sequence + 1 })
    seals.push(sealOf(previous, entry, sha256))
  }
  return ok(seals)
}

export interface Discrepancy {
  /** Of the entry, or of the first that is missing. */
  sequence: number
  /** `unsealed`: an entry below the head has no seal. */
  kind: 'changed' | 'missing' | 'unsealed'
}

export type SealedEntry = AuditEntry & { hash: string | null }

/**
 * Checks a stretch of the log against the seal before it. Goes on from what is stored, so that one
 * change is told once and does not hide the next.
 *
 * @returns what is wrong, and the seal to check the next stretch against
 */
export function checkEntries(
  last: Seal,
  entries: readonly SealedEntry[],
  sha256: Sha256,
): { last: Seal; discrepancies: Discrepancy[] } {
  const discrepancies: Discrepancy[] = []
  let previous = last
  for (const entry of entries) {
    const { sequence, hash } = entry
    const gap = sequence !== previous.sequence + 1
    if (gap) discrepancies.push({ sequence: previous.sequence + 1, kind: 'missing' })
    const computed = sealOf(previous, entry, sha256)
    if (hash === null) discrepancies.push({ sequence, kind: 'unsealed' })
    else if (!gap && hash !== computed.hash) discrepancies.push({ sequence, kind: 'changed' })
    previous = { sequence, hash: hash ?? computed.hash }
  }
  return { last: previous, discrepancies }
}

/** Checks where the log ends against the head that was kept apart. */
export function checkHead(last: Seal, head: Seal): Discrepancy[] {
  if (last.sequence < head.sequence) return [{ sequence: last.sequence + 1, kind: 'missing' }]
  return last.hash === head.hash ? [] : [{ sequence: head.sequence, kind: 'changed' }]
}
