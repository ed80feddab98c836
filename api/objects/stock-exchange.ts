import { DurableObject } from 'cloudflare:workers'
import { connect } from '../../db/database'
import type { MerchantId } from '../domain/shared/ids'
import { createGroupCommit } from './group-commit'
import { exchange, type Incoming, type Outgoing } from './stock-sync'

/** Bounds one batch, whose rows travel as parameters of 2 MB: what does not fit takes the next. */
const GROUP_SKUS_MAX = 100
const GROUP_ROWS_MAX = 2_000

/**
 * Where the stock objects of a merchant meet D1: those that come while a batch is under way share
 * the next one. So a thousand SKUs that change at the same time cost a few round trips, and D1,
 * which runs one write at a time, is left to orders. It remembers nothing: what it was asked is
 * asked again by the objects if it fails.
 */
export class StockExchange extends DurableObject<Env> {
  readonly #db = connect(this.env.DB)
  readonly #enqueue = createGroupCommit<Outgoing, Incoming>({
    run: (outgoing) => exchange(this.#db, this.ctx.id.name as MerchantId, outgoing),
    fits: (group) =>
      group.length <= GROUP_SKUS_MAX &&
      group.reduce((sum, { entries, levels }) => sum + entries.length + levels.length, 0) <=
        GROUP_ROWS_MAX,
    // What D1 refuses of one SKU is no matter of the others; that it is away, is.
    failsAll: (error) => !String(error).includes('constraint failed'),
  })

  exchange(outgoing: Outgoing): Promise<Incoming> {
    return this.#enqueue(outgoing)
  }
}
