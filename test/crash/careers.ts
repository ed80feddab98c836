// What becomes of an order under crashes: it is paid, sent, refunded and returned, step by step.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Fulfillment, Order, Payment, Refund, Return } from '../races/wire.ts'
import type { Career, Step } from './facts.ts'
import { chance, pick, told, type Visit } from './visit.ts'

/** Part of a capture or a refund: small enough for a second one to go unnoticed by the gateway. */
const PART = 5

/** Its gateway captures, and its first answer never arrives. */
const LOSING = 'tok_ok+capture_lost'

type Ask = <Body>(
  path: string,
  body: object,
  status: number,
  patient?: boolean,
) => Promise<Body | undefined>

/** Pays an order and goes on with it as far as chance has it, or until its client goes away. */
export async function follow(visitor: Visit, order: Order): Promise<void> {
  const { facts } = visitor
  const career: Career = { went_away: false }
  facts.careers.set(order.id, career)
  const ask = asking(visitor, () => {
    career.went_away = true
  })
  const learn = (step: Omit<Step, 'order_id'>) =>
    facts.steps.push({ ...step, order_id: order.id } as Step)
  if (visitor.may_lose_answers && chance(0.25)) {
    career.left_to_job = await payInDoubt(ask, order, learn)
    return
  }
  const captured = await pay(visitor, ask, order, learn)
  if (captured === undefined) return
  if (chance(0.15)) {
    await ask(`/v1/orders/${order.id}/cancel`, { reason: 'changed their mind' }, 200, true)
    facts.orders.set(order.id, { placed: order, is_canceled: true })
    return
  }
  const is_sent = chance(0.8)
  if (is_sent && !(await send(visitor, ask, order, learn))) return
  if (captured === 0) return
  if (chance(0.6) && !(await refund(ask, order, learn))) return
  if (is_sent && chance(0.7)) await sendBack(ask, order, learn)
}

type Learn = (step: Omit<Step, 'order_id'> & Record<string, unknown>) => void

/** Every request has a key of its own and is sent with it until it is answered, or given up. */
function asking({ world, shop, onWait }: Visit, onLeave: () => void): Ask {
  return async <Body>(path: string, body: object, status: number, patient = chance(0.95)) => {
    const key = crypto.randomUUID()
    const post = () => shop.office.post<Body>(path, body, key)
    const answer = await world.settle(post, {
      patient,
      onWait,
      moves_money: /payments|captures|refunds|receive/.test(path),
    })
    if (!answer) {
      onLeave()
      return undefined
    }
    return told(answer, status)
  }
}

/** @returns what was captured; undefined when nobody knows */
async function pay(visitor: Visit, ask: Ask, order: Order, learn: Learn) {
  const { id, total } = order
  const at_once = chance(0.4)
  const card = { gateway: 'test', token: 'tok_ok', capture: at_once }
  const payment = await ask<Payment>(`/v1/orders/${id}/payments`, card, 201)
  if (!payment) return undefined
  const payment_id = payment.id
  learn({ type: 'authorized', payment_id })
  const part = Math.floor(total / PART)
  const parts = pick([[], [total], [part, total - part], [part, part, part, total - 3 * part]])
  let captured = at_once ? await learnCaptured(visitor, id, payment, total, learn) : 0
  for (const amount of at_once ? [] : parts) {
    // In parts: a gateway would refuse to take the whole twice, and hide that it was asked to.
    const after = await ask<Payment>(`/v1/orders/${id}/captures`, { payment_id, amount }, 201)
    if (!after) return undefined
    captured = await learnCaptured(visitor, id, after, captured + amount, learn)
  }
  return captured
}

/** A capture of a part whose answer is lost: a job has to find out that it was made. */
async function payInDoubt(ask: Ask, { id, total }: Order, learn: Learn) {
  const card = { gateway: 'test', token: LOSING, capture: false }
  const payment = await ask<Payment>(`/v1/orders/${id}/payments`, card, 201)
  if (!payment) return undefined
  learn({ type: 'authorized', payment_id: payment.id })
  const part = { payment_id: payment.id, amount: Math.floor(total / PART) }
  const asked = await ask<Payment>(`/v1/orders/${id}/captures`, part, 201)
  return asked && part.amount
}

/** A request that was taken up again may be answered while another one still settles the capture. */
async function learnCaptured(
  { shop, world, onWait }: Visit,
  order_id: string,
  { id: payment_id, ...answered }: Payment,
  expected: number,
  learn: Learn,
): Promise<number> {
  let payment: Omit<Payment, 'id'> | undefined = answered
  while (payment?.operations.some(({ status }) => status === 'pending')) {
    onWait()
    await sleep(1_000)
    const read = () => shop.office.get<Order>(`/v1/orders/${order_id}`)
    const { payments } = told(await world.settle(read, { patient: true, onWait }), 200)
    payment = payments.find(({ id }) => id === payment_id)
  }
  const captured = payment?.captured
  if (captured !== expected) throw new Error(`${payment_id}: ${captured} captured of ${expected}.`)
  learn({ type: 'captured', payment_id, captured })
  return captured
}

async function send({ shop, world, onWait }: Visit, ask: Ask, { id }: Order, learn: Learn) {
  const read = () => shop.office.get<Order>(`/v1/orders/${id}`)
  const { fulfillments } = told(await world.settle(read, { patient: true, onWait }), 200)
  for (const { id: fulfillment_id } of fulfillments) {
    const path = `/v1/fulfillments/${fulfillment_id}`
    const packed = await ask<Fulfillment>(`${path}/pack`, {}, 200)
    const shipped = packed && (await ask<Fulfillment>(`${path}/ship`, { carrier: 'DHL' }, 200))
    if (!shipped) return false
    learn({ type: 'shipped', fulfillment_id })
  }
  return true
}

async function refund(ask: Ask, { id, total }: Order, learn: Learn): Promise<boolean> {
  for (const reason of pick([['late delivery'], ['late delivery', 'torn wrapping']])) {
    const body = { amount: Math.floor(total / PART), reason }
    const done = await ask<Refund>(`/v1/orders/${id}/refunds`, body, 201)
    if (!done) return false
    learn({ type: 'refunded', refund_id: done.id, amount: done.amount })
  }
  return true
}

/** One unit of the first line comes back. */
async function sendBack(ask: Ask, { id, lines }: Order, learn: Learn): Promise<void> {
  const [line] = lines
  if (!line) return
  const wanted = { line_id: line.id, quantity: 1 }
  const wish = { order_id: id, lines: [{ ...wanted, reason: 'too_small' }], resolution: 'refund' }
  const opened = await ask<Return>('/v1/returns', wish, 201)
  const approved = opened && (await ask<Return>(`/v1/returns/${opened.id}/approve`, {}, 200))
  if (!approved) return
  const found = { ...wanted, disposition: pick(['restock', 'restock', 'damaged']) }
  const receipt = { location_id: pick(['berlin', 'paris']), lines: [found] }
  const received = await ask<Return>(`/v1/returns/${approved.id}/receive`, receipt, 200)
  if (received) learn({ type: 'received', return_id: received.id, units: 1 })
}
