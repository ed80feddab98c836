// What went wrong, in words that say what to change.
import { HoldfastError } from '../client/src/problem.ts'

/** The command was not written as it has to be. */
export class UsageError extends Error {}

export function explain(error: unknown, between = '\n  '): string {
  if (error instanceof HoldfastError) {
    const { status, code, problem } = error
    const fields = problem.errors?.map(({ pointer, detail }) => `${between}${pointer}: ${detail}`)
    return `${status} ${code}: ${problem.detail}${fields?.join('') ?? ''}`
  }
  if (!(error instanceof Error)) return String(error)
  // Of a request that had no answer, `fetch` says why in the cause alone.
  const { cause } = error
  if (error instanceof TypeError && cause instanceof Error) {
    const code = 'code' in cause ? String(cause.code) : cause.message
    return `No answer from the server (${code}): see that it runs, and that HOLDFAST_URL is its address.`
  }
  return error.message
}
