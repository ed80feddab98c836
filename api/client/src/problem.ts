/** A problem document (RFC 9457), as the API answers every refusal. */
export interface ProblemDocument {
  type?: string
  title?: string
  status: number
  detail: string
  /** Stable, snake_case: what to decide by. */
  code: string
  request_id?: string
  errors?: { pointer: string; detail: string }[]
  [member: string]: unknown
}

/** A refusal of the API. `problem` has everything it said, `shortages` and the like included. */
export class HoldfastError extends Error {
  readonly problem: ProblemDocument
  readonly code: string
  readonly status: number
  /** How long the server asks to wait before the same request may pass. */
  readonly retry_after_ms: number | undefined

  constructor(problem: ProblemDocument, retry_after_ms?: number) {
    super(`${problem.status} ${problem.code}: ${problem.detail}`)
    this.name = 'HoldfastError'
    this.problem = problem
    this.code = problem.code
    this.status = problem.status
    this.retry_after_ms = retry_after_ms
  }
}
