import type { Fact, StockLog } from './stock-log'

/** How far an object and D1 have come with each other; each only ever moves on. */
export function createStockFacts(log: StockLog) {
  /** Beyond what is stored: written with the next change, for D1 may be told the same twice. */
  const confirmed = new Map<Fact, number>()
  let heard: number | undefined
  const get = (name: Fact): number => confirmed.get(name) ?? Number(log.fact(name) ?? 0)
  function flushed(): number {
    heard ??= log.flushed()
    return heard
  }
  return {
    get,
    /** At once: what was applied here must not be applied again. */
    advance(name: Fact, value: number): void {
      if (value > get(name)) log.setFact(name, value)
    },
    /** In memory: what D1 has heard is not worth a write of its own. */
    confirm(name: Fact, value: number): void {
      if (value > get(name)) confirmed.set(name, value)
    },
    /** In a transaction that writes anyway. If that is undone, D1 hears it again. */
    write(): void {
      for (const [name, value] of confirmed) log.setFact(name, value)
      confirmed.clear()
    },

    /** The last entry that D1 has heard of. Levels take it to storage when they are written. */
    flushed,
    hasHeard(sequence: number): void {
      heard = Math.max(sequence, flushed())
    },
  }
}
