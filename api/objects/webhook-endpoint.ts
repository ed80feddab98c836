import { DurableObject } from 'cloudflare:workers'
import { ulid } from 'ulid'
import { connect } from '../../db/database'
import type { Id, MerchantId } from '../domain/shared/ids'
import { ok } from '../domain/shared/result'
import { type Instant, MS_PER_DAY, MS_PER_MINUTE, MS_PER_SECOND } from '../domain/shared/time'
import {
  applyChanges,
  type Changes,
  type Delivery,
  type EndpointState,
} from '../domain/webhooks/endpoint'
import {
  decideReplay,
  decideResume,
  decideSettle,
  decideStart,
  decideStop,
  decideTake,
  dueDeliveries,
  nextDueAt,
  type Outcome,
  room,
} from '../domain/webhooks/machine'
import { validSecrets } from '../domain/webhooks/message'
import type { DeliveryFilter, WebhookObject } from './webhook-client'
import { type Answered, createWebhookLog } from './webhook-log'
import { openSecrets } from './webhook-secret'
import { sendWebhook } from './webhook-send'
import {
  bodiesOf,
  disableEndpoint,
  type EndpointKey,
  type EndpointRow,
  findEndpoint,
  noteCursor,
  PAGE,
  type Page,
  readPages,
  TEST_TYPE,
  unfinished,
  withoutOthersTests,
} from './webhook-sync'

/** The log of deliveries, bodies included. */
const KEEP_FOR = 14 * MS_PER_DAY
/** A run looks at its endpoint in D1 again after this long, however busy it is. */
const FRESH_FOR = 5 * MS_PER_SECOND
/** A run ends by then, and its alarm begins the next: alarms may take 15 minutes at most. */
const RUN_MAX = 5 * MS_PER_MINUTE
/** If this object dies while it sends, it wakes up by then. */
const SAFETY = 30 * MS_PER_SECOND
const BACKOFF_MAX = 5 * MS_PER_MINUTE
/** How often D1 is told of the cursor. */
const NOTE_EVERY = 30 * MS_PER_SECOND

/**
 * Sends one endpoint its events: a consumer of the log with its own cursor. The rules are in
 * `domain/webhooks`; this class remembers, asks D1, sends, and writes how it went. Of one object's
 * events the later ones wait for the earlier; everything may arrive more than once.
 */
export class WebhookEndpoint extends DurableObject<Env> implements WebhookObject {
  readonly #log = createWebhookLog(this.ctx.storage.sql)
  #state: EndpointState = this.#log.load()
  #running: Promise<void> | undefined
  /** Whether D1 may know something that this object does not. */
  #news = true
  /** Sources whose next page is still to be read: the live log (0) and replays. */
  #behind = new Set<number>()
  #wake: () => void = () => undefined
  #noted = { cursor: -1, at: 0 }
  #troubles = 0
  #forget_at = 0

  async poke(): Promise<void> {
    this.#news = true
    this.#wake()
    if (!this.#log.exists()) await this.#begin()
    if (this.#log.exists() && !this.#running) await this.ctx.storage.setAlarm(Date.now())
  }

  async deliveries(filter: DeliveryFilter) {
    return this.#log.exists() ? this.#log.list(filter) : []
  }

  async forgetAnswers(names: readonly string[]): Promise<void> {
    if (this.#log.exists()) this.#log.forgetAnswers(names)
  }

  async delivery(ordinal: number) {
    return (this.#log.exists() ? this.#log.find(ordinal) : undefined) ?? null
  }

  async replay(wanted: Parameters<WebhookObject['replay']>[0]) {
    if (!this.#log.exists()) await this.#begin()
    const decided = decideReplay(this.#state, wanted)
    if (!decided.ok) return decided
    this.#apply(decided.value)
    await this.poke()
    return ok(null)
  }

  /** Never throws: a throwing alarm is dropped for good after a few retries. */
  override async alarm(): Promise<void> {
    await this.run().catch(async (error: unknown) => {
      const reason = error instanceof Error ? error.message.split('\n')[0] : String(error)
      console.error(JSON.stringify({ object: this.ctx.id.toString(), webhooks_failed: reason }))
    })
  }

  /** Sends what is due until there is nothing, one run at a time. */
  run(): Promise<void> {
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined
      this.#sleep()
    })
    return this.#running
  }

  /** Starts where D1 says the endpoint begins; nothing, when it does not know it. */
  async #begin() {
    const { name } = this.ctx.id
    // An alarm that was on its way when the endpoint was deleted does not know it.
    const row = name && (await findEndpoint(connect(this.env.DB), keyOf(name)))
    if (row && !this.#log.exists()) {
      this.ctx.storage.transactionSync(() => this.#log.create(name, row.cursor))
      this.#state = this.#log.load()
    }
  }

  async #run(): Promise<void> {
    if (!this.#log.exists()) await this.#begin()
    if (!this.#log.exists()) return
    this.#troubles++
    this.#settleInterrupted()
    const under_way = new Map<number, Promise<void>>()
    const end_at = Date.now() + RUN_MAX
    let row: EndpointRow | undefined
    let fresh_until = 0
    try {
      for (;;) {
        if (this.#hasMore() || Date.now() >= fresh_until) {
          row = await this.#look()
          fresh_until = Date.now() + FRESH_FOR
        }
        if (!row) break
        if (Date.now() < end_at) {
          for (const delivery of this.#startDue()) {
            const attempt = this.#attempt(row, delivery)
            under_way.set(
              delivery.ordinal,
              attempt.finally(() => under_way.delete(delivery.ordinal)),
            )
          }
        }
        if (this.#state.facts.ending !== null) this.#news = true
        if (under_way.size === 0 && (!this.#hasMore() || Date.now() >= end_at)) break
        if (under_way.size > 0) await Promise.race([...under_way.values(), this.#poked()])
      }
    } finally {
      await Promise.allSettled(under_way.values())
    }
    this.#troubles = 0
    if (!row) return this.#drop()
    this.#forget_at = this.#log.forget(Date.now(), KEEP_FOR)
  }

  /** The endpoint is deleted. */
  async #drop() {
    await this.ctx.storage.deleteAlarm()
    await this.ctx.storage.deleteAll()
    this.#log.dropped()
    this.#state = this.#log.load()
  }

  /** There is news, or room for what had none: not for every single place that becomes free. */
  #hasMore = () =>
    this.#news || [...this.#behind].some((source) => room(this.#state, source) >= PAGE)

  #poked = () =>
    new Promise<void>((resolve) => {
      this.#wake = resolve
    })

  /** Reads the endpoint and its next events; tells D1 when it has to be disabled. */
  async #look(): Promise<EndpointRow | undefined> {
    this.#news = false
    const db = connect(this.env.DB)
    const key = keyOf(this.#log.name())
    const [row, pages] = await Promise.all([
      findEndpoint(db, key),
      readPages(this.env, key.merchant_id, this.#state),
    ])
    if (!row) return undefined
    if (row.status === 'disabled') {
      this.#behind.clear()
      this.#apply(decideStop(this.#state))
      return row
    }
    const { ending, ending_at } = this.#state.facts
    if (ending !== null) {
      this.#behind.clear()
      const id = `evt_${ulid().toLowerCase()}` as const
      await disableEndpoint(db, row, ending, { id, sequence: ending_at, now: Date.now() })
      this.#news = true
      return row
    }
    this.#apply(decideResume(this.#state, Date.now()))
    for (const page of pages) this.#take(page, row)
    this.#behind = unfinished(this.#state, pages)
    await this.#note(key)
    return row
  }

  #take({ source, rows, through }: Page, { id, events, payload }: EndpointRow) {
    const page = { entries: withoutOthersTests(rows, id), through }
    const changes = decideTake(this.#state, source, page, [...events, TEST_TYPE], Date.now())
    this.#apply(changes, bodiesOf(changes, rows, payload))
  }

  async #note(key: EndpointKey) {
    const { cursor } = this.#state.facts
    const now = Date.now()
    if (cursor === this.#noted.cursor || now < this.#noted.at + NOTE_EVERY) return
    await noteCursor(connect(this.env.DB), key, cursor)
    this.#noted = { cursor, at: now }
  }

  /** Written, with an alarm for the case that this object dies, before anything is sent. */
  #startDue(): Delivery[] {
    const due = dueDeliveries(this.#state, Date.now())
    if (due.length === 0) return []
    const changes = decideStart(due)
    this.ctx.storage.transactionSync(() => {
      this.#log.write(this.#state, changes)
      void this.ctx.storage.setAlarm(Date.now() + SAFETY)
    })
    applyChanges(this.#state, changes)
    return [...changes.deliveries]
  }

  async #attempt(row: EndpointRow, delivery: Delivery): Promise<void> {
    const started_at = Date.now()
    const secrets = openSecrets(this.env.SIGNING_SECRET, validSecrets(row.secrets, started_at))
    const body = this.#log.bodyOf(delivery.ordinal) ?? ''
    const sending = { url: row.url, event_id: delivery.event_id, body, secrets }
    const { outcome, ...answered } = await sendWebhook(sending, this.env, started_at)
    this.#settle(delivery, outcome, answered, started_at)
  }

  #settle(delivery: Delivery, outcome: Outcome, answered: Answered, started_at: Instant) {
    const now = Date.now()
    const changes = decideSettle(this.#state, delivery.ordinal, outcome, now, Math.random())
    this.ctx.storage.transactionSync(() => {
      this.#log.logAttempt(delivery, answered, started_at, now - started_at)
      this.#log.write(this.#state, changes)
    })
    applyChanges(this.#state, changes)
  }

  /** Attempts that nobody answered for: this object died, and whether they arrived is not known. */
  #settleInterrupted() {
    const lost = [...this.#state.open.values()].filter(({ status }) => status === 'sending')
    const answered = { response_status: null, error: 'interrupted', response_body: null } as const
    for (const delivery of lost) {
      this.#settle(delivery, { type: 'interrupted' }, answered, Date.now())
    }
  }

  #apply(changes: Changes, bodies?: ReadonlyMap<number, string>) {
    const { facts, deliveries, replays } = changes
    if (Object.keys(facts).length + deliveries.length + replays.length === 0) return
    this.ctx.storage.transactionSync(() => this.#log.write(this.#state, changes, bodies))
    applyChanges(this.#state, changes)
  }

  /** Until something is due, or old enough to be forgotten. */
  #sleep() {
    if (!this.#log.exists()) return
    const now = Date.now()
    const patience = Math.min(MS_PER_SECOND * 2 ** this.#troubles, BACKOFF_MAX)
    const soon = this.#hasMore() ? now : Math.min(nextDueAt(this.#state), this.#forget_at)
    const due = this.#troubles > 0 ? now + patience : soon
    if (Number.isFinite(due)) void this.ctx.storage.setAlarm(Math.max(due, now))
    else void this.ctx.storage.deleteAlarm()
  }
}

function keyOf(name: string): EndpointKey {
  const [merchant_id, id] = name.split(':') as [MerchantId, Id<'webhook_endpoint'>]
  return { merchant_id, id }
}
