// One local server: the built Worker on kept storage, with migrations applied and crons firing.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Miniflare, WorkerdStructuredLog } from 'miniflare'
import { copyPortal } from './build/portal.ts'
import { buildWorker } from './build/worker.ts'
import { migrate } from './migrate.ts'
import { startMiniflare } from './miniflare.ts'
import { startSchedule } from './schedule.ts'
import { localSecrets } from './secrets.ts'
import { explained } from './support/explain.ts'
import { tryLock } from './support/lock.ts'
import { findFreePort, host, requireFreePort } from './support/port.ts'

const longest_stop_ms = 3_000

export interface ServerOptions {
  /** 0 takes any free port. */
  port: number
  /** Everything the server keeps, and nothing another running server may use. */
  state_dir: string
  /** ADMIN_TOKEN and SIGNING_SECRET; those of .dev.vars when not given. */
  secrets?: Record<string, string>
  rate_limits?: boolean
  /** The share of requests that are logged; none when not given. */
  request_log?: string | undefined
  /** The server is not ready before somebody has noted that the demo shop is there. */
  demo_seed?: boolean
  /** Whether the portal and the documentation viewer are served. */
  assets?: boolean
  /** Whether cron triggers fire; they do when not given. */
  schedule?: boolean
  vars?: Record<string, string>
  onLog?: (log: WorkerdStructuredLog) => void
}

export interface LocalServer {
  url: string
  miniflare: Miniflare
  /** The process of the runtime (workerd) that serves now. */
  pid: () => number | undefined
  stop: () => Promise<void>
  /** Kills the runtime in the middle of whatever it does, without a restart. */
  crash: () => Promise<void>
}

export async function startServer(options: ServerOptions): Promise<LocalServer> {
  await requireFreePort(options.port)
  const unlock = tryLock(`${options.state_dir}/server.lock`)
  if (!unlock) {
    throw explained(
      `The data folder ${options.state_dir} is in use by another server. ` +
        'Stop that one, or choose another folder: STATE_DIR=/some/folder npm start',
    )
  }
  try {
    return await startLocked(options, unlock)
  } catch (error) {
    unlock()
    throw error
  }
}

async function startLocked(options: ServerOptions, unlock: () => void): Promise<LocalServer> {
  const { state_dir } = options
  // Links in mails name the port: it has to be known before the Worker starts.
  const port = options.port === 0 ? await findFreePort() : options.port
  const built = await buildWorker()
  const portal_dir = options.assets ? `${state_dir}/portal` : undefined
  if (portal_dir) await copyPortal(portal_dir)
  const bindings = {
    RATE_LIMITS: options.rate_limits ? 'on' : 'off',
    WEBHOOK_LOOPBACK: 'on',
    WEBHOOK_DNS: '',
    REQUEST_LOG: options.request_log ?? 'off',
    DEMO_SEED: options.demo_seed ? 'on' : 'off',
    PUBLIC_URL: `http://${host}:${port}`,
    MAILER: 'log',
    ...options.vars,
    ...(options.secrets ?? (await localSecrets())),
  }
  const storage_dir = `${state_dir}/storage`
  const { miniflare, runtime } = startMiniflare({
    ...{ built, bindings, storage_dir, portal_dir, port },
    onLog: options.onLog,
  })
  let stopSchedule = () => {}

  const end = async (kill: () => void) => {
    stopSchedule()
    const disposed = miniflare.dispose().catch(() => {})
    kill()
    await Promise.race([disposed, sleep(longest_stop_ms, undefined, { ref: false })])
    runtime.kill()
    unlock()
  }
  try {
    await miniflare.ready
    const { d1Databases, cronTriggers } = built.options
    for (const binding of Object.keys(d1Databases ?? {})) {
      await migrate(await miniflare.getD1Database(binding))
    }
    if (options.schedule ?? true) stopSchedule = startSchedule(miniflare, cronTriggers ?? [])
    const url = (await miniflare.unsafeGetDirectURL()).origin
    return {
      url,
      miniflare,
      pid: runtime.pid,
      stop: () => end(() => {}),
      crash: () => end(runtime.kill),
    }
  } catch (error) {
    await end(() => {})
    // Somebody may have taken the port since it was looked at.
    await requireFreePort(port)
    throw error
  }
}
