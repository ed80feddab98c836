// The product's Worker, the very bundle that is timed, with a meter on its bindings. Never timed itself.
import worker, * as unmetered from './index.js'

const noQueries = () => ({ statements: 0, round_trips: 0, rows_read: 0, rows_written: 0 })
const nothing = () => ({
  object_calls: 0,
  own_calls: 0,
  request: noQueries(),
  sync: noQueries(),
  object_rows_read: 0,
  object_rows_written: 0,
})

/** Worker and objects share one isolate, and so this. */
let tallies = nothing()
let cursors = []

/** A cursor goes on reading after `exec`: it is asked when the tallies are. */
function takeTallies() {
  const taken = tallies
  for (const cursor of cursors) {
    taken.object_rows_read += cursor.rowsRead
    taken.object_rows_written += cursor.rowsWritten
  }
  tallies = nothing()
  cursors = []
  return taken
}

/** The binding is a thin client of one fetcher: every query passes it, however it was made. */
function meteredDatabase(db, meter) {
  const Database = db.constructor
  return new Database({
    async fetch(input, init) {
      const asked = JSON.parse(init.body)
      const response = await db.fetcher.fetch(input, init)
      const answers = [await response.clone().json()].flat()
      const queries = tallies[meter]
      queries.statements += Array.isArray(asked) ? asked.length : 1
      queries.round_trips += 1
      for (const { meta } of answers) {
        queries.rows_read += meta?.rows_read ?? 0
        queries.rows_written += meta?.rows_written ?? 0
      }
      return response
    },
  })
}

/** The target, with every call of its functions going through `call`. */
const watched = (target, call) =>
  new Proxy(target, {
    get(_, name) {
      const value = Reflect.get(target, name)
      if (typeof value !== 'function') return value
      return (...args) => call(name, () => Reflect.apply(value, target, args))
    },
  })

const meteredStub = (stub) =>
  watched(stub, (_, run) => {
    tallies.object_calls += 1
    return run()
  })

const meteredNamespace = (namespace) =>
  watched(namespace, (name, run) =>
    name === 'get' || name === 'getByName' ? meteredStub(run()) : run(),
  )

/** The storage is the runtime's own object and cannot be replaced, but what it offers can. */
function meterStorage(storage) {
  const exec = storage.sql.exec.bind(storage.sql)
  const setAlarm = storage.setAlarm.bind(storage)
  Object.defineProperty(storage.sql, 'exec', {
    value: (...args) => {
      const cursor = exec(...args)
      cursors.push(cursor)
      return cursor
    },
  })
  Object.defineProperty(storage, 'setAlarm', {
    value: (...args) => {
      tallies.object_rows_written += 1
      return setAlarm(...args)
    },
  })
}

export class SkuStock extends unmetered.SkuStock {
  constructor(ctx, env) {
    meterStorage(ctx.storage)
    super(ctx, env)
  }

  alarm(info) {
    tallies.own_calls += 1
    return super.alarm(info)
  }
}

export class StockExchange extends unmetered.StockExchange {
  constructor(ctx, env) {
    super(ctx, { ...env, DB: meteredDatabase(env.DB, 'sync') })
  }

  exchange(outgoing) {
    tallies.own_calls += 1
    return super.exchange(outgoing)
  }
}

let metered

export default {
  fetch(request, env, ctx) {
    if (new URL(request.url).pathname === '/tallies') return Response.json(takeTallies())
    metered ??= {
      ...env,
      DB: meteredDatabase(env.DB, 'request'),
      SKU_STOCK: meteredNamespace(env.SKU_STOCK),
    }
    return worker.fetch(request, metered, ctx)
  },
}
