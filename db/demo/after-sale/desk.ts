// The back office's way to ask: with the secret key, and a key of its own for everything it does.
import type { Answer, Call } from '../client.ts'
import type { Run } from '../import.ts'

/** `mark` tells two requests to one path apart. */
const request = (run: Run, kind: string, path: string, body: object, mark: string): Call => ({
  ...{ kind, method: 'POST', path, key: 'secret', body },
  idempotency_key: `${run.id}${path.replaceAll('/', '-')}${mark}`,
})

export const post = <T>(run: Run, kind: string, path: string, body: object = {}, mark = '') =>
  run.client.expect<T>(request(run, kind, path, body, mark))

/** For what may be refused. */
export const tryPost = <T>(
  run: Run,
  kind: string,
  path: string,
  body: object,
  mark: string,
): Promise<Answer<T>> => run.client.call<T>(request(run, kind, path, body, mark))

export const get = <T>(run: Run, kind: string, path: string) =>
  run.client.expect<T>({ kind, method: 'GET', path, key: 'secret' })
