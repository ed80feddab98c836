// What `metered.js` counts: of a whole run, or per request.

export interface Queries {
  /** Statements; a batch of them is one round trip. */
  statements: number
  round_trips: number
  rows_read: number
  rows_written: number
}

export interface Tallies {
  /** Calls of stock objects. */
  object_calls: number
  /** Calls that objects make by themselves: alarms, and what they tell one another. Billed alike. */
  own_calls: number
  /** What requests ask of D1. */
  request: Queries
  /** What objects ask of D1, to keep it up to date. */
  sync: Queries
  /** In the objects' own storage; setting an alarm writes a row, too. */
  object_rows_read: number
  object_rows_written: number
}
