// Builds the Worker as a deployment would, once for every state of its sources.
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import type { V4WorkerOptionsShape } from 'miniflare'
import { alone } from '../support/lock.ts'
import { cache, root } from '../support/paths.ts'
import { digestOf } from './digest.ts'
import { runTool } from './run-tool.ts'

const sources = ['api', 'db', 'portal/text', 'wrangler.toml', 'tsconfig.json', 'package-lock.json']
const worth_keeping_ms = 60 * 60_000

export interface BuiltWorker {
  modules: { type: 'ESModule' | 'Text' | 'Data' | 'CompiledWasm'; path: string; contents: Buffer }[]
  options: V4WorkerOptionsShape
}

/** The Worker and what wrangler.toml says about it, in memory: later builds cannot hurt it. */
export async function buildWorker(): Promise<BuiltWorker> {
  const digest = digestOf(root, sources, (path) => !path.startsWith('api/local'))
  const folder = `${cache}/worker/${digest}`
  if (!existsSync(folder)) {
    await alone(`${cache}/worker.lock`, () => (existsSync(folder) ? undefined : build(folder)))
  }
  return {
    modules: readModules(join(folder, 'bundle')),
    options: JSON.parse(readFileSync(join(folder, 'options.json'), 'utf8')),
  }
}

async function build(folder: string): Promise<void> {
  const fresh = `${folder}.${process.pid}`
  const outdir = join(fresh, 'bundle')
  mkdirSync(join(fresh, 'assets'), { recursive: true })
  try {
    const args = ['deploy', '--dry-run', '--outdir', outdir, '--assets', join(fresh, 'assets')]
    await runTool('Building the Worker', 'wrangler/wrangler-dist/cli.js', args)
    writeFileSync(join(fresh, 'options.json'), JSON.stringify(await readOptions()))
    renameSync(fresh, folder)
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
  forgetOldBuilds()
}

/** Loading wrangler takes a second, so its answer is part of the build. */
async function readOptions(): Promise<V4WorkerOptionsShape> {
  process.env.WRANGLER_LOG ??= 'error'
  const { unstable_getMiniflareWorkerOptions, unstable_readConfig } = await import('wrangler')
  const path = `${root}wrangler.toml`
  const { modulesRules: _, ...options } = unstable_getMiniflareWorkerOptions(path).workerOptions
  // Without .dev.vars, which wrangler adds: whoever starts a server decides about secrets.
  return { ...options, bindings: unstable_readConfig({ config: path }).vars }
}

function readModules(folder: string): BuiltWorker['modules'] {
  const types = {
    js: 'ESModule',
    wasm: 'CompiledWasm',
    txt: 'Text',
    html: 'Text',
    bin: 'Data',
  } as const
  const files = readdirSync(folder).flatMap((name) => {
    const type = types[name.split('.').at(-1) as keyof typeof types]
    return type ? [{ type, path: name, contents: readFileSync(join(folder, name)) }] : []
  })
  // The first module is the entry.
  return files.sort((a, b) => Number(b.path === 'index.js') - Number(a.path === 'index.js'))
}

function forgetOldBuilds(): void {
  for (const name of readdirSync(`${cache}/worker`)) {
    const path = `${cache}/worker/${name}`
    const built_at = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()
    if (Date.now() - built_at > worth_keeping_ms) rmSync(path, { recursive: true, force: true })
  }
}
