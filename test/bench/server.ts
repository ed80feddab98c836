// The server of one pass: one workerd, storage on disk, a direct socket for each Worker.
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import {
  convertV4MiniflareOptions,
  Log,
  LogLevel,
  Miniflare,
  type V4WorkerOptions,
  type WorkerdStructuredLog,
} from 'miniflare'
import { type BuiltWorker, buildWorker } from '../../api/local/build/worker.ts'
import { migrate } from '../../api/local/migrate.ts'
import { followRuntime } from '../../api/local/runtime-process.ts'
import type { Storage } from './storage.ts'

export interface Server {
  readonly product: URL
  readonly floor: URL
  /** The process that runs both. */
  readonly pid: () => number | undefined
  readonly stop: () => Promise<void>
}

const MOST_SHOWN = 10
const host = '127.0.0.1'
const unsafeDirectSockets = [{ host, port: 0 }]

/** An object that nobody asks for 10 s is put away; here none waits for its turn that long. */
const lasting = { useSQLite: true, unsafePreventEviction: true }

/** Metered, the same bundle counts what it asks of its bindings, see `metered.js`. */
export async function startServer(storage: Storage, what: 'timed' | 'metered'): Promise<Server> {
  const built = await buildWorker()
  const workers = [await productWorker(built, storage, what), await floorWorker(built)]
  const resourcePersistencePath = join(storage.folder, 'storage')
  const converted = convertV4MiniflareOptions({
    workers,
    host,
    port: 0,
    cf: false,
    log: new Log(LogLevel.ERROR),
    handleStructuredLogs: showProblems,
    resourcePersistencePath,
  })
  const { started: miniflare, runtime } = followRuntime(
    () => new Miniflare({ ...converted, enableDevRegistry: false }),
  )
  const stop = () => miniflare.dispose()
  try {
    await miniflare.ready
    await migrate(await miniflare.getD1Database('DB', 'holdfast'))
    const product = await miniflare.unsafeGetDirectURL('holdfast')
    const floor = await miniflare.unsafeGetDirectURL('floor')
    // An option that is not understood is ignored, and a benchmark in memory flatters.
    await stat(resourcePersistencePath)
    return { product, floor, pid: runtime.pid, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/**
 * Without assets: their router would stand before the direct socket and take half of the
 * throughput, and the floor has none.
 */
async function productWorker(
  { modules, options: { assets: _, ...options } }: BuiltWorker,
  { secrets }: Storage,
  what: 'timed' | 'metered',
): Promise<V4WorkerOptions> {
  return {
    ...options,
    name: 'holdfast',
    modules: what === 'timed' ? modules : [await module('metered.js'), ...modules],
    d1Databases: { DB: 'holdfast' },
    durableObjects: {
      ...options.durableObjects,
      SKU_STOCK: { className: 'SkuStock', ...lasting },
      STOCK_EXCHANGE: { className: 'StockExchange', ...lasting },
    },
    bindings: { ...options.bindings, ...secrets, RATE_LIMITS: 'off', REQUEST_LOG: 'off' },
    unsafeDirectSockets,
  }
}

const floorWorker = async ({ options }: BuiltWorker): Promise<V4WorkerOptions> => ({
  name: 'floor',
  modules: [await module('floor.js')],
  compatibilityDate: options.compatibilityDate,
  compatibilityFlags: options.compatibilityFlags,
  d1Databases: { DB: 'floor' },
  durableObjects: { COUNTER: { className: 'Counter', ...lasting } },
  unsafeDirectSockets,
})

const module = async (path: string) => ({
  type: 'ESModule' as const,
  path,
  contents: await readFile(new URL(path, import.meta.url)),
})

/** A failure under load comes a thousand times; the first few say it all. */
let shown = 0
function showProblems({ level, message }: WorkerdStructuredLog): void {
  if ((level === 'error' || level === 'warn') && shown++ < MOST_SHOWN) console.error(message)
}
