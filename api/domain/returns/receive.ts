import type { OrderLineId } from '../shared/ids'
import { err, ok, type Result } from '../shared/result'
import type { IllegalTransition } from '../shared/transitions'
import {
  type ArrivedDisposition,
  type Disposition,
  hasArrived,
  moveReturn,
  type Return,
  type ReturnLine,
  unitsInspected,
} from './return'

export interface ReceivedUnits {
  line_id: OrderLineId
  quantity: number
  disposition: Disposition
}

/** Units that arrived and may go to stock: at the location that received them. */
export interface ArrivedUnits {
  line_id: OrderLineId
  quantity: number
  disposition: ArrivedDisposition
}

/** Units that nobody authorized: listed for a person, in no stock and paid to nobody. */
export interface Surplus {
  line_id: OrderLineId
  quantity: number
  disposition: Disposition
}

export interface Receipt {
  lines: readonly ReturnLine[]
  status: 'received'
  arrived: readonly ArrivedUnits[]
  surplus: readonly Surplus[]
}

export type ReceiveRejection = IllegalTransition | { code: 'unknown_line'; line_id: string }

/**
 * What a receipt does to a return: each unit is inspected once, up to what was authorized; more of
 * a line than that is surplus.
 */
export function receive(
  ret: Pick<Return, 'status' | 'lines'>,
  units: readonly ReceivedUnits[],
): Result<Receipt, ReceiveRejection> {
  const moved = moveReturn(ret.status, 'received')
  if (!moved.ok) return moved
  const known = new Set(ret.lines.map(({ line_id }) => line_id))
  const stranger = units.find(({ line_id }) => !known.has(line_id))
  if (stranger) return err({ code: 'unknown_line', line_id: stranger.line_id })

  let lines: readonly ReturnLine[] = ret.lines
  const arrived: ArrivedUnits[] = []
  const surplus: Surplus[] = []
  for (const { line_id, quantity, disposition } of units) {
    const filled = fill(lines, line_id, quantity, disposition)
    lines = filled.lines
    if (filled.taken > 0 && hasArrived(disposition)) {
      arrived.push({ line_id, quantity: filled.taken, disposition })
    }
    if (filled.taken < quantity) {
      surplus.push({ line_id, quantity: quantity - filled.taken, disposition })
    }
  }
  return ok({ lines, status: 'received', arrived, surplus })
}

/** Speaks on units of a line, in the rows that still wait for some, first to last. */
function fill(
  lines: readonly ReturnLine[],
  line_id: OrderLineId,
  quantity: number,
  disposition: Disposition,
) {
  let left = quantity
  const filled = lines.map((line) => {
    if (line.line_id !== line_id) return line
    const take = Math.min(left, line.quantity - unitsInspected(line))
    if (take <= 0) return line
    left -= take
    const counts = { ...line.counts, [disposition]: line.counts[disposition] + take }
    return { ...line, counts }
  })
  return { lines: filled, taken: quantity - left }
}
