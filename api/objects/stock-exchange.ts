import { DurableObject } from 'cloudflare:workers'
import { connect } from '../../db/database'
import type { MerchantId } from '../domain/shared/ids'
import { createGroupCommit } from './group-commit'
import { exchange, type Incoming, type Outgoing } from './stock-sync'

/** Bounds one batch: what does not fit takes the next. */
const GROUP_SKUS_MAX = 100
const GROUP_ENTRIES_MAX = 1_000

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
      group.reduce((sum, { entries }) => sum + entries.length, 0) <= GROUP_ENTRIES_MAX,
    // What D1 refuses of one SKU is no matter of the others; that it is away, is.
    failsAll: (error) => !String(error).includes('constraint failed'),
  })

  exchange(outgoing: Outgoing): Promise<Incoming> {
    return this.#enqueue(outgoing)
  }
}
