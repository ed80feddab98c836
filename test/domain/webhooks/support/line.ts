/** An endpoint's machine on a line to a receiver, with a clock of its own. */
import {
  applyChanges,
  type Changes,
  type EndpointState,
  newEndpoint,
} from '../../../../api/domain/webhooks/endpoint'
import {
  decideSettle,
  decideStart,
  decideTake,
  dueDeliveries,
  type LogEntry,
  nextDueAt,
  type Outcome,
  WINDOW,
} from '../../../../api/domain/webhooks/machine'

export interface Attempt {
  sequence: number
  at: number
  outcome: Outcome['type']
}

/** How the receiver answers an event at a time. */
export type Receiver = (entry: LogEntry, at: number) => Outcome

export const ok: Outcome = { type: 'delivered' }
export const refused: Outcome = { type: 'failed' }

export const entry = (sequence: number, object_id = `o${sequence}`): LogEntry => ({
  id: `evt_${sequence}`,
  sequence,
  type: 'order.placed',
  object_type: 'order',
  object_id,
})

export function createLine(receiver: Receiver) {
  const state: EndpointState = newEndpoint(0)
  const entries = new Map<number, LogEntry>()
  const attempts: Attempt[] = []
  const line = {
    state,
    attempts,
    now: 0,
    apply: (changes: Changes) => applyChanges(state, changes),
    /** The log goes on with these events. */
    log(...added: LogEntry[]) {
      for (const each of added) entries.set(each.sequence, each)
      const through = added.at(-1)?.sequence ?? 0
      line.apply(decideTake(state, 0, { entries: added, through }, ['*'], line.now))
    },
    start: () => {
      const due = dueDeliveries(state, line.now)
      line.apply(decideStart(due))
      return due
    },
    settle: (ordinal: number, outcome: Outcome) =>
      line.apply(decideSettle(state, ordinal, outcome, line.now, 0)),
    /** Answers what is due, at once, until nothing is due before `until`. */
    runUntil(until: number) {
      for (;;) {
        for (let due = line.start(); due.length > 0; due = line.start()) {
          if (due.length > WINDOW) throw new Error('More at once than the window holds.')
          for (const { ordinal, sequence } of due) {
            const outcome = receiver(entries.get(sequence) ?? entry(sequence), line.now)
            attempts.push({ sequence, at: line.now, outcome: outcome.type })
            line.settle(ordinal, outcome)
          }
        }
        const next = nextDueAt(state)
        if (next > until) break
        line.now = Math.max(line.now, next)
      }
      line.now = until
    },
    of: (sequence: number) => attempts.filter((attempt) => attempt.sequence === sequence),
    delivered: () =>
      attempts.filter(({ outcome }) => outcome === 'delivered').map(({ sequence }) => sequence),
  }
  return line
}
