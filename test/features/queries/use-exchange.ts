import type { AttemptId, MerchantId } from '../../../api/domain/shared/ids'
import { exchange } from '../../../api/objects/stock-sync'
import { connect } from '../../../db/database'

/** What a stock object sends in one exchange, with something of everything. */
export const useExchange = ({ DB }: Env) =>
  exchange(connect(DB), 'mer_scan' as MerchantId, [
    {
      sku: 'A',
      now: 1,
      levels: [
        {
          location_id: 'berlin',
          ...{ on_hand: 1, available: 1, reserved: 0, committed: 0, damaged: 0 },
          ...{ quality_control: 0, safety_stock: 0, incoming: 0, version: 1 },
        },
      ],
      entries: [
        {
          ...{
            sequence: 1,
            operation: 'adjust',
            location_id: 'berlin',
            quantity: 1,
            created_at: 1,
          },
          ...{ from_account: 'supplier', to_account: 'available', subject_id: 'adj_1' },
        },
      ],
      events: [
        {
          ...{ id: 'evt_1', type: 'inventory.adjusted', object_type: 'inventory', object_id: 'A' },
          ...{ version: 1, data: {}, created_at: 1 },
        },
      ],
      pins: ['att_1' as AttemptId],
      overdue: ['att_1' as AttemptId],
      tasks_applied: 2,
      tasks_marked: 1,
    },
  ])
