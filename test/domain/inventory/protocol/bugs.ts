/** Readings of the protocol that are known to be wrong: the model can be told to follow one. */
export const bugs = {
  blind_hold: 'a hold does not check what is available',
  no_pin: 'an order relies on the hold of its cart, which may expire',
  pin_expires: 'a pin expires by itself',
  no_abort: 'no sync aborts a pin older than 60 s',
  no_outcome_row: 'the order batch does not write the outcome of its attempt',
  upserted_outcome: 'an outcome overwrites the one before',
  release_after_ambiguity: 'a run without an answer to its batch releases its units',
  shared_attempt: 'a retry takes the attempt id of the run before',
  repin_without_version: 'a repin moves the units whatever their version',
  batch_before_repin_answer: 'a run sends its batch while a repin is unanswered',
  stale_sync: 'the cursor moves back for an older answer that comes after a newer one',
  closed_attempt_forgotten: 'a closed attempt is forgotten while D1 still has its outcome',
  task_skips_pin: 'a task passes over an attempt that is still pinned',
} as const

export type Bug = keyof typeof bugs
