// `npm run holdfast -- COMMAND`: what merchants and operators do from a terminal.
import { parseArgs } from 'node:util'
import { runDoctor } from './doctor.ts'
import { explain, UsageError } from './explain.ts'
import { exportRows } from './export.ts'
import { importFile } from './import.ts'
import { listen } from './listen.ts'
import { findServer } from './server.ts'
import { tailEvents } from './tail.ts'
import { trigger } from './trigger.ts'

const USAGE = `npm run holdfast -- COMMAND

  events tail [--type TYPE] [--after SEQUENCE]     what happens, as it happens
  listen --forward-to URL [--type TYPE]            sends what happens to a program on this machine, signed
  trigger TYPE [--sku SKU] [--endpoint ID]         makes something happen: order.placed, order.canceled,
                                                   inventory.adjusted, webhook_endpoint.tested
  import skus|inventory|orders FILE.csv [--dry-run]
  export skus|inventory|orders [FILE.csv]
  doctor                                           audits every SKU, compares what D1 was told of it, and
                                                   finds units and orders that are stuck

It talks to the server that \`npm start\` runs, as its demo shop. For another: HOLDFAST_URL and
HOLDFAST_SECRET_KEY. The exit code is 0 when all went well, 1 when something did not, 2 for wrong usage.`

const stopped = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopped.abort())

// Whoever reads may stop, as `head` does: that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})

const isUnknownOption = (error: unknown) =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')

async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      type: { type: 'string' },
      after: { type: 'string' },
      'forward-to': { type: 'string' },
      sku: { type: 'string' },
      endpoint: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  const [command, ...rest] = positionals
  if (values.help || command === undefined) {
    process.stdout.write(`${USAGE}\n`)
    return values.help ? 0 : 2
  }
  const server = () => findServer(process.env)
  switch (command) {
    case 'events':
      if (rest[0] !== 'tail') throw new UsageError('The command is `events tail`.')
      return tailEvents(server(), { ...values, signal: stopped.signal })
    case 'listen': {
      const url = required(values['forward-to'], '--forward-to URL')
      if (!isWebAddress(url)) throw new UsageError(`${url} is no http address.`)
      return listen(server(), { url, type: values.type, signal: stopped.signal })
    }
    case 'trigger':
      return trigger(server(), required(rest[0], 'TYPE'), values)
    case 'import':
      return importFile(server(), required(rest[0], 'what to import'), {
        path: required(rest[1], 'FILE.csv'),
        dry_run: values['dry-run'],
      })
    case 'export':
      return exportRows(server(), required(rest[0], 'what to export'), rest[1])
    case 'doctor':
      return runDoctor(server())
    default:
      throw new UsageError(`There is no command ${command}.`)
  }
}

const isWebAddress = (url: string) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)

function required(value: string | undefined, name: string): string {
  if (value === undefined) throw new UsageError(`${name} is missing.`)
  return value
}

try {
  process.exitCode = await run(process.argv.slice(2))
} catch (error) {
  const usage = error instanceof UsageError || isUnknownOption(error)
  process.stderr.write(`${explain(error)}\n${usage ? `\n${USAGE}\n` : ''}`)
  process.exitCode = usage ? 2 : 1
}
