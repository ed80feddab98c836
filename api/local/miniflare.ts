// The built Worker in Miniflare, on kept storage, listening without a proxy before it.
import {
  convertV4MiniflareOptions,
  Log,
  LogLevel,
  Miniflare,
  type V4WorkerOptions,
  type WorkerdStructuredLog,
} from 'miniflare'
import type { BuiltWorker } from './build/worker.ts'
import { followRuntime, type RuntimeProcess } from './runtime-process.ts'
import { root } from './support/paths.ts'
import { host } from './support/port.ts'

export interface MiniflareSettings {
  built: BuiltWorker
  bindings: Record<string, string>
  storage_dir: string
  /** The built portal; without it the Worker has no ASSETS. */
  portal_dir: string | undefined
  port: number
  onLog: ((log: WorkerdStructuredLog) => void) | undefined
}

export function startMiniflare(settings: MiniflareSettings): {
  miniflare: Miniflare
  runtime: RuntimeProcess
} {
  const { portal_dir } = settings
  const files = portal_dir ? filesWorker(settings.built, portal_dir) : undefined
  const converted = convertV4MiniflareOptions({
    workers: [productWorker(settings, files?.name), ...(files ? [files] : [])],
    rootPath: root,
    host,
    port: 0,
    cf: false,
    // The schedule calls the Worker through Miniflare's own port.
    unsafeTriggerHandlers: true,
    resourcePersistencePath: settings.storage_dir,
    log: new Log(LogLevel.ERROR),
    handleStructuredLogs: settings.onLog ?? showProblems,
  })
  const { started: miniflare, runtime } = withoutSignals(() =>
    // Servers of one checkout must not find each other in a registry of the whole machine.
    followRuntime(() => new Miniflare({ ...converted, enableDevRegistry: false })),
  )
  return { miniflare, runtime }
}

/**
 * Its socket leads straight to the Worker. Miniflare's own port puts a proxy before it, and so do
 * assets of its own: that takes two thirds of the throughput, hence a second Worker for them.
 */
function productWorker(
  { built, bindings, port }: MiniflareSettings,
  assets: string | undefined,
): V4WorkerOptions {
  const { assets: declared, d1Databases, serviceBindings, ...options } = built.options
  return {
    ...options,
    name: 'holdfast',
    modules: built.modules,
    bindings: { ...options.bindings, ...bindings },
    // Named by binding: the data outlives a change of the ids in wrangler.toml.
    d1Databases: Object.fromEntries(
      Object.keys(d1Databases ?? {}).map((binding) => [binding, binding]),
    ),
    serviceBindings: {
      ...serviceBindings,
      ...(assets && declared?.binding && { [declared.binding]: assets }),
    },
    unsafeDirectSockets: [{ host, port }],
  }
}

/** Serves the portal's files and nothing else, with the settings the product has for them. */
function filesWorker({ options }: BuiltWorker, directory: string) {
  const { compatibilityDate, assets } = options
  const contents = 'export default { fetch: (request, { FILES }) => FILES.fetch(request) }'
  return {
    name: 'files',
    compatibilityDate,
    modules: [{ type: 'ESModule' as const, path: 'index.js', contents }],
    assets: { ...assets, binding: 'FILES', directory },
  }
}

/** Miniflare would end this process on a signal: when to end is for whoever starts a server. */
function withoutSignals<T>(start: () => T): T {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  const ours = new Set(signals.flatMap((signal) => process.listeners(signal)))
  const started = start()
  for (const signal of signals) {
    for (const listener of process.listeners(signal)) {
      if (!ours.has(listener)) process.removeListener(signal, listener)
    }
  }
  return started
}

/** What the runtime says to its own developers when an object sets an alarm that is overdue. */
const remarks = [
  'SQLite alarm handler canceled with requestScheduledAlarm',
  'SQLite alarm overdue, running despite AlarmManager mismatch',
]

export function showProblems({ level, message }: WorkerdStructuredLog): void {
  // What the Worker logs of requests, where that is turned on.
  if (level === 'log') console.log(message)
  const is_problem = level === 'error' || level === 'warn'
  if (is_problem && !remarks.some((remark) => message.includes(remark))) console.error(message)
}
