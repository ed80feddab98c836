import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Rejection } from '../domain/rejection'
import type { Result } from '../domain/shared/result'
import { answerHeaders, begin } from './context'
import { describeError } from './log'
import { type ProblemCode, problemCodes } from './problem-codes'
import type { HonoEnv } from './router'
import { instantToWire } from './schemas'

/** One thing to change: where it is (a JSON pointer), and what is wrong with it. */
export interface Complaint {
  pointer: string
  detail: string
}

interface ProblemOptions {
  /** What happened this time; the title says what it means in general. */
  detail?: string
  errors?: readonly Complaint[]
  /** Extension members (RFC 9457 §3.2), such as `shortages`. */
  extra?: Readonly<Record<string, unknown>>
  headers?: Readonly<Record<string, string>>
}

/** A refusal on its way to the wire. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly options: ProblemOptions

  constructor(code: ProblemCode, options: ProblemOptions = {}) {
    super(code)
    this.code = code
    this.options = options
  }
}

/** Seconds after which a request that met another one still running may ask again. */
const retryAfterSeconds: Partial<Record<ProblemCode, string>> = {
  external_id_in_progress: '1',
  idempotency_in_progress: '1',
  not_ready: '1',
  payment_in_progress: '2',
  reservation_placed: '1',
  too_many_holds: '60',
  unavailable: '2',
}

export const ProblemSchema = z
  .looseObject({
    type: z.url().openapi({ description: 'A page that explains the code.' }),
    title: z.string(),
    status: z.int(),
    detail: z.string().openapi({ description: 'What happened and what to change.' }),
    code: z.string().openapi({ description: 'Stable, snake_case.' }),
    request_id: z.string(),
    errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
  })
  .openapi('Problem')

/** The value of a decision; a refusal becomes the problem document the client sees. */
export function orThrow<T>(result: Result<T, Rejection>): T {
  if (result.ok) return result.value
  throw refusal(result.error)
}

/** Members of the document itself, which no evidence may replace. */
type Member = 'type' | 'title' | 'status' | 'detail' | 'request_id'
type Clear<R> = R extends unknown ? (keyof R & Member extends never ? R : never) : never

/** A domain refusal as a problem: its evidence travels as extension members. */
export function refusal(rejection: Rejection): Problem {
  const { code, ...extra } = rejection satisfies Clear<Rejection>
  if (!('deadline' in extra)) return new Problem(code, { extra })
  return new Problem(code, { extra: { ...extra, deadline: instantToWire(extra.deadline) } })
}

/** The document and headers of a problem; its type is explained where the request was sent to. */
export function renderProblem(problem: Problem, c: Context<HonoEnv>): Response {
  begin(c)
  const { code, options } = problem
  const document = problemDocument(problem, c)
  const retry_after = retryAfterSeconds[code]
  return new Response(JSON.stringify(document), {
    status: document.status,
    headers: {
      'content-type': 'application/problem+json',
      ...answerHeaders(c),
      ...(retry_after && { 'retry-after': retry_after }),
      ...options.headers,
    },
  })
}

/** What the caller is told, as RFC 9457 has it. */
export function problemDocument({ code, options }: Problem, c: Context<HonoEnv>) {
  const { status, title, remedy } = problemCodes[code]
  return {
    type: `${new URL(c.req.url).origin}/problems/${code}`,
    title,
    status,
    detail: options.detail ?? remedy,
    code,
    request_id: c.get('request_id'),
    ...(options.errors && { errors: [...options.errors] }),
    ...options.extra,
  }
}

/** Anything that is not a `Problem` is a bug: logged with its request id, answered without detail. */
export function renderError(error: unknown, c: Context<HonoEnv>): Response {
  begin(c)
  return renderProblem(asProblem(error, c.get('request_id')), c)
}

/** The same for a part of a request. */
export function asProblem(error: unknown, request_id: string): Problem {
  if (error instanceof Problem) return error
  console.error(JSON.stringify({ request_id, ...describeError(error) }))
  return new Problem('internal_error')
}
