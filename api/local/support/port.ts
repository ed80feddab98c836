// The port a server listens on, and what to say when it cannot have it.
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { explained } from './explain.ts'

export const host = '127.0.0.1'

/** A server that was just killed may hold its port for another moment. */
export async function requireFreePort(port: number): Promise<void> {
  for (let tries = 0; tries < 10; tries += 1) {
    if (await isFree(port)) return
    await sleep(150)
  }
  throw explained(
    `Port ${port} is in use. Stop what uses it, or start on another port (a second server needs ` +
      `its own data folder): PORT=${port + 1} STATE_DIR=.holdfast-${port + 1} npm start`,
  )
}

/** A port that nobody uses just now. */
export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, host, () => {
      const address = probe.address()
      const port = typeof address === 'object' && address ? address.port : 0
      probe.close(() => resolve(port))
    })
  })
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(false)
      else if (error.code === 'EACCES') {
        reject(explained(`Port ${port} needs more rights. Choose another: PORT=8787 npm start`))
      } else reject(error)
    })
    probe.listen(port, host, () => probe.close(() => resolve(true)))
  })
}
