// Server-sent events as an async iterable that connects again where it was cut off.
import { setTimeout as wait } from 'node:timers/promises'
import { HoldfastError, type ProblemDocument } from '../client/src/problem.ts'
import type { Server } from './server.ts'

export interface StreamedEvent {
  id: string
  sequence: number
  type: string
  created_at: string
  object_type: string
  object_id: string
  data: Record<string, unknown>
}

export interface StreamOptions {
  type?: string | undefined
  /** The last sequence that is known; without one, the stream begins with what happens next. */
  after?: string | undefined
  signal: AbortSignal
}

const PAUSE_MS = 1_000

export async function* streamEvents(
  server: Server,
  { type, after, signal }: StreamOptions,
): AsyncGenerator<StreamedEvent> {
  let last = after ?? String(await newestSequence(server))
  while (!signal.aborted) {
    try {
      for await (const event of connect(server, last, type, signal)) {
        last = String(event.sequence)
        yield event
      }
    } catch (error) {
      if (signal.aborted) return
      if (error instanceof HoldfastError && error.status < 500 && error.status !== 429) throw error
      await wait(PAUSE_MS, undefined, { signal }).catch(() => undefined)
    }
  }
}

/** The log has no shortcut to its end: it is walked once, in pages. */
export async function newestSequence({ client }: Server): Promise<number> {
  for (let after = 0; ; ) {
    const { data } = await client.listEvents({ after, limit: 100 })
    after = data.at(-1)?.sequence ?? after
    if (data.length < 100) return after
  }
}

async function* connect(
  { url, key }: Server,
  last: string,
  type: string | undefined,
  signal: AbortSignal,
): AsyncGenerator<StreamedEvent> {
  const path = new URL('/v1/events/stream', url)
  if (type !== undefined) path.searchParams.set('type', type)
  const headers = { authorization: `Bearer ${key}`, 'last-event-id': last }
  const answer = await fetch(path, { headers, signal })
  if (!answer.ok || !answer.body) {
    throw new HoldfastError((await answer.json()) as ProblemDocument)
  }
  let text = ''
  for await (const chunk of answer.body.pipeThrough(new TextDecoderStream())) {
    const messages = (text + chunk).split('\n\n')
    text = messages.pop() ?? ''
    for (const message of messages) {
      const data = message.split('\n').find((line) => line.startsWith('data: '))
      if (data) yield JSON.parse(data.slice('data: '.length)) as StreamedEvent
    }
  }
}
