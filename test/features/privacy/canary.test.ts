// A person who has used everything is forgotten: no word of theirs is left anywhere, and every
// amount and every unit is where it was.
import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { archiveEvents } from '../../../api/jobs/archive-events'
import { sealAuditLogs } from '../../../api/jobs/seal-audit-logs'
import { dumpD1, dumpFiles, dumpObjects } from './dump'
import { canary, email, openLife } from './person'

const life = await openLife()
const { api, services } = life.desk

const everywhere = async () => ({
  d1: await dumpD1(),
  files: await dumpFiles(),
  ...(await dumpObjects()),
})
const wordsIn = (text: string) =>
  new Set(text.match(/canary[\w@.-]*/gi)?.map((word) => word.toLowerCase()))

/** Money, stock and numbers, as they are read by whoever keeps the books. */
async function books() {
  const read = async (path: string) => (await api.get(`${path}?limit=100`)).data
  const orders = await read('/v1/orders')
  return {
    orders: orders.map(({ id, number, total, tax, amount_captured, amount_refunded, status }) => {
      return { id, number, total, tax, amount_captured, amount_refunded, status }
    }),
    refunds: orders.flatMap(({ refunds }) =>
      refunds.map(({ id, amount }: never) => ({ id, amount })),
    ),
    notes: (await read('/v1/credit_notes')).map(({ number, amount, lines }) => ({
      number,
      amount,
      lines,
    })),
    credit: (await read('/v1/store_credit')).map(({ id, balance }) => ({ id, balance })),
    cards: (await read('/v1/gift_cards')).map(({ id, balance }) => ({ id, balance })),
    stock: (await read('/v1/inventory')).map(({ sku, location_id, on_hand }) => ({
      sku,
      location_id,
      on_hand,
    })),
    figures: await env.DB.prepare(
      'SELECT sum(orders), sum(payable), sum(captured), sum(refunded) FROM customer_totals',
    ).raw(),
  }
}

it('leaves no word of a person anywhere, and the books as they were', async () => {
  await life.buysAndCancels()
  const sold = await life.sendsBack()
  await life.withdraws()
  await life.receives()
  const look = await life.signsIn(sold)
  const jobs = await life.isImported()
  const customer = await life.merges()
  await life.told()

  const known = await everywhere()
  const words = [...wordsIn(Object.values(known).join('\n'))].toSorted()
  expect(words.length).toBeGreaterThan(30)
  expect(known.webhooks).toContain(canary('answer'))
  expect(known.files).toContain(canary('photo'))
  const told = await exported(customer.id)
  const untold = words.filter((word) => !wordsIn(told).has(word))
  // What a receiver said, what was wrong with a line, a hold that is over; a photo is named.
  expect(untold).toEqual(['answer', 'field', 'hold', 'photo'].map(canary))
  expect(told).toContain('image/png')

  const erase = () => api.post(`/v1/customers/${customer.id}/erase`, undefined)
  // Of the return that arrived the last word is not spoken.
  expect((await erase()).code).toBe('customer_has_open_orders')
  await sold.end()
  await life.told()
  const before = await books()
  const erased = await erase()
  expect(erased.body).toMatchObject({ status: 'completed', completed_at: expect.any(String) })

  // What grows old goes into files, and into a chain of hashes that nobody can change.
  await archiveEvents({ ...services, now: () => Date.now() + 90 * 86_400_000 })
  await sealAuditLogs(services)
  for (const [place, text] of Object.entries(await everywhere())) {
    expect([place, [...wordsIn(text)]]).toEqual([place, []])
    expect([place, text.includes('52.123456')]).toEqual([place, false])
  }
  expect(known.d1).toContain('52.123456')
  expect(await books()).toEqual(before)
  expect((await look()).status).toBe(401)
  for (const path of [`/v1/imports/${jobs.import_id}`, `/v1/exports/${jobs.export_id}`]) {
    expect((await api.get(path)).status).toBe(404)
  }
  expect((await api.get('/v1/audit_log/verify')).body).toMatchObject({ intact: true })
  expect((await api.get(`/v1/notifications?to=${email}`)).data).toEqual([])
})

/** Page by page, as the person is handed it. */
async function exported(id: string): Promise<string> {
  let text = ''
  for (let cursor = ''; ; ) {
    const page = await api.get(`/v1/customers/${id}/export?limit=2${cursor}`)
    expect(page.status).toBe(200)
    text += page.text
    if (page.body.next_cursor === null) return text
    cursor = `&cursor=${encodeURIComponent(page.body.next_cursor)}`
  }
}
