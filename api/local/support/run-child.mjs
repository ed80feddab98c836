// Runs commands in the foreground, one at a time: signals reach them, none outlives this process.
import { spawn } from 'node:child_process'
import { constants } from 'node:os'

const patience_ms = 4_000
const parent = process.ppid

let child
let ended_by

/** The signal that asked for the end, if one did. */
export const endedBy = () => ended_by

/** Resolves with the command's exit code. */
export function runChild(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    if (ended_by) return resolve(codeOf(ended_by))
    const running = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], ...options })
    child = running
    running.once('error', (error) => {
      child = undefined
      reject(error)
    })
    running.once('exit', (code, signal) => {
      child = undefined
      resolve(code ?? codeOf(signal))
    })
  })
}

function end(signal) {
  // npm and the terminal both pass Ctrl-C on: the second signal must change nothing.
  if (ended_by) return
  ended_by = signal
  if (!child) process.exit(codeOf(signal))
  const running = child
  running.kill('SIGTERM')
  setTimeout(() => running.kill('SIGKILL'), patience_ms).unref()
}

const codeOf = (signal) => 128 + (constants.signals[signal] ?? 0)

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end)

// npm killed outright passes nothing on; that it is gone is the only sign.
if (process.env.npm_lifecycle_event) {
  setInterval(() => process.ppid !== parent && end('SIGTERM'), 500).unref()
}
