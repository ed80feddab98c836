/** Everything that is stored anywhere, as text. */
import { listDurableObjectIds, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'

/** Every row of every table of a database. */
async function dump(all: (sql: string) => Promise<object[]> | object[]): Promise<string> {
  const tables = (await all(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '_cf_%' AND name NOT LIKE 'd1_%'",
  )) as { name: string }[]
  const rows = []
  for (const { name } of tables) {
    rows.push(`${name} ${JSON.stringify(await all(`SELECT * FROM ${name}`))}`)
  }
  return rows.join('\n')
}

export const dumpD1 = () => dump(async (sql) => (await env.DB.prepare(sql).all()).results)

export const dumpObject = (stub: DurableObjectStub) =>
  runInDurableObject(stub, async (_, { storage }) => {
    const values = JSON.stringify([...(await storage.list())])
    return `${values}\n${await dump((text) => storage.sql.exec(text).toArray())}`
  })

/** Of every object there is, by its kind. */
export async function dumpObjects() {
  const kinds: Record<'stock' | 'exchange' | 'webhooks' | 'locks' | 'bulk', unknown> = {
    stock: env.SKU_STOCK,
    exchange: env.STOCK_EXCHANGE,
    webhooks: env.WEBHOOK_ENDPOINT,
    locks: env.PORTAL_LOCK,
    bulk: env.BULK_JOB,
  }
  const dumps = { stock: '', exchange: '', webhooks: '', locks: '', bulk: '' }
  for (const kind of Object.keys(kinds) as (keyof typeof kinds)[]) {
    const namespace = kinds[kind] as DurableObjectNamespace
    const ids = await listDurableObjectIds(namespace)
    const texts = ids.map((id) => dumpObject(namespace.get(id)))
    dumps[kind] = (await Promise.all(texts)).join('\n')
  }
  return dumps
}

/** Of every file its name and bytes, unpacked where they are packed. */
export async function dumpFiles(): Promise<string> {
  const { objects } = await env.FILES.list()
  const texts = objects.map(async ({ key }) => {
    const file = await env.FILES.get(key)
    const body = key.endsWith('.gz')
      ? file?.body.pipeThrough(new DecompressionStream('gzip'))
      : file?.body
    return `${key} ${await new Response(body).text()}`
  })
  return (await Promise.all(texts)).join('\n')
}
