// The requests of the benchmark, as raw HTTP for the generator and as `fetch` for the set-up.

export interface Spec {
  readonly method: string
  readonly path: string
  readonly key?: string
  readonly body?: unknown
  /** Marks a request that needs an `Idempotency-Key`. */
  readonly once?: boolean
}

/** Stands in a raw request for the key that no other request carries. */
export const UNIQUE = '\0'

/** HTTP/1.1 as it goes over the wire; all of it is ASCII, so characters are bytes. */
export function toRaw({ method, path, key, body, once }: Spec): string {
  const text = body === undefined ? '' : JSON.stringify(body)
  const lines = [`${method} ${path} HTTP/1.1`, 'Host: bench']
  if (key) lines.push(`Authorization: Bearer ${key}`)
  if (once) lines.push(`Idempotency-Key: ${UNIQUE}`)
  if (text) lines.push('Content-Type: application/json', `Content-Length: ${text.length}`)
  return `${lines.join('\r\n')}\r\n\r\n${text}`
}

/** Sends one request and reads its JSON; anything but a 2xx is an error that says what came. */
export async function ask<Answer>(origin: URL, spec: Spec): Promise<Answer> {
  const headers: Record<string, string> = {}
  if (spec.key) headers.authorization = `Bearer ${spec.key}`
  if (spec.once) headers['idempotency-key'] = crypto.randomUUID()
  if (spec.body !== undefined) headers['content-type'] = 'application/json'
  const body = spec.body === undefined ? null : JSON.stringify(spec.body)
  const response = await fetch(new URL(spec.path, origin), {
    method: spec.method,
    headers,
    body,
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${spec.method} ${spec.path}: ${response.status} ${text}`)
  return JSON.parse(text) as Answer
}

/** Runs the jobs, `width` at a time, and answers in their order. */
export async function inParallel<Value>(
  width: number,
  jobs: readonly (() => Promise<Value>)[],
): Promise<Value[]> {
  const queue = jobs.entries()
  const answers: Value[] = []
  const work = async () => {
    for (const [index, job] of queue) answers[index] = await job()
  }
  await Promise.all(Array.from({ length: width }, work))
  return answers
}
