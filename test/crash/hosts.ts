// The servers of the crash test, one after the other on the same storage, and three ways to kill them.
import { setTimeout as sleep } from 'node:timers/promises'
import { localSecrets } from '../../api/local/secrets.ts'
import type { ServerOptions } from '../../api/local/server.ts'
import { serve } from '../local/launch.ts'
import { startTestServer } from '../support/server.ts'

const BACK_WITHIN_MS = 30_000
/** How often a server brings its runtime back before it is killed itself. */
const REVIVALS = 3

/** What dies: the runtime alone, its server with it, or every process that `npm start` started. */
export type Victim = 'runtime' | 'server' | 'everything'

export interface Host {
  url: string
  victim: Victim
  /** Kills, and resolves with the host that goes on, which answers. */
  kill: () => Promise<Host>
  stop: () => Promise<void>
}

type Settings = { state_dir: string; onLog: NonNullable<ServerOptions['onLog']> }

/** A server of this process, whose runtime is killed some times before it is killed itself. */
export async function startHost(settings: Settings) {
  // The same secrets as those of `npm start`: it goes on with reservations that were signed here.
  const server = await startTestServer({ ...settings, secrets: await localSecrets() })
  const { url, stop, createMerchant } = server

  async function killRuntime(revivals: number): Promise<Host> {
    const killed = server.pid()
    if (killed === undefined) throw new Error('Nothing runs that could be killed.')
    process.kill(killed, 'SIGKILL')
    await answers(url, () => server.pid() !== killed)
    return host(revivals - 1)
  }

  async function killServer(): Promise<Host> {
    await server.crash()
    return launchHost(settings)
  }

  const host = (revivals: number): Host =>
    revivals > 0
      ? { url, stop, victim: 'runtime', kill: () => killRuntime(revivals) }
      : { url, stop, victim: 'server', kill: killServer }
  return { host: host(REVIVALS), createMerchant }
}

/** A server as `npm start` runs it. Nothing of it survives the kill, not even what guards it. */
async function launchHost(settings: Settings): Promise<Host> {
  const { url, signal, ended, family } = await serve({ state_dir: settings.state_dir })
  const end = async (how: NodeJS.Signals) => {
    signal(how, 'all')
    await ended
    while (family().length > 0) await sleep(10)
  }
  return {
    url,
    victim: 'everything',
    kill: async () => {
      await end('SIGKILL')
      return (await startHost(settings)).host
    },
    stop: () => end('SIGINT'),
  }
}

async function answers(url: string, isAnother: () => boolean): Promise<void> {
  const give_up_at = performance.now() + BACK_WITHIN_MS
  for (;;) {
    const answer = await fetch(`${url}/readyz`).catch(() => undefined)
    await answer?.body?.cancel()
    if (answer?.ok && isAnother()) return
    if (performance.now() > give_up_at) throw new Error('The runtime did not come back.')
    await sleep(20)
  }
}
