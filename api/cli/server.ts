// Which server is meant, and as whom: the environment, else what `npm start` keeps beside its data.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Client, createClient } from '../client/src/client.ts'

export interface Server {
  url: string
  key: string
  client: Client
}

const root = fileURLToPath(new URL('../..', import.meta.url))

export function findServer(env: NodeJS.ProcessEnv): Server {
  const url = (env.HOLDFAST_URL || `http://127.0.0.1:${env.PORT || 8787}`).replace(/\/+$/, '')
  if (!URL.canParse(url)) throw new Error(`HOLDFAST_URL is no address: ${url}.`)
  const key = env.HOLDFAST_SECRET_KEY || demoKey(env.STATE_DIR || '.holdfast')
  return { url, key, client: createClient({ base_url: url, key }) }
}

function demoKey(state_dir: string): string {
  const path = resolve(root, state_dir, 'demo.json')
  try {
    return String(JSON.parse(readFileSync(path, 'utf8')).secret_key)
  } catch {
    throw new Error(
      `No key: set HOLDFAST_SECRET_KEY (and HOLDFAST_URL), or run \`npm start\` first, which writes ${path}.`,
    )
  }
}
