// Runs a tool of the build and shows what it said only when it fails.
import { spawn } from 'node:child_process'
import { explained } from '../support/explain.ts'
import { root } from '../support/paths.ts'

const running = new Set<ReturnType<typeof spawn>>()

/** `script` is a file below node_modules: with no shell or shim between, it can be ended. */
export function runTool(what: string, script: string, args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [`${root}node_modules/${script}`, ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        NODE_NO_WARNINGS: '1',
        WRANGLER_SEND_METRICS: 'false',
        WRANGLER_WRITE_LOGS: 'false',
        CLOUDFLARE_CF_FETCH_ENABLED: 'false',
      },
    })
    running.add(child)
    let said = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        said += chunk
      })
    }
    child.once('error', reject)
    child.once('close', (code) => {
      running.delete(child)
      if (code === 0) resolve()
      else reject(explained(`${said.trim()}\n\n${what} failed: the lines above say why.`))
    })
  })
}

/** Ends the tools that still run, for a process that is about to end. */
export function endTools(): void {
  for (const child of running) child.kill('SIGKILL')
}
