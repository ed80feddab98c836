import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { deleteJob } from '../../api/features/bulk/delete-jobs'
import { findJob } from '../../api/features/bulk/repository'
import { exportStep } from '../../api/jobs/bulk/export-step'
import { forgetOld } from '../../api/jobs/forget-old'
import { mailCustomers } from '../../api/jobs/mail-customers'
import { createServices } from '../../api/services'
import { createBulkShop } from '../features/bulk/support'
import { lineOf } from '../features/orders/support'

const DAY = 86_400_000
const services = createServices(env)
/** Every merchant has had its turn so many days from now. */
const after = (days: number) => forgetOld({ ...services, now: () => Date.now() + days * DAY })
const filesOf = async (merchant_id: string) =>
  (await env.FILES.list({ prefix: `bulk/${merchant_id}/` })).objects.map(({ key }) => key)

async function open(retention: object) {
  const shop = await createBulkShop()
  await shop.api.patch('/v1/settings', { retention })
  const sku = await shop.sku({ berlin: 5 })
  await shop.order([lineOf(sku)], { customer: { email: 'ada@example.com', name: 'Ada' } })
  await mailCustomers(services)
  const mails = async () => (await shop.api.get('/v1/notifications')).data.length
  return { ...shop, mails, files: () => filesOf(String(shop.merchant.id)) }
}

it('forgets mails after as many days as each merchant keeps them', async () => {
  const [short, long] = [await open({ mails_days: 7 }), await open({ mails_days: 400 })]
  await after(6)
  expect([await short.mails(), await long.mails()]).toEqual([1, 1])
  await after(8)
  expect([await short.mails(), await long.mails()]).toEqual([0, 1])
  await after(401)
  expect(await long.mails()).toBe(0)
})

it('deletes jobs that are over with their files, and none that runs', async () => {
  const shop = await open({ jobs_days: 10 })
  const { id } = await shop.importRows('skus', [{ sku: 'A', title: 'A' }, { sku: 'B' }])
  // What was sent is forgotten as soon as it is done; what was wrong with it is kept.
  expect(await shop.files()).toEqual([`bulk/${shop.merchant.id}/${id}/errors/000000000.ndjson`])
  const exported = await shop.create('exports', 'skus')
  await shop.finish('exports', exported)
  const waiting = await shop.create('imports', 'orders')
  const running = await shop.create('imports', 'orders')
  await env.DB.prepare("UPDATE bulk_jobs SET status = 'running', total_bytes = 9 WHERE id = ?")
    .bind(running)
    .run()
  const statuses = async () => {
    const paths = [
      `imports/${id}`,
      `exports/${exported}`,
      `imports/${waiting}`,
      `imports/${running}`,
    ]
    return Promise.all(paths.map(async (path) => (await shop.api.get(`/v1/${path}`)).status))
  }

  await after(9)
  expect(await statuses()).toEqual([200, 200, 200, 200])
  expect(await shop.files()).toHaveLength(2)
  await after(11)
  expect(await statuses()).toEqual([404, 404, 404, 200])
  expect(await shop.files()).toEqual([])
})

it('an export that is deleted while it runs leaves no file behind', async () => {
  const shop = await open({})
  const id = await shop.create('exports', 'orders')
  const job = { merchant_id: shop.merchant.id as 'mer_', id: id as 'exp_' }
  const row = await findJob(services.shardFor(job.merchant_id), job.merchant_id, id)
  if (!row) throw new Error('No export.')
  // The step began before, and writes after.
  await deleteJob(services, job, 'customer_erased')
  await exportStep(services, { ...row, status: 'running', step: 0, cursor: null })
  expect(await shop.files()).toEqual([])
})

it('sets what is named, and keeps the rest of the settings', async () => {
  const { api } = await createBulkShop()
  const set = async (retention: object) => (await api.patch('/v1/settings', { retention })).body
  expect((await set({ jobs_days: 5 })).retention).toEqual({
    ...{ customers_days: null, mails_days: 90, jobs_days: 5 },
  })
  expect((await set({ customers_days: 400 })).retention).toEqual({
    ...{ customers_days: 400, mails_days: 90, jobs_days: 5 },
  })
  expect((await set({ mails_days: 0 })).status).toBe(422)
})
