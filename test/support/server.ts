// A whole server for tests that look at it from outside: real HTTP, real storage, nothing shared.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type LocalServer, type ServerOptions, startServer } from '../../api/local/server.ts'

const secrets = {
  ADMIN_TOKEN: 'test-operator-0000000000000000000000000000000',
  SIGNING_SECRET: 'test-signing-00000000000000000000000000000000',
}

export interface TestMerchant {
  id: string
  slug: string
  secret_key: string
  publishable_key: string
}

export interface TestServer extends LocalServer {
  operator_token: string
  state_dir: string
  createMerchant: (fields?: Record<string, unknown>) => Promise<TestMerchant>
}

/** Starts on a free port. A data folder that is given is kept, so that another server can go on. */
export async function startTestServer(options: Partial<ServerOptions> = {}): Promise<TestServer> {
  const state_dir = options.state_dir ?? mkdtempSync(join(tmpdir(), 'holdfast-test-'))
  const forget = () => {
    if (!options.state_dir) rmSync(state_dir, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    const server = await startServer({ port: 0, secrets, ...options, state_dir })
    return {
      ...server,
      state_dir,
      operator_token: (options.secrets ?? secrets).ADMIN_TOKEN ?? '',
      createMerchant: (fields) => createMerchant(server.url, options.secrets ?? secrets, fields),
      stop: () => server.stop().finally(forget),
      crash: () => server.crash().finally(forget),
    }
  } catch (error) {
    forget()
    throw error
  }
}

async function createMerchant(
  url: string,
  { ADMIN_TOKEN }: Record<string, string>,
  fields: Record<string, unknown> = {},
): Promise<TestMerchant> {
  const response = await fetch(`${url}/v1/merchants`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Test shop', currency: 'EUR', country: 'DE', ...fields }),
  })
  const text = await response.text()
  if (response.status !== 201) throw new Error(`No merchant: ${response.status} ${text}`)
  return JSON.parse(text) as TestMerchant
}
