import type { z } from '@hono/zod-openapi'
import type { NewAuditEntry } from '../../../db/append-audit'
import type { Actor } from '../../domain/access/audit'
import { toPointers } from '../../domain/access/changed-fields'
import { onHand } from '../../domain/inventory/accounts'
import type { Adjustment } from '../../domain/inventory/adjust'
import type { AdjustRefusal, AdjustResult } from '../../domain/inventory/stock'
import { type Claimed, claim, type RequestKey, record, unclaim } from '../../http/idempotency'
import { Problem } from '../../http/problem'
import type { Services } from '../../services'
import { fillReceived } from '../backorders/fill-backorders'
import { loadSnapshot } from '../catalog/snapshot'
import { forgetAvailability } from './projection'
import { ADJUSTMENT_SKUS_MAX, type AdjustInventorySchema, type AdjustmentSchema } from './schemas'

type Body = z.output<typeof AdjustInventorySchema>
type Adjusted = z.output<typeof AdjustmentSchema>

/**
 * Corrects stock, SKU by SKU. The Idempotency-Key is claimed with the adjustment's id, which
 * every object knows it by: a retry after a crash applies what is missing and nothing twice. The
 * audit entry is written with the claim, for the objects cannot write one: so a crash leaves none
 * out. Where every object refuses, another entry says so.
 */
export async function adjustInventory(
  services: Services,
  request: RequestKey,
  body: Body,
  actor: Actor,
): Promise<Claimed<Adjusted>> {
  const { merchant_id } = request
  const db = services.shardFor(merchant_id)
  const by_sku = Map.groupBy(body.lines, ({ sku }) => sku)
  await refuseInvalid(services, request, body)
  const entry: NewAuditEntry = {
    ...{ merchant_id, actor, object_type: 'adjustment', object_id: services.newId('adjustment') },
    changed: toPointers(
      body.lines.map(({ sku, location_id, bucket }) => [sku, location_id, bucket]),
    ),
    created_at: services.now(),
  }
  const claimed = await claim<Adjusted>(db, request, entry.object_id, entry.created_at, entry)
  if (claimed.recorded) return { replayed: true, ...claimed.recorded }

  const id = claimed.subject_id
  const results = new Map<string, AdjustResult>(
    await Promise.all(
      [...by_sku].map(async ([sku, lines]) => {
        const command = {
          type: 'adjust',
          adjustment_id: id,
          reason: body.reason,
          ...(body.reference !== undefined && { reference: body.reference }),
          adjustments: lines.map(toAdjustment),
        } as const
        return [sku, await services.stock(merchant_id, sku).executeAndSync(command)] as const
      }),
    ),
  )
  forgetAvailability(merchant_id)

  const [refused] = [...results.values()].filter((result) => !result.ok)
  if (refused && !refused.ok && [...results.values()].every((result) => !result.ok)) {
    const operation = `${actor.operation}.refused`
    const refusal = { ...entry, object_id: id, actor: { ...actor, operation }, changed: [] }
    await unclaim(db, request, id, refusal)
    throw toProblem(refused.error)
  }
  const answer: Adjusted = { id, lines: body.lines.map((line) => toLine(line, results)) }
  await record(db, request, id, { status: 201, body: answer })
  await fillReceived(services, merchant_id, [...by_sku.keys()])
  return { replayed: false, status: 201, body: answer }
}

async function refuseInvalid(services: Services, { merchant_id }: RequestKey, body: Body) {
  const complaints = body.lines.flatMap(({ delta, set, expected }, index) => {
    const pointer = `/lines/${index}`
    if (set !== undefined && delta !== undefined) {
      return [{ pointer, detail: 'Give either delta or set, not both.' }]
    }
    if (set === undefined && delta === undefined) return [{ pointer, detail: 'Give delta or set.' }]
    if (set === undefined && expected !== undefined) {
      return [{ pointer: `${pointer}/expected`, detail: 'Only a set has an expected quantity.' }]
    }
    return []
  })
  if (complaints.length > 0) throw new Problem('invalid_request', { errors: complaints })
  const bare = body.lines.flatMap(({ set, expected }, index) =>
    set !== undefined && expected === undefined
      ? [{ pointer: `/lines/${index}/expected`, detail: 'Missing.' }]
      : [],
  )
  if (bare.length > 0) throw new Problem('expected_missing', { errors: bare })

  const skus = [...new Set(body.lines.map(({ sku }) => sku))]
  if (skus.length > ADJUSTMENT_SKUS_MAX) {
    const detail = `At most ${ADJUSTMENT_SKUS_MAX} different SKUs; there are ${skus.length}.`
    throw new Problem('invalid_request', { errors: [{ pointer: '/lines', detail }] })
  }
  const snapshot = await loadSnapshot(services, merchant_id, skus)
  const errors = (field: 'sku' | 'location_id', problem: (line: Body['lines'][number]) => string) =>
    body.lines.flatMap((line, index) => {
      const detail = problem(line)
      return detail ? [{ pointer: `/lines/${index}/${field}`, detail }] : []
    })
  const unknown = errors('sku', ({ sku }) =>
    snapshot.skus.has(sku) ? '' : `SKU ${sku} is unknown.`,
  )
  if (unknown.length > 0) throw new Problem('unknown_sku', { errors: unknown })
  const nowhere = errors('location_id', ({ location_id }) =>
    snapshot.location_by_id.has(location_id) ? '' : `Location ${location_id} is unknown.`,
  )
  if (nowhere.length > 0) throw new Problem('unknown_location', { errors: nowhere })
  const kits = errors('sku', ({ sku }) =>
    snapshot.skus.get(sku)?.components.length ? 'A kit has no stock; adjust its components.' : '',
  )
  if (kits.length > 0) throw new Problem('invalid_request', { errors: kits })
}

function toAdjustment({
  location_id,
  bucket,
  delta,
  set,
  expected,
}: Body['lines'][number]): Adjustment {
  if (set === undefined) return { location_id, bucket, delta: delta ?? 0 }
  return { location_id, bucket, set, expected: expected ?? null }
}

function toLine({ sku, location_id }: Body['lines'][number], results: Map<string, AdjustResult>) {
  const result = results.get(sku)
  if (!result?.ok) {
    const { code, current } = result?.error ?? {}
    return { sku, location_id, status: 'refused' as const, code, current }
  }
  const level = result.value.find((each) => each.location_id === location_id)
  const { balances } = level ?? {}
  return {
    sku,
    location_id,
    status: 'applied' as const,
    ...(balances && { ...balances, on_hand: onHand(balances) }),
  }
}

const toProblem = ({ code, current, location_id, bucket }: AdjustRefusal) =>
  new Problem(code, { extra: { current, location_id, bucket } })
