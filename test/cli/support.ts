/** The command as a user runs it, against a server of the test. */
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../../api/cli/main.ts', import.meta.url))

export interface Shop {
  url: string
  key: string
  /** Where a key is looked for when none is given. */
  state_dir?: string
}

const environment = ({ url, key, state_dir }: Shop) => ({
  ...process.env,
  ...(state_dir !== undefined && { STATE_DIR: state_dir }),
  HOLDFAST_URL: url,
  HOLDFAST_SECRET_KEY: key,
})

export interface Outcome {
  code: number
  stdout: string
  stderr: string
}

/** Runs the command, and tells how it ended and what it said. */
export const holdfast = (shop: Shop, ...args: string[]) =>
  new Promise<Outcome>((resolve) => {
    const env = environment(shop)
    execFile(process.execPath, [main, ...args], { env }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr })
    })
  })

/** Starts a command that goes on until it is interrupted. */
export function start(shop: Shop, ...args: string[]) {
  const child = spawn(process.execPath, [main, ...args], {
    env: environment(shop),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  return {
    /** The next line that has this in it. */
    async line(wanted: string): Promise<string> {
      for (;;) {
        const { value, done } = await lines.next()
        if (done) throw new Error(`It ended without a word of ${wanted}.`)
        if (value.includes(wanted)) return value
      }
    },
    async interrupt(): Promise<number | null> {
      const ended = once(child, 'exit')
      child.kill('SIGINT')
      const [code] = await ended
      return code
    },
    /** As a pipe does whose reader has seen enough. */
    async stopReading(): Promise<number | null> {
      const ended = once(child, 'exit')
      child.stdout.destroy()
      const [code] = await ended
      return code
    },
  }
}

/** A small HTTP server on a free port. */
export async function serve(
  handle: (request: IncomingMessage, body: string, response: ServerResponse) => unknown,
): Promise<{ url: string; server: Server }> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    await handle(request, Buffer.concat(chunks).toString(), response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server }
}
