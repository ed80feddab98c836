// What a run is asked to do and whom it talks to: arguments, environment and the demo shop's keys.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

export interface Options {
  readonly carts: number
  readonly paid: number
  readonly concurrency: number
  readonly seed: number
}

export interface Shop {
  readonly url: string
  readonly secret_key: string
  readonly publishable_key: string
}

export const USAGE = `npm run demo -- [--carts 600] [--paid 100] [--concurrency 32] [--seed NUMBER]

  --carts        how many shoppers come (1 to 100000)
  --paid         how many of their orders are paid, and so sent and partly returned (0 to 100000)
  --concurrency  how many of them shop at the same time (1 to 256)
  --seed         which shoppers: the same seed draws the same carts (default: another one each time)

It talks to the server that \`npm start\` runs: PORT and STATE_DIR as given there. For another server set
HOLDFAST_URL and HOLDFAST_SECRET_KEY, and HOLDFAST_PUBLISHABLE_KEY if storefronts have a key of their own.`

const root = fileURLToPath(new URL('../..', import.meta.url))

function readInteger(name: string, text: string, low: number, high: number): number {
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= low && value <= high) return value
  throw new Error(`--${name} has to be a whole number from ${low} to ${high}, not "${text}".`)
}

/** Undefined when only the usage was asked for. */
export function readOptions(args: readonly string[], anySeed: number): Options | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      carts: { type: 'string', default: '600' },
      paid: { type: 'string', default: '100' },
      concurrency: { type: 'string', default: '32' },
      seed: { type: 'string', default: String(anySeed) },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) return undefined
  return {
    carts: readInteger('carts', values.carts, 1, 100_000),
    paid: readInteger('paid', values.paid, 0, 100_000),
    concurrency: readInteger('concurrency', values.concurrency, 1, 256),
    seed: readInteger('seed', values.seed, 0, 2 ** 32 - 1),
  }
}

/** The server and its keys, as far as a server has made a demo shop here. */
export function findShop(env: NodeJS.ProcessEnv): Partial<Shop> & { url: string } {
  const url = (env.HOLDFAST_URL || `http://127.0.0.1:${env.PORT || 8787}`).replace(/\/+$/, '')
  const secret_key = env.HOLDFAST_SECRET_KEY
  if (secret_key) {
    return { url, secret_key, publishable_key: env.HOLDFAST_PUBLISHABLE_KEY || secret_key }
  }
  try {
    const path = resolve(root, env.STATE_DIR || '.holdfast', 'demo.json')
    return { ...(JSON.parse(readFileSync(path, 'utf8')) as Omit<Shop, 'url'>), url }
  } catch {
    return { url }
  }
}
