// A server as people start it: a process of its own, with everything it brings along.
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { root } from '../../api/local/support/paths.ts'

/** The first start builds the Worker and the portal. */
const STARTED_WITHIN_MS = 90_000

export interface Start {
  state_dir: string
  /** 0, any free port, when not given. */
  port?: number
  /** `npm start`, or the script behind it. */
  by?: 'npm' | 'node'
}

export interface Launched {
  /** Everything it has printed. */
  output: () => string
  /** All processes it consists of, dead ones left out. */
  family: () => number[]
  /** As the terminal sends it, to all processes; or to the first one alone. */
  signal: (signal: NodeJS.Signals, to: 'all' | 'first') => void
  ended: Promise<number | null>
}

export interface Serving extends Launched {
  url: string
  secret_key: string
  publishable_key: string
}

export function launch({ state_dir, port = 0, by = 'node' }: Start): Launched {
  const [command, ...args] =
    by === 'npm' ? ['npm', 'start'] : [process.execPath, 'api/local/start.mjs']
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(command ?? '', args, {
    cwd: root,
    // A session of its own, as a terminal has: its processes are found by it.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH, HOME, CI: 'true', PORT: String(port), STATE_DIR: state_dir },
  })
  const { pid } = child
  if (pid === undefined) throw new Error(`${command} does not start.`)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk
    })
  }
  return {
    output: () => output,
    family: () => processesOf(pid),
    signal: (signal, to) => process.kill(to === 'all' ? -pid : pid, signal),
    ended: new Promise((resolve) => child.once('close', resolve)),
  }
}

/** Launches, and waits for the welcome. A server that does not get there is ended. */
export async function serve(start: Start): Promise<Serving> {
  const launched = launch(start)
  const give_up = AbortSignal.timeout(STARTED_WITHIN_MS)
  const given_up = new Promise((resolve) => give_up.addEventListener('abort', resolve))
  const welcomed = async () => {
    while (!launched.output().includes('Ctrl-C ends it.')) {
      if (give_up.aborted) return
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  await Promise.race([welcomed(), launched.ended, given_up])
  const find = (pattern: RegExp) => pattern.exec(launched.output())?.[1]
  const url = find(/ready at (\S+)/)
  const secret_key = find(/secret +(\S+)/)
  const publishable_key = find(/publishable +(\S+)/)
  if (url && secret_key && publishable_key) {
    return { ...launched, url, secret_key, publishable_key }
  }
  if (launched.family().length > 0) launched.signal('SIGKILL', 'all')
  throw new Error(`No welcome:\n${launched.output()}`)
}

/** Living processes of a session, whoever their parent is by now. */
function processesOf(session: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      const [state, , , of_session] = statusOf(pid)
      return Number(of_session) === session && state !== 'Z' && state !== 'X'
    })
}

/** State, parent, group and session: what follows the name in parentheses, which may hold anything. */
function statusOf(pid: number): string[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    // It ended while we looked.
    return []
  }
}
