import { keyholder } from '../../http/auth'
import { replayedHeaders, requestKey } from '../../http/idempotency'
import { endpoint } from '../../http/router'
import { applySnapshot } from './apply-snapshot'
import { SnapshotInputSchema, SnapshotSchema } from './snapshot-schemas'

export const inventorySnapshots = [
  endpoint(
    {
      method: 'post',
      path: '/v1/inventory/snapshots',
      operation_id: 'applyInventorySnapshot',
      summary: 'Take over what another system counted',
      description:
        'Absolute counts of a location. A stale one changes nothing; what left or came in since `as_of` is kept, and so is every promise. Each SKU stands for itself: lines say `snapshot_stale`, `snapshot_too_old`, `negative_quantity`, `unknown_sku` or `kit_without_stock`.',
      tag: 'Inventory',
      access: { key: 'secret', scope: 'inventory:write' },
      idempotent: true,
      body: SnapshotInputSchema,
      responses: { 201: SnapshotSchema },
      problems: ['unknown_location', 'idempotency_key_reused'],
    },
    async ({ services, principal, actor, idempotency_key, body }) => {
      const { merchant } = keyholder(principal)
      const request = requestKey(merchant.id, 'applyInventorySnapshot', idempotency_key, body)
      const done = await applySnapshot(services, request, body, actor)
      return { status: 201, body: done.body, headers: replayedHeaders(done.replayed) }
    },
  ),
]
