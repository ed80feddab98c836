import { DurableObject } from 'cloudflare:workers'
import { decideExpiry } from '../domain/inventory/hold'
import { type Answer, type Command, decide } from '../domain/inventory/machine'
import { settleOutcome, settleTask } from '../domain/inventory/settle'
import { applyChanges, type Changes, type Stock } from '../domain/inventory/stock'
import type { MerchantId } from '../domain/shared/ids'
import { type Instant, MS_PER_DAY, MS_PER_MINUTE, MS_PER_SECOND } from '../domain/shared/time'
import { createGroupCommit } from './group-commit'
import { auditStock } from './stock-audit'
import type { AuditReport, StockLevels, StockObject } from './stock-client'
import { eventsOf } from './stock-events'
import { createStockFacts } from './stock-facts'
import { createStockLog } from './stock-log'
import { project } from './stock-projection'
import { type Incoming, type Outgoing, observeSync, SYNC_LIMIT } from './stock-sync'

/** Changes reach D1, and decisions are asked for, about this long after they happened. */
const SYNC_DELAY = MS_PER_SECOND
const SYNC_DELAY_MAX = 30 * MS_PER_SECOND
/** What D1 has heard of, or changes nothing about what may be sold, waits for company. */
const QUIET_DELAY = 5 * MS_PER_SECOND
/** Objects are woken together, so that they meet at the exchange. */
const BEAT = 250
/**
 * What is told soon is told by a timer, for an alarm is a write; who dies meanwhile is woken by then.
 * A timer keeps the object in memory, which costs more than an alarm when it takes seconds.
 */
const ALARM_DELAY = 10 * MS_PER_SECOND
/** A pin whose run has not decided by then is ended, in D1. */
const PIN_LIMIT = MS_PER_MINUTE
/** Stands for when the alarm rings: before anything it could be set to. One that is due rings by itself. */
const RINGING = 0
const RETENTION = 7 * MS_PER_DAY
/** Entries that stay here after D1 has them; twice as many are let grow before the next fold. */
const LEDGER_KEPT = 1_000

/**
 * Serializes every change to one SKU's stock. The rules are in `domain/inventory`; this class
 * remembers what was decided, commits many commands at once, and talks to D1 a moment later: by
 * a timer while it lives, by its alarm in any case.
 */
export class SkuStock extends DurableObject<Env> implements StockObject {
  readonly #log = createStockLog(this.ctx.storage.sql)
  readonly #facts = createStockFacts(this.#log)
  #stock: Stock
  #alarm_at = Number.POSITIVE_INFINITY
  /** D1 is told by then; never, when it knows everything. */
  #sync_by = Number.POSITIVE_INFINITY
  #timer: ReturnType<typeof setTimeout> | undefined
  #failures = 0
  #syncing: Promise<void> | undefined
  #sync_again = false
  readonly #enqueue = createGroupCommit<Command | null, Answer<Command> | null>({
    run: async (commands) => {
      const { answers, wrote } = this.#run(commands)
      if (wrote) await this.ctx.storage.sync()
      return answers
    },
  })

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    this.#stock = this.#log.load()
    if (this.#log.exists() && this.#hasWork()) this.#syncWithin(SYNC_DELAY, Date.now())
  }

  async execute<C extends Command>(command: C): Promise<Answer<C>> {
    return (await this.#enqueue(command)) as Answer<C>
  }

  async executeAndSync<C extends Command>(command: C): Promise<Answer<C>> {
    const answer = await this.execute(command)
    // The command is done and durable; if D1 is away, the alarm tells it later.
    await this.#sync().catch(() => undefined)
    return answer
  }

  async levels(): Promise<StockLevels> {
    await this.#enqueue(null)
    const { version, levels, held, pinned } = this.#stock
    return {
      version,
      as_of: Date.now(),
      levels: [...levels].map(([location_id, level]) => project(location_id, level)),
      live: held.size + pinned.size > 0,
    }
  }

  async reservation(id: string) {
    await this.#enqueue(null)
    if (!this.#log.exists()) return null
    return this.#stock.held.get(id) ?? this.#log.records.reservation(id) ?? null
  }

  async audit(): Promise<AuditReport> {
    await this.#enqueue(null)
    return auditStock(this.ctx.storage.sql, this.#log, this.#stock)
  }

  async movements(before: number, limit: number) {
    return this.#log.exists() ? this.#log.entriesBefore(before, limit) : []
  }

  async poke(): Promise<void> {
    if (this.#log.exists()) this.ctx.waitUntil(this.#sync().catch(() => undefined))
  }

  /** A poke that is answered when the news are applied. */
  async pull(): Promise<void> {
    if (this.#log.exists()) await this.#sync()
  }

  async ping() {
    return 'pong' as const
  }

  /** Never throws: a throwing alarm is dropped for good after a few retries. */
  override async alarm(): Promise<void> {
    // Until it ends it counts as set: after a crash on the way it rings again.
    this.#alarm_at = RINGING
    await this.#syncOrTell()
  }

  #syncOrTell = () =>
    this.#sync().catch((error: unknown) => {
      const reason = error instanceof Error ? error.message.split('\n')[0] : String(error)
      console.error(JSON.stringify({ object: this.ctx.id.toString(), sync_failed: reason }))
    })

  /** A group of commands in one transaction; null is a reader that wants due holds to be gone. */
  #run(commands: readonly (Command | null)[]) {
    return this.#transaction((now, apply) => {
      let wrote = apply(decideExpiry(this.#stock, now))
      const answers = commands.map((command) => {
        if (!command) return null
        const { result, changes } = decide(this.#stock, this.#log.records, command, now)
        if (apply(changes, delayOf(command))) wrote = true
        return result as Answer<Command>
      })
      return { answers, wrote }
    })
  }

  /** All of it or nothing of it, in storage and in memory. */
  #transaction<T>(body: (now: Instant, apply: Apply) => T): T {
    const touched = new Set<string>()
    try {
      return this.ctx.storage.transactionSync(() => {
        const now = Date.now()
        const result = body(now, (changes, delay = SYNC_DELAY) => {
          const applied = this.#apply(changes, now, touched)
          if (applied) this.#syncWithin(delay, now)
          return applied
        })
        for (const location_id of touched) {
          const level = this.#stock.levels.get(location_id)
          if (level) this.#log.writeLevel(location_id, level, this.#facts.flushed())
        }
        if (touched.size > 0) this.#facts.write()
        return result
      })
    } catch (error) {
      this.#stock = this.#log.load()
      this.#alarm_at = Number.POSITIVE_INFINITY
      throw error
    }
  }

  /** Writes changes and folds them into memory; false when there were none. */
  #apply(changes: Changes, now: Instant, touched: Set<string>): boolean {
    const { movements } = changes
    if (Object.values(changes).every((rows) => rows.length === 0)) return false
    if (!this.#log.exists()) this.#log.create(String(this.ctx.id.name))
    this.#log.write(changes, applyChanges(this.#stock, changes, now), now)
    for (const { location_id } of movements) touched.add(location_id)
    return true
  }

  #syncWithin(delay: number, now: Instant) {
    const by = Math.ceil((now + delay) / BEAT) * BEAT
    this.#wakeAt(delay < QUIET_DELAY ? now + ALARM_DELAY : by)
    if (delay >= QUIET_DELAY || by >= this.#sync_by) return
    this.#sync_by = by
    clearTimeout(this.#timer)
    this.#timer = setTimeout(this.#syncOrTell, by - now)
  }

  #forgetTimer() {
    clearTimeout(this.#timer)
    this.#sync_by = Number.POSITIVE_INFINITY
  }

  #wakeAt(instant: Instant) {
    if (instant >= this.#alarm_at) return
    this.#alarm_at = instant
    void this.ctx.storage.setAlarm(instant)
  }

  /** One sync at a time; whoever asks meanwhile waits for one that began after the question. */
  #sync(): Promise<void> {
    this.#sync_again = true
    this.#syncing ??= this.#syncUntilQuiet().finally(() => {
      this.#syncing = undefined
      if (this.#failures > 0) this.#wakeAfterFailure()
    })
    return this.#syncing
  }

  async #syncUntilQuiet() {
    this.#failures++
    while (this.#sync_again) {
      this.#sync_again = false
      await this.#enqueue(null)
      this.#forgetTimer()
      const [merchant_id, sku] = String(this.#log.fact('name')).split(':') as [MerchantId, string]
      const outgoing = this.#outgoing(sku)
      const answer = await this.env.STOCK_EXCHANGE.getByName(merchant_id).exchange(outgoing)
      this.#settle(answer, outgoing)
      observeSync(this.env, merchant_id, outgoing)
    }
    this.#failures = 0
  }

  #outgoing(sku: string): Outgoing {
    const now = Date.now()
    const flushed = this.#facts.flushed()
    const entries = this.#log.entriesAfter(flushed, SYNC_LIMIT)
    const levels = [...this.#stock.levels].flatMap(([location_id, level]) =>
      level.version > flushed ? [project(location_id, level)] : [],
    )
    const pins = [...this.#stock.pinned.values()].slice(0, SYNC_LIMIT)
    return {
      sku,
      now,
      levels,
      entries,
      events: eventsOf(sku, entries, levels),
      pins: pins.map(({ id }) => id),
      overdue: pins.filter(({ since }) => now - since >= PIN_LIMIT).map(({ id }) => id),
      tasks_applied: this.#facts.get('tasks_applied'),
      tasks_marked: this.#facts.get('tasks_marked'),
    }
  }

  /** Applies what D1 said to the stock as it is now; said twice or late, it changes nothing. */
  #settle({ outcomes, tasks, more }: Incoming, told: Outgoing) {
    this.#transaction((now, apply) => {
      const { version } = this.#stock
      for (const outcome of outcomes) {
        apply(settleOutcome(this.#stock, this.#log.records, outcome, now))
      }
      for (const task of tasks) {
        if (task.sequence <= this.#facts.get('tasks_applied')) continue
        for (const changes of settleTask(this.#stock, this.#log.records, task, now)) apply(changes)
        this.#facts.advance('tasks_applied', task.sequence)
      }
      this.#facts.confirm('tasks_marked', told.tasks_applied)
      this.#facts.hasHeard(told.entries.at(-1)?.sequence ?? 0)
      this.#log.forget(now - RETENTION)
      const flushed = this.#facts.flushed()
      if (flushed - this.#facts.get('checkpoint') > 2 * LEDGER_KEPT) {
        this.#log.foldInto(flushed - LEDGER_KEPT)
      }
      const changed = this.#stock.version > version
      if (changed || more || told.entries.length === SYNC_LIMIT) this.#sync_again = true
      else this.#wakeWhenNeeded(now)
    })
  }

  #hasWork = () =>
    this.#stock.version > this.#facts.flushed() ||
    this.#stock.pinned.size > 0 ||
    this.#facts.get('tasks_applied') > this.#facts.get('tasks_marked')

  /** In the transaction that ends a sync: when to ask or to say more, else when a hold expires. */
  #wakeWhenNeeded(now: Instant) {
    const rang = this.#alarm_at === RINGING
    if (rang) this.#alarm_at = Number.POSITIVE_INFINITY
    if (this.#hasWork()) return this.#syncWithin(QUIET_DELAY, now)
    this.#forgetTimer()
    if (this.#stock.held.size > 0) this.#wakeAt(this.#stock.next_expiry)
    else if (rang) void this.ctx.storage.deleteAlarm()
  }

  #wakeAfterFailure() {
    const now = Date.now()
    if (this.#alarm_at <= now) this.#alarm_at = Number.POSITIVE_INFINITY
    this.#wakeAt(now + Math.min(SYNC_DELAY * 2 ** this.#failures, SYNC_DELAY_MAX))
  }
}

type Apply = (changes: Changes, delay?: number) => boolean

const delayOf = (command: Command) =>
  command.type === 'pin' && command.announced ? QUIET_DELAY : SYNC_DELAY
