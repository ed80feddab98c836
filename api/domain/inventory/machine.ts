import type { Result } from '../shared/result'
import type { Instant } from '../shared/time'
import { type Adjust, decideAdjust } from './adjust'
import { type Count, type CountResult, decideCount } from './count'
import {
  type ClosedRefusal,
  type Decision,
  decideExtend,
  decideHold,
  decideRelease,
  type Extend,
  type Held,
  type Hold,
  type HoldRefusal,
  type Release,
} from './hold'
import {
  type Abandon,
  decideAbandon,
  decidePin,
  type Pin,
  type Pinned,
  type PinRefusal,
} from './pin'
import { decideRepin, type Repin, type RepinRefusal, type Standing } from './repin'
import type { AdjustResult, Records, Stock } from './stock'

/** Everything that can be asked of a SKU's stock, and what each is answered. */
export type Command = Hold | Release | Extend | Pin | Repin | Abandon | Adjust | Count

export interface Answers {
  hold: Result<Held, HoldRefusal>
  release: Result<null, ClosedRefusal>
  extend: Result<null, ClosedRefusal>
  pin: Result<Pinned, PinRefusal>
  repin: Result<Standing, RepinRefusal>
  abandon: Result<null, never>
  adjust: AdjustResult
  count: CountResult
}
export type Answer<C extends Command> = Answers[C['type']]

/** What should happen. Reads the stock, never changes it. */
export function decide(
  stock: Stock,
  records: Records,
  command: Command,
  now: Instant,
): Decision<unknown, unknown> {
  switch (command.type) {
    case 'hold':
      return decideHold(stock, records, command, now)
    case 'release':
      return decideRelease(stock, records, command, now)
    case 'extend':
      return decideExtend(stock, records, command)
    case 'pin':
      return decidePin(stock, records, command, now)
    case 'repin':
      return decideRepin(stock, records, command)
    case 'abandon':
      return decideAbandon(stock, records, command, now)
    case 'adjust':
      return decideAdjust(stock, records, command)
    case 'count':
      return decideCount(stock, records, command)
  }
}
