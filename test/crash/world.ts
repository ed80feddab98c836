// A server that is killed and comes back on the same storage, and clients that do not give up.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Answer } from '../races/client.ts'
import { type Charge, readCharges } from './gateway.ts'
import { type Host, startHost, type Victim } from './hosts.ts'

/** What is in doubt after a crash is decided within that time, see the contract. */
export const DOUBT_MAX_MS = 90_000

/** Until a client that lost its server sends again. */
const LONGEST_PAUSE_MS = 500

export interface Figures {
  kills: Record<Victim, number>
  /** Kills that cut no request off. */
  idle_kills: number
  requests: number
  /** Requests that were under way when the server was killed, and got no answer. */
  cut_off: number
  /** Of those, requests that move money. */
  cut_off_money: number
  /** Answers that asked to come again. */
  asked_to_wait: number
  /** From the last time a request was cut off to its answer. */
  longest_doubt_ms: number
}

interface Patience {
  /** Whether it comes back when it got no answer. */
  patient: boolean
  /** Called when the answer is to come again later. */
  onWait: () => void
  /** Whether a gateway is asked for it. */
  moves_money?: boolean
}

export type World = Awaited<ReturnType<typeof createWorld>>

export async function createWorld() {
  const state_dir = mkdtempSync(join(tmpdir(), 'holdfast-crash-'))
  const logged: string[] = []
  const { host: first, createMerchant } = await startHost({
    state_dir,
    onLog: ({ level, message }) => {
      if (level === 'error' || level === 'warn') logged.push(message)
    },
  })
  let host: Host = first
  let online = Promise.resolve()
  let is_online = true
  const failures: string[] = []
  const figures: Figures = {
    kills: { runtime: 0, server: 0, everything: 0 },
    idle_kills: 0,
    requests: 0,
    cut_off: 0,
    cut_off_money: 0,
    asked_to_wait: 0,
    longest_doubt_ms: 0,
  }

  let stopped: Promise<void> | undefined
  const stop = () => {
    stopped ??= host.stop()
    return stopped
  }

  /** How long the first request for money took that this server answered. */
  let money_took = Promise.withResolvers<number>()

  async function trySend<Body>(send: () => Promise<Answer<Body>>, moves_money: boolean) {
    if (!is_online) {
      await online
      // Not all in step: a kill then finds each of them somewhere else.
      await sleep(Math.random() * LONGEST_PAUSE_MS)
      await online
    }
    figures.requests += 1
    // The answer of a server that was killed meanwhile says nothing about the next one.
    const { resolve } = money_took
    const sent_at = performance.now()
    try {
      const answer = await send()
      if (moves_money) resolve(performance.now() - sent_at)
      if (answer.status >= 500) failures.push(`${answer.status} ${JSON.stringify(answer.body)}`)
      return answer
    } catch (error) {
      if (is_online) failures.push(`${error} ${error instanceof Error ? error.cause : ''}`)
      figures.cut_off += 1
      if (moves_money) figures.cut_off_money += 1
      return undefined
    }
  }

  return {
    figures,
    /** What must not be: answers of 500 and above, and lost connections of a server that runs. */
    failures,
    /** What the server complained of, for whoever looks for the reason of a failure. */
    logged,
    createMerchant,
    get url() {
      return host.url
    },

    /** Kills the server under whatever it does. Clients find it again when `look` has looked. */
    async crash(look: () => Promise<void>): Promise<void> {
      const back = Promise.withResolvers<void>()
      const { cut_off } = figures
      money_took = Promise.withResolvers()
      online = back.promise
      is_online = false
      figures.kills[host.victim] += 1
      host = await host.kill()
      if (figures.cut_off === cut_off) figures.idle_kills += 1
      await look()
      is_online = true
      back.resolve()
    },

    /** Resolves while money is under way, at any moment of such a request; or after so long. */
    async midPayment(longest_ms: number): Promise<void> {
      const took_ms = await Promise.race([money_took.promise, sleep(longest_ms)])
      await sleep(Math.random() * (took_ms ?? 0))
    },

    /** Sends the same request until its outcome is known; undefined when the client went away. */
    async settle<Body>(
      send: () => Promise<Answer<Body>>,
      { patient, onWait, moves_money = false }: Patience,
    ) {
      let cut_off_at: number | undefined
      const doubt_ms = () => (cut_off_at === undefined ? 0 : performance.now() - cut_off_at)
      while (doubt_ms() < DOUBT_MAX_MS) {
        const answer = await trySend(send, moves_money)
        if (!answer) {
          if (!patient) return undefined
          cut_off_at = performance.now()
          continue
        }
        if (isUndecided(answer)) {
          figures.asked_to_wait += 1
          onWait()
          await sleep(Number(answer.headers.get('retry-after')) * 1_000)
          continue
        }
        figures.longest_doubt_ms = Math.max(figures.longest_doubt_ms, doubt_ms())
        return answer
      }
      throw new Error(`Still in doubt after ${DOUBT_MAX_MS} ms.`)
    },

    /** Databases on disk: a durability test without any tests nothing. */
    databases: () =>
      readdirSync(state_dir, { recursive: true }).filter((path) =>
        String(path).endsWith('.sqlite'),
      ),

    /** What the test gateway has charged. The server ends for it. */
    async charges(): Promise<Charge[]> {
      await stop()
      return readCharges(state_dir)
    },

    async close(): Promise<void> {
      await stop()
      rmSync(state_dir, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

const undecided = ['idempotency_in_progress', 'external_id_in_progress']
const isUndecided = ({ body }: Answer<unknown>) => undecided.includes(body.code ?? '')
