// Knows the runtime's process (workerd) behind a server, and sees to it that it never outlives us.
import { AsyncLocalStorage } from 'node:async_hooks'
import { type ChildProcess, spawn } from 'node:child_process'
import { subscribe } from 'node:diagnostics_channel'
import type { Socket } from 'node:net'

export interface RuntimeProcess {
  /** The process that serves now; another one after a crash. */
  pid: () => number | undefined
  kill: () => void
}

const follower = new AsyncLocalStorage<(child: ChildProcess) => void>()

subscribe('child_process', (message) => {
  follower.getStore()?.((message as { process: ChildProcess }).process)
})

/** Runs `start` and follows every runtime it, or a restart after a crash, brings up. */
export function followRuntime<T>(start: () => T): { started: T; runtime: RuntimeProcess } {
  let current: ChildProcess | undefined
  const started = follower.run((child) => {
    child.once('spawn', () => {
      if (!/workerd(\.exe)?$/.test(child.spawnfile)) return
      current = child
      guard(child)
    })
  }, start)
  const isAlive = (child: ChildProcess) => child.exitCode === null && child.signalCode === null
  const pid = () => (current && isAlive(current) ? current.pid : undefined)
  return { started, runtime: { pid, kill: () => void current?.kill('SIGKILL') } }
}

/**
 * The runtime survives the sudden death of its parent and would keep the port and the data.
 * A shell that waits for the end of its input notices that death when nobody could announce it.
 */
function guard(child: ChildProcess): void {
  if (process.platform === 'win32') return
  const script = `trap '' INT TERM HUP; read -r word; [ "$word" = done ] || kill -9 ${child.pid}`
  const shell = follower.exit(() =>
    spawn('/bin/sh', ['-c', script], { stdio: ['pipe', 'ignore', 'ignore'] }),
  )
  shell.on('error', () => {})
  const input = shell.stdin as Socket
  input.on('error', () => {})
  input.unref()
  shell.unref()
  child.once('exit', () => input.end('done\n'))
}
