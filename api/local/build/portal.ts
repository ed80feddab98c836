// Builds the portal into portal/dist when its sources changed, and takes a copy for one server.
import {
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { alone } from '../support/lock.ts'
import { cache, root } from '../support/paths.ts'
import { digestOf } from './digest.ts'
import { runTool } from './run-tool.ts'

const dist = `${root}portal/dist`
const stamp = `${cache}/portal.digest`

/** Copies the current portal to `folder`: a server must not lose its files to the next build. */
export function copyPortal(folder: string): Promise<void> {
  return withPortal(() => {
    rmSync(folder, { recursive: true, force: true })
    cpSync(dist, folder, { recursive: true })
  })
}

/** Brings portal/dist up to date and uses it before anybody else may build again. */
export function withPortal(use: () => void): Promise<void> {
  return alone(`${cache}/portal.lock`, async () => {
    if (!isCurrent()) await build()
    use()
  })
}

/** The stamp covers what came out as well, so that a build made by hand is not taken for ours. */
const digest = () =>
  digestOf(
    root,
    ['portal', 'api/guides', 'package-lock.json'],
    (path) => !path.startsWith('portal/dist.'),
  )

const isCurrent = () =>
  existsSync(join(dist, 'index.html')) &&
  existsSync(stamp) &&
  readFileSync(stamp, 'utf8') === digest()

async function build(): Promise<void> {
  forgetHalfBuilds()
  const fresh = `${dist}.${process.pid}`
  try {
    const args = ['build', '-c', 'portal/vite.config.ts', '--outDir', fresh, '--logLevel', 'warn']
    await runTool('Building the portal', 'vite/bin/vite.js', [...args, '--emptyOutDir'])
    rmSync(dist, { recursive: true, force: true })
    renameSync(fresh, dist)
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
  writeFileSync(stamp, digest())
}

/** Of builds that were killed: this one runs alone, so nobody is still at them. */
function forgetHalfBuilds(): void {
  for (const name of readdirSync(`${root}portal`)) {
    if (name.startsWith('dist.')) rmSync(`${root}portal/${name}`, { recursive: true, force: true })
  }
}
