/** What a log may say about an error: no personal data, so never the parameters of a query. */

/** As in Drizzle's error for a failed query: its message quotes the parameters, the query does not. */
interface FailedQuery {
  query: string
  cause: unknown
}

const QUERY_MAX = 500

export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: 'NotAnError', message: typeof error }
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line))
  if (isFailedQuery(error)) {
    const message = error.cause instanceof Error ? error.cause.message : 'Failed query'
    return { name: error.name, message, query: error.query.slice(0, QUERY_MAX), frames }
  }
  return { name: error.name, message: error.message, frames }
}

const isFailedQuery = (error: object): error is FailedQuery =>
  'query' in error && typeof error.query === 'string' && 'params' in error
