import type { z } from '@hono/zod-openapi'
import { appendAudit, type NewAuditEntry } from '../../../db/append-audit'
import { transact } from '../../../db/database'
import type { Actor } from '../../domain/access/audit'
import { toPointers } from '../../domain/access/changed-fields'
import { onHand } from '../../domain/inventory/accounts'
import type { CountResult } from '../../domain/inventory/count'
import { MS_PER_MINUTE } from '../../domain/shared/time'
import { type Claimed, claim, type RequestKey, record } from '../../http/idempotency'
import { inParallel } from '../../http/in-parallel'
import { Problem } from '../../http/problem'
import { instantToWire } from '../../http/schemas'
import type { Services } from '../../services'
import { loadSnapshot, type Snapshot } from '../catalog/snapshot'
import { forgetAvailability } from './projection'
import type { SnapshotInputSchema, SnapshotLine, SnapshotSchema } from './snapshot-schemas'

type Body = z.output<typeof SnapshotInputSchema>
type Applied = z.output<typeof SnapshotSchema>

/** SKUs asked at once: their objects and D1 are shared with everybody else. */
const AT_ONCE = 20
/** How far another system's clock may be ahead. */
const CLOCK_SKEW = MS_PER_MINUTE

/**
 * Hands every count to the object of its SKU, which alone knows what happened since. As with
 * adjustments the key is claimed with the id the objects know the snapshot by, and the audit entry
 * is written with the claim; where no line was applied, another entry says so.
 */
export async function applySnapshot(
  services: Services,
  request: RequestKey,
  body: Body,
  actor: Actor,
): Promise<Claimed<Applied>> {
  const { merchant_id } = request
  const { source, source_version, location_id, levels } = body
  const db = services.shardFor(merchant_id)
  const as_of = Date.parse(body.as_of)
  const catalog = await check(services, request, body, as_of)
  const entry: NewAuditEntry = {
    ...{ merchant_id, actor, object_type: 'snapshot', object_id: services.newId('snapshot') },
    changed: toPointers(levels.map(({ sku }) => [sku, location_id, 'on_hand'])),
    created_at: services.now(),
  }
  const claimed = await claim<Applied>(db, request, entry.object_id, entry.created_at, entry)
  if (claimed.recorded) return { replayed: true, ...claimed.recorded }

  const id = claimed.subject_id
  const lines = await inParallel(levels, AT_ONCE, async ({ sku, on_hand }) => {
    const known = catalog.skus.get(sku)
    if (!known) return refused(sku, 'unknown_sku')
    if (known.components.length > 0) return refused(sku, 'kit_without_stock')
    const result = await services.stock(merchant_id, sku).executeAndSync({
      ...{ type: 'count', snapshot_id: id, source, source_version, as_of, location_id, on_hand },
    })
    return toLine(sku, result)
  })
  forgetAvailability(merchant_id)
  if (lines.every(({ status }) => status !== 'applied')) {
    const operation = `${actor.operation}.refused`
    const in_vain = { ...entry, object_id: id, actor: { ...actor, operation }, changed: [] }
    await transact(db, [appendAudit(db, in_vain)])
  }
  const told = { id, source, source_version, as_of: instantToWire(as_of), location_id }
  const answer = { status: 201, body: { ...told, lines } }
  await record(db, request, id, answer)
  return { replayed: false, ...answer }
}

async function check(
  services: Services,
  { merchant_id }: RequestKey,
  { location_id, levels }: Body,
  as_of: number,
): Promise<Snapshot> {
  if (as_of > services.now() + CLOCK_SKEW) {
    const errors = [{ pointer: '/as_of', detail: 'In the future.' }]
    throw new Problem('invalid_request', { errors })
  }
  const seen = new Set<string>()
  const twice = levels.flatMap(({ sku }, index) => {
    if (!seen.has(sku)) {
      seen.add(sku)
      return []
    }
    return [{ pointer: `/levels/${index}/sku`, detail: `SKU ${sku} is named twice.` }]
  })
  if (twice.length > 0) throw new Problem('invalid_request', { errors: twice.slice(0, 100) })
  const catalog = await loadSnapshot(services, merchant_id, [...seen])
  if (!catalog.location_by_id.has(location_id)) {
    const errors = [{ pointer: '/location_id', detail: `Location ${location_id} is unknown.` }]
    throw new Problem('unknown_location', { errors })
  }
  return catalog
}

const refused = (sku: string, code: string): SnapshotLine => ({ sku, status: 'refused', code })

function toLine(sku: string, result: CountResult): SnapshotLine {
  if (result.ok) {
    const { moved_since, balances } = result.value
    const level = { ...balances, on_hand: onHand(balances) }
    return { sku, status: 'applied', moved_since, ...level }
  }
  const { error } = result
  if (error.code !== 'snapshot_stale') return refused(sku, error.code)
  const newest = { source_version: error.source_version, as_of: instantToWire(error.as_of) }
  return { sku, status: 'stale', code: error.code, newest }
}
