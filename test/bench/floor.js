// The least a Worker can do for each kind of work: what the product's figures are measured against.
import { DurableObject } from 'cloudflare:workers'

const OBJECTS = 1000
const CREATED_AT_ONCE = 20

const anyObject = () => `object-${Math.floor(Math.random() * OBJECTS)}`

export class Counter extends DurableObject {
  constructor(ctx, env) {
    super(ctx, env)
    this.sql = ctx.storage.sql
    this.sql.exec('CREATE TABLE IF NOT EXISTS counter (id INTEGER PRIMARY KEY, value INTEGER)')
    this.sql.exec('INSERT OR IGNORE INTO counter VALUES (1, 0)')
  }

  add() {
    return this.sql.exec('UPDATE counter SET value = value + 1 RETURNING value').one().value
  }

  read() {
    return this.sql.exec('SELECT value FROM counter WHERE id = 1').one().value
  }
}

const threeUpdates = (env) =>
  Promise.all([1, 2, 3].map(() => env.COUNTER.getByName(anyObject()).add()))

function eightInserts(env, value) {
  const insert = env.DB.prepare('INSERT INTO entries (name, value) VALUES (?, ?)')
  return env.DB.batch(Array.from({ length: 8 }, (_, n) => insert.bind(`line ${n}`, value)))
}

/** Creates every object and as many rows, so that no first touch falls into a timed run. */
async function prepare(env) {
  await env.DB.exec('CREATE TABLE entries (id INTEGER PRIMARY KEY, name TEXT, value INTEGER)')
  for (let n = 0; n < OBJECTS; n += CREATED_AT_ONCE) {
    const names = Array.from({ length: CREATED_AT_ONCE }, (_, i) => `object-${n + i}`)
    await Promise.all(names.map((name) => env.COUNTER.getByName(name).add()))
    await eightInserts(env, n)
    await eightInserts(env, n)
    await eightInserts(env, n)
  }
}

const answers = {
  '/update': (env) => env.COUNTER.getByName('hot').add(),
  '/object-read': (env) => env.COUNTER.getByName(anyObject()).read(),
  '/database-read': (env) =>
    env.DB.prepare('SELECT name, value FROM entries WHERE id = ?')
      .bind(1 + Math.floor(Math.random() * OBJECTS))
      .first(),
  '/three-updates': threeUpdates,
  '/order': async (env) => {
    const [value] = await threeUpdates(env)
    return eightInserts(env, value).then(({ length }) => length)
  },
  '/prepare': prepare,
}

export default {
  async fetch(request, env) {
    if (request.url.endsWith('/constant')) return new Response('{"value":1}')
    const answer = answers[new URL(request.url).pathname]
    if (!answer) return new Response('Not found', { status: 404 })
    return new Response(JSON.stringify({ value: await answer(env) }))
  },
}
