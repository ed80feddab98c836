// From samples and runs to the figures that are printed.

/** The middle of three runs, and how far apart they were. */
export interface Spread {
  readonly median: number
  readonly min: number
  readonly max: number
}

export interface Run {
  readonly per_second: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
  /** Milliseconds the server computed per answer, for whatever it did meanwhile. */
  readonly cpu_ms: number | undefined
}

export function runOf(latencies: Float64Array, timed_ms: number, cpu_ms: number | undefined): Run {
  const sorted = latencies.toSorted()
  const percentile = (share: number) =>
    sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
  return {
    per_second: (sorted.length / timed_ms) * 1000,
    p50: percentile(0.5),
    p95: percentile(0.95),
    p99: percentile(0.99),
    cpu_ms,
  }
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  const median = sorted.length % 2 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
  return {
    median,
    min: sorted[0] ?? Number.NaN,
    max: sorted.at(-1) ?? Number.NaN,
  }
}
