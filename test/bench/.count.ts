import { count } from './counts.ts'
import { figuresOf } from './figures.ts'
import { startGenerator, loadOf } from './generator.ts'
import { openShop, wake } from './seed.ts'
import { startServer } from './server.ts'
import { createStorage } from './storage.ts'
import { ask } from './requests.ts'
import { cpuTime } from './cpu-time.ts'
const storage = await createStorage(); const generator = startGenerator()
const server = await startServer(storage, 'metered')
const shop = await openShop(server.product, storage.secrets.ADMIN_TOKEN, 1000)
for (const figure of await figuresOf(shop)) {
  if (!process.argv.slice(2).some((w) => figure.name.includes(w))) continue
  await wake(shop)
  for (let i = 0; i < 4; i++) {
    await ask(shop.origin, { method: 'GET', path: '/tallies' })
    const c0 = cpuTime(server.pid())!
    const t0 = performance.now()
    const r = await generator.run(loadOf(figure, shop.origin, 2000))
    const cpu = cpuTime(server.pid())! - c0
    const wall = performance.now() - t0
    const t: any = await ask(shop.origin, { method: 'GET', path: '/tallies' })
    const n = Object.values(r.statuses).reduce((a, b) => a + b, 0)
    console.log(figure.name, 'req/s', (r.latencies.length / 2).toFixed(0), 'statuses', JSON.stringify(r.statuses), 'cpu/req', (cpu / n).toFixed(2), 'cpu share', (cpu / wall).toFixed(2), 'calls', (t.object_calls / n).toFixed(2), 'orows w', (t.object_rows_written / n).toFixed(1), 'req', t.request.round_trips, t.request.rows_read, (t.request.statements / n).toFixed(2), (t.request.rows_written/n).toFixed(1), 'sync', t.sync.round_trips, t.sync.statements, t.sync.rows_read, t.sync.rows_written)
  }
}
await server.stop(); await generator.stop(); await storage.remove(); process.exit(0)
