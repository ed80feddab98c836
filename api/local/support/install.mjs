// What has to be installed before anything runs: packages, and a Node that runs TypeScript.
// Plain JavaScript with built-in modules only: it runs on the system's Node before `npm ci`.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, linkSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { runChild } from './run-child.mjs'

const oldest_node = 20
const longest_install_ms = 15 * 60_000

/** Installs the packages when they are missing or not those of package-lock.json. */
export async function ensureInstalled(root) {
  const major = Number.parseInt(process.versions.node, 10)
  if (major < oldest_node) {
    throw new Error(`Node ${oldest_node} or newer is needed, this is ${process.version}.`)
  }
  if (isInstalled(root)) return
  const unlock = await lock(root)
  try {
    if (isInstalled(root)) return
    console.log('Installing packages (once; about a minute) …')
    const code = await runChild(...npm('ci', '--include=dev', '--include=optional'), { cwd: root })
    if (code !== 0) throw new Error(`npm ci ended with code ${code}; its lines above say why.`)
  } finally {
    unlock()
  }
}

/** The Node that runs everything else: the one among the packages, else this one if it can. */
export function findNode(root) {
  const { platform, arch, versions, version, execPath } = process
  const bundled = join(
    root,
    'node_modules',
    `node-${platform === 'win32' ? 'win' : platform}-${arch}`,
  )
  const binary = join(bundled, 'bin', platform === 'win32' ? 'node.exe' : 'node')
  if (spawnSync(binary, ['--version']).status === 0) return binary
  const [major = 0, minor = 0] = versions.node.split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 18)) return execPath
  throw new Error(
    `Node 22.18 or newer is needed on ${platform}-${arch}, this is ${version}. ` +
      'Install Node 24 and start again.',
  )
}

/** Compares what npm noted after installing with the lock file: times of files prove nothing. */
function isInstalled(root) {
  const wanted = readPackages(join(root, 'package-lock.json'))
  const installed = readPackages(join(root, 'node_modules', '.package-lock.json'))
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || (entry.optional && !isForThisMachine(entry)) || entry.devOptional)
      return true
    return installed[path]?.version === entry.version
  })
}

/** A machine's own binaries are optional packages; others of that kind never get installed here. */
function isForThisMachine({ os, cpu, libc }) {
  const names = (list) => [list].flat()
  return !libc && names(os).includes(process.platform) && names(cpu).includes(process.arch)
}

function readPackages(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : {}
}

/** The npm that runs this, so that no other version of it has to be on the PATH. */
function npm(...args) {
  const { npm_execpath: script, npm_node_execpath: node = process.execPath } = process.env
  return script?.endsWith('.js') ? [node, [script, ...args]] : ['npm', args]
}

/** One install at a time: `npm ci` deletes node_modules first. */
async function lock(root) {
  const name = createHash('sha256').update(root).digest('hex').slice(0, 16)
  const path = join(tmpdir(), `holdfast-install-${name}.lock`)
  const mine = `${path}.${process.pid}`
  writeFileSync(mine, String(process.pid))
  process.once('exit', () => rmSync(mine, { force: true }))
  try {
    for (let tries = 0; !isLinked(mine, path); tries += 1) {
      if (isAbandoned(path)) rmSync(path, { force: true })
      else {
        if (tries === 0) console.log('Another start is installing packages; waiting for it …')
        await sleep(250)
      }
    }
  } finally {
    rmSync(mine)
  }
  return () => rmSync(path, { force: true })
}

function isLinked(from, to) {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

function isAbandoned(path) {
  try {
    if (Date.now() - statSync(path).mtimeMs > longest_install_ms) return true
    process.kill(Number(readFileSync(path, 'utf8')), 0)
    return false
  } catch (error) {
    return error.code === 'ESRCH' || error.code === 'ENOENT'
  }
}
