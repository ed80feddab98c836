// scratch
import { writeFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { startServer } from './.pserver.ts'
import { figuresOf } from './figures.ts'
import { loadOf, startGenerator } from './generator.ts'
import { openShop, wake } from './seed.ts'
import { createStorage } from './storage.ts'

const want = process.argv[2] ?? 'cached'
const ms = Number(process.argv[3] ?? 3000)
const storage = await createStorage()
const generator = startGenerator()
const server = await startServer(storage, 'timed')
const shop = await openShop(server.product, storage.secrets.ADMIN_TOKEN, 1000)
const list = await (await fetch('http://127.0.0.1:21010/json')).json()
const figure = (await figuresOf(shop)).find(({ name }) => name.includes(want))!
await wake(shop)
await generator.run(loadOf(figure, server.product, 1500))
await sleep(1500)
const sessions = await Promise.all(
  list
    .filter((t: any) => /holdfast/.test(t.id ?? t.title))
    .slice(0, 1)
    .map(async (t: any) => {
      const ws = new WebSocket(t.webSocketDebuggerUrl ?? `ws://127.0.0.1:21010/${t.id}`)
      await new Promise((r, e) => {
        ws.onopen = r
        ws.onerror = e
      })
      let id = 0
      const waiting = new Map<number, any>()
      ws.onmessage = (m) => {
        const d = JSON.parse(m.data)
        waiting.get(d.id)?.(d.result ?? d.error)
      }
      const send = (method: string, params = {}) =>
        new Promise<any>((r) => {
          waiting.set(++id, r)
          ws.send(JSON.stringify({ id, method, params }))
        })
      await send('Profiler.enable')
      await send('Profiler.setSamplingInterval', { interval: 200 })
      await send('Profiler.start')
      return { send, t }
    }),
)
console.error(list.map((t: any) => t.id ?? t.title))
const r = await generator.run(loadOf(figure, server.product, ms))
console.log(r.statuses, (r.latencies.length / ms) * 1000)
for (const { send, t } of sessions) {
  const { profile } = await send('Profiler.stop')
  await writeFile('/tmp/perf/profile.cpuprofile', JSON.stringify(profile))
  const self = new Map<string, number>(),
    total = new Map<string, number>()
  const byId = new Map(profile.nodes.map((n: any) => [n.id, n]))
  const parent = new Map()
  for (const n of profile.nodes) for (const c of n.children ?? []) parent.set(c, n.id)
  const name = (n: any) =>
    `${n.callFrame.functionName || '(anon)'} ${n.callFrame.url.split('/').at(-1)}:${n.callFrame.lineNumber + 1}`
  let sum = 0
  profile.samples.forEach((s: number, i: number) => {
    const dt = profile.timeDeltas[i]
    sum += dt
    const n: any = byId.get(s)
    self.set(name(n), (self.get(name(n)) ?? 0) + dt)
    const seen = new Set<string>()
    for (let at: any = s; at; at = parent.get(at)) {
      const k = name(byId.get(at))
      if (!seen.has(k)) {
        seen.add(k)
        total.set(k, (total.get(k) ?? 0) + dt)
      }
    }
  })
  const show = (m: Map<string, number>) =>
    [...m]
      .sort((a, b) => b[1] - a[1])
      .slice(0, 45)
      .map(([k, v]) => `${((v / sum) * 100).toFixed(1).padStart(5)}% ${k}`)
      .join('\n')
  console.log('SELF\n' + show(self) + '\nTOTAL\n' + show(total))
}
await server.stop()
await generator.stop()
await storage.remove()
process.exit(0)
