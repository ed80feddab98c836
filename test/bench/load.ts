// The load generator: a thread that keeps `clients` requests in flight over raw keep-alive sockets.
import { connect } from 'node:net'
import { parentPort } from 'node:worker_threads'
import { UNIQUE } from './requests.ts'

export interface Load {
  readonly port: number
  readonly clients: number
  /** Raw requests, see `toRaw`. */
  readonly cards: readonly string[]
  /** What each card asks for, where that is told apart. */
  readonly kinds?: readonly string[]
  readonly draw: 'random' | 'in turn'
  readonly rest_ms: number
  /** Starts every idempotency key of this run. */
  readonly key: string
  /** Sent and answered before the clock starts. */
  readonly ramp_ms: number
  readonly timed_ms: number
}

export interface LoadResult {
  /** Milliseconds of every answer that arrived in the timed window. */
  readonly latencies: Float64Array
  /** The same by kind of request. */
  readonly by_kind: Readonly<Record<string, Float64Array>>
  /** How often each status came, the untimed answers included. */
  readonly statuses: Record<string, number>
  /** How often a client found the next request not rested, and waited. */
  readonly held_back: number
  readonly first_failure: string | undefined
}

const ANSWER_TIMEOUT_MS = 10_000
const RETRY_MS = 5

/** The characters of the first answer in `text`, or undefined while it is incomplete. */
function answerLength(text: string): number | undefined {
  const head = text.indexOf('\r\n\r\n')
  if (head < 0) return undefined
  const length = /\r\ncontent-length: *(\d+)/i.exec(text.slice(0, head))?.[1]
  if (length !== undefined) {
    const end = head + 4 + Number(length)
    return text.length < end ? undefined : end
  }
  const end = text.indexOf('\r\n0\r\n\r\n', head)
  return end < 0 ? undefined : end + 7
}

interface Card {
  readonly parts: readonly string[]
  readonly kind: string
  /** Not before; while it waits for its answer, never. */
  free_at: number
}

/** Deals the requests of a run, each with a fresh key where it needs one. */
function dealer({ cards, kinds, draw, rest_ms, key }: Load) {
  const deck: Card[] = cards.map((card, n) => ({
    parts: card.split(UNIQUE),
    kind: kinds?.[n] ?? '',
    free_at: 0,
  }))
  let [turn, serial] = [0, 0]
  return {
    next(now: number): Card | undefined {
      const index = draw === 'random' ? Math.floor(Math.random() * deck.length) : turn % deck.length
      const card = deck[index]
      if (!card || card.free_at > now) return undefined
      turn += 1
      if (rest_ms > 0) card.free_at = Number.POSITIVE_INFINITY
      return card
    },
    write({ parts: [before = '', after] }: Card): string {
      return after === undefined ? before : `${before}${key}-${serial++}${after}`
    },
    answered(card: Card | undefined, now: number): void {
      if (card && rest_ms > 0) card.free_at = now + rest_ms
    },
  }
}

async function run(load: Load): Promise<LoadResult> {
  const deck = dealer(load)
  const latencies: number[] = []
  const by_kind: Record<string, number[]> = {}
  const statuses: Record<string, number> = {}
  let held_back = 0
  let first_failure: string | undefined
  const from = performance.now() + load.ramp_ms
  const until = from + load.timed_ms

  const record = (status: string, answer: string) => {
    statuses[status] = (statuses[status] ?? 0) + 1
    if (!status.startsWith('2')) first_failure ??= answer
  }

  const note = (kind: string, latency: number) => {
    latencies.push(latency)
    by_kind[kind] ??= []
    by_kind[kind].push(latency)
  }

  const client = () =>
    new Promise<void>((resolve) => {
      const socket = connect({
        port: load.port,
        host: '127.0.0.1',
        noDelay: true,
      })
      let received = ''
      let sent_at = 0
      let card: Card | undefined
      const leave = () => {
        socket.destroy()
        resolve()
      }
      const fail = (reason: string) => {
        record(reason, reason)
        leave()
      }
      const send = () => {
        sent_at = performance.now()
        if (sent_at >= until) return leave()
        card = deck.next(sent_at)
        if (card) return socket.write(deck.write(card), 'latin1')
        held_back += 1
        return setTimeout(send, RETRY_MS)
      }
      socket.setEncoding('latin1')
      socket.setTimeout(ANSWER_TIMEOUT_MS, () => fail('timeout'))
      socket.on('error', ({ message }) => fail(message))
      socket.on('end', () => fail('closed by the server'))
      socket.on('connect', send)
      socket.on('data', (chunk: string) => {
        received = received === '' ? chunk : received + chunk
        const length = answerLength(received)
        if (length === undefined) return
        const now = performance.now()
        deck.answered(card, now)
        if (now >= from && now < until) note(card?.kind ?? '', now - sent_at)
        record(received.slice(9, 12), received)
        received = received.slice(length)
        send()
      })
    })

  await Promise.all(Array.from({ length: load.clients }, client))
  return {
    latencies: Float64Array.from(latencies),
    by_kind: Object.fromEntries(
      Object.entries(by_kind).map(([kind, each]) => [kind, Float64Array.from(each)]),
    ),
    statuses,
    held_back,
    first_failure,
  }
}

parentPort?.on('message', async (load: Load) => parentPort?.postMessage(await run(load)))
