import { DurableObject } from 'cloudflare:workers'
import { linkLimits, lookupLimits, type Tries, tryOnce } from '../domain/portal/lock-out'
import type { Instant } from '../domain/shared/time'
import { MS_PER_SECOND } from '../domain/shared/time'
import type { Attempt, LockObject, Verdict } from './lock-client'

const limits = { lookup: lookupLimits, link: linkLimits }

/**
 * Counts what strangers try with the orders of one merchant, a share of them per object. A try is
 * counted before it is made, so that many at once are not let through.
 */
export class PortalLock extends DurableObject<Env> implements LockObject {
  readonly #sql = this.ctx.storage.sql
  #created = false

  async attempt(attempt: Attempt): Promise<Verdict> {
    const now = Date.now()
    const verdict = this.ctx.storage.transactionSync((): Verdict => {
      this.#create()
      const { order, network } = keysOf(attempt)
      const limit = limits[attempt.kind]
      const in_all = tryOnce(this.#read(order), limit.order, now)
      const from_there = tryOnce(this.#read(network), limit.network, now)
      const refused = [in_all, from_there].flatMap((each) => (each.allowed ? [] : [each.ends_at]))
      if (refused.length > 0) {
        return { allowed: false, retry_after: secondsUntil(Math.max(...refused), now) }
      }
      if (in_all.allowed) this.#write(order, in_all.tries)
      if (from_there.allowed) this.#write(network, from_there.tries)
      return { allowed: true }
    })
    if ((await this.ctx.storage.getAlarm()) === null) {
      await this.ctx.storage.setAlarm(now + limits[attempt.kind].order.window)
    }
    return verdict
  }

  /** The try was right: those before it were slips. */
  async forgive(attempt: Attempt): Promise<void> {
    this.ctx.storage.transactionSync(() => {
      this.#create()
      const { order, network } = keysOf(attempt)
      const slips = this.#read(network)?.count ?? 0
      this.#sql.exec('DELETE FROM tries WHERE key = ?', network)
      this.#sql.exec('UPDATE tries SET count = count - ? WHERE key = ?', slips, order)
      // As if it had never been asked for: an order that was found is no different from one that is not.
      this.#sql.exec('DELETE FROM tries WHERE key = ? AND count <= 0', order)
    })
  }

  /** Forgets what counts no more; never throws, because a throwing alarm is dropped for good. */
  override async alarm(): Promise<void> {
    const now = Date.now()
    this.#create()
    this.#sql.exec('DELETE FROM tries WHERE ends_at <= ?', now)
    const [next] = this.#sql.exec<{ ends_at: number }>(
      'SELECT ends_at FROM tries ORDER BY ends_at DESC LIMIT 1',
    )
    if (next) await this.ctx.storage.setAlarm(next.ends_at)
  }

  #create() {
    if (this.#created) return
    this.#sql.exec(`CREATE TABLE IF NOT EXISTS tries (
      key TEXT PRIMARY KEY, count INTEGER NOT NULL, ends_at INTEGER NOT NULL) WITHOUT ROWID`)
    this.#sql.exec('CREATE INDEX IF NOT EXISTS tries_by_end ON tries (ends_at)')
    this.#created = true
  }

  #read(key: string): Tries | undefined {
    return this.#sql
      .exec<{ count: number; ends_at: number }>(
        'SELECT count, ends_at FROM tries WHERE key = ?',
        key,
      )
      .toArray()[0]
  }

  #write(key: string, { count, ends_at }: Tries) {
    this.#sql.exec('INSERT OR REPLACE INTO tries VALUES (?, ?, ?)', key, count, ends_at)
  }
}

const keysOf = ({ kind, subject, network }: Attempt) => ({
  order: `${kind}|${subject}`,
  network: `${kind}|${subject}|${network}`,
})

const secondsUntil = (instant: Instant, now: Instant) =>
  Math.max(1, Math.ceil((instant - now) / MS_PER_SECOND))
