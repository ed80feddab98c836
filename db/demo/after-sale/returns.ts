// Customers send things back and complain, in the portal; the shop answers, and looks at what arrives.
import type { Run } from '../import.ts'
import { phase } from '../phase.ts'
import { get, post } from './desk.ts'
import { chooseInstead, type Wish } from './draw.ts'
import type { Sold, Told } from './payments.ts'
import type { Customer, Portal } from './portal.ts'
import { addUnits, send } from './warehouse.ts'
import type { Fulfillment, Order, Payment, Return } from './wire.ts'

export interface Wisher {
  readonly sale: Sold
  readonly wish: Wish
}

interface Context {
  readonly portal: Portal
  readonly told: Told
  /** Units that leave in exchange are added. */
  readonly sent: Map<string, number>
  /** Orders that have arrived with a wish each, so that two do not choose the same last unit. */
  readonly chosen: Map<string, number>
}

/** What a customer sees of their order, as far as they choose from it. */
interface Bought {
  readonly lines: readonly { id: string; sku: string; unit_price: number }[]
}

/** A return whose label waits for its customer. */
export interface Labeled {
  readonly sale: Sold
  readonly return_id: string
}

type ReturnWish = Extract<Wish, { type: 'return' }>

export async function askForReturns(run: Run, wishers: readonly Wisher[], context: Context) {
  const labeled: Labeled[] = []
  const tally = { returns: 0, claims: 0 }
  await phase(run, {
    label: 'Returns',
    items: wishers,
    note: () => `${tally.returns} returns and ${tally.claims} claims in the portal`,
    work: async ({ sale, wish }) => {
      const customer = await context.portal.signIn(sale)
      const { lines } = await customer.get<Bought>('portal order', 'order')
      const line = lines[0]
      if (!line) return
      if (wish.type === 'claim') {
        await claim(run, customer, line.id, wish.reason)
        tally.claims++
        return
      }
      const opened = await openReturn(run, customer, line, wish, context)
      tally.returns++
      if (wish.found === 'not_sent_yet') labeled.push({ sale, return_id: opened.id })
      await handle(run, sale.id, opened, wish, context)
    },
  })
  return { ...tally, labeled }
}

/** Damage is believed, and paid for without anything coming back. */
async function claim(run: Run, customer: Customer, line_id: string, description: string) {
  const body = { type: 'damaged', lines: [{ line_id, quantity: 1 }], description }
  const { id } = await customer.post<{ id: string }>('portal claim', 'claims', body)
  await post(run, 'claim', `/v1/claims/${id}/approve`, { resolution: 'refund' })
}

/** Quoted first: what the customer is shown is what is then decided. */
async function openReturn(
  run: Run,
  customer: Customer,
  line: Bought['lines'][number],
  wish: ReturnWish,
  context: Context,
): Promise<Return> {
  const instead = wish.instead && (await choose(run, customer, line.unit_price, wish, context))
  const resolution = wish.instead && !instead ? 'refund' : wish.resolution
  const body = {
    lines: [{ line_id: line.id, quantity: 1, reason: wish.reason }],
    resolution,
    ...(instead && { exchange_lines: [{ ...instead, quantity: 1 }] }),
  }
  const quoted = await customer.post<{ quote: Return['quote'] }>(
    'portal quote',
    'returns/quote',
    body,
  )
  const opened = await customer.post<Return>('portal return', 'returns', body)
  if (opened.quote.refund !== quoted.quote.refund) {
    run.faults.push(
      `Return ${opened.id} comes to ${opened.quote.refund}; ${quoted.quote.refund} was quoted.`,
    )
  }
  return opened
}

/** Something else that is there; nothing when the shop is sold out. */
async function choose(
  run: Run,
  customer: Customer,
  price: number,
  { instead = 'cheaper' }: ReturnWish,
  { chosen }: Context,
) {
  const { data } = await customer.get<{ data: { sku: string; unit_price: number }[] }>(
    'exchange items',
    'exchange_items',
  )
  const some = data.slice(0, 100)
  const query = new URLSearchParams(some.map(({ sku }) => ['sku', sku]))
  query.set('consistency', 'strong')
  const shelf = await get<{ data: { sku: string; available: number }[] }>(
    run,
    'availability',
    `/v1/availability?${query}`,
  )
  const left = new Map(
    shelf.data.map(({ sku, available }) => [sku, available - (chosen.get(sku) ?? 0)]),
  )
  const choice = chooseInstead(
    some.filter(({ sku }) => (left.get(sku) ?? 0) > 0),
    price,
    instead,
  )
  if (!choice) return undefined
  chosen.set(choice.sku, (chosen.get(choice.sku) ?? 0) + 1)
  return { sku: choice.sku, unit_price: choice.unit_price }
}

/** What the shop does with a return: it approves, waits, inspects, pays, sends what was chosen. */
async function handle(
  run: Run,
  order_id: string,
  { id, lines }: Return,
  { found }: ReturnWish,
  context: Context,
): Promise<void> {
  const path = `/v1/returns/${id}`
  if (found === 'not_answered_yet') return
  if (found === 'declined') {
    await post(run, 'return', `${path}/decline`, { reason: 'Worn, as the photos show' })
    return
  }
  const approved = await post<Return>(run, 'return', `${path}/approve`)
  const [parcel] = approved.parcels
  if (found === 'not_sent_yet' || !parcel) return
  const tracking_number = `1ZR${id.slice(-12)}`.toUpperCase()
  await post(run, 'return', `${path}/ship`, { carrier: 'UPS', tracking_number })
  if ((approved.exchange?.balance ?? 0) > 0) await payBalance(run, order_id, context.told)
  const received = await post<Return>(run, 'return', `${path}/receive`, {
    location_id: parcel.location_id,
    lines: lines.map(({ line_id, quantity }) => ({ line_id, quantity, disposition: found })),
  })
  if (received.status === 'received') await post(run, 'return', `${path}/complete`)
  const in_exchange = approved.exchange?.line_ids ?? []
  if (in_exchange.length > 0) await sendInExchange(run, order_id, in_exchange, context.sent)
}

/** What the new item costs more. */
async function payBalance(run: Run, order_id: string, told: Told): Promise<void> {
  const path = `/v1/orders/${order_id}/payments`
  const card = { gateway: 'test', token: 'tok_ok' }
  const payment = await post<Payment>(run, 'payment', path, card, '-balance')
  told.captured.set(payment.id, payment.captured)
}

async function sendInExchange(
  run: Run,
  order_id: string,
  line_ids: readonly string[],
  sent: Map<string, number>,
): Promise<void> {
  const { fulfillments } = await get<Order>(run, 'read order', `/v1/orders/${order_id}`)
  const isNew = ({ lines }: Fulfillment) => lines.some(({ line_id }) => line_ids.includes(line_id))
  for (const { id } of fulfillments.filter((each) => each.status === 'open' && isNew(each))) {
    await post(run, 'pick', `/v1/fulfillments/${id}/pick`)
    addUnits(sent, await send(run, id, 'in_transit'))
  }
}
