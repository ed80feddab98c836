import { Buffer } from 'node:buffer'
import type { Shop } from '../shop.ts'
import type { Preparation } from './preparation.ts'

type Prepared = Awaited<ReturnType<Preparation>>

export interface Placed {
  id: string
  lines: { id: string }[]
  fulfillments: { id: string }[]
}

/** An order that was paid and has left; undefined from a server that sends nothing. */
export async function sent({ call, ask, merchant, operations }: Shop): Promise<Placed | undefined> {
  if (!operations.some(({ name }) => name === 'shipFulfillment')) return undefined
  const payment = { gateway: 'test', token: 'tok_ok' }
  const { id = '' } = await call('placeOrder', {}, { payment })
  const read = await ask('GET', `/v1/orders/${id}`, { key: merchant.secret_key })
  const placed = (await read.json()) as Placed
  for (const each of placed.fulfillments) await call('shipFulfillment', { id: each.id }, noLines)
  return placed
}
const noLines = { lines: undefined }

const wish = ({ id, lines }: Placed) => ({
  order_id: id,
  lines: [{ line_id: lines[0]?.id, quantity: 1, reason: 'too_small' }],
})
const claimOf = ({ id, lines }: Placed) => ({
  order_id: id,
  lines: [{ line_id: lines[0]?.id, quantity: 1 }],
})

/** The example with a real order in it; of nothing that was sent, nothing can be returned. */
const ofSentOrder =
  (body: (placed: Placed) => object): Preparation =>
  async (shop) => {
    const placed = await sent(shop)
    return placed ? { body: body(placed) } : { status: 404 }
  }

/** A return that went through some verbs. */
const returned =
  (...verbs: string[]): Preparation =>
  async (shop) => {
    const placed = await sent(shop)
    if (!placed) return { parameters: { id: 'ret_none' }, status: 404 }
    const { id = '' } = await shop.call('openReturn', {}, wish(placed))
    const lines = [{ line_id: placed.lines[0]?.id, quantity: 1, disposition: 'restock' }]
    const own: Record<string, object> = { receiveReturn: { lines } }
    for (const verb of verbs) await shop.call(verb, { id }, own[verb])
    return { parameters: { id }, body: verbs.length === 1 ? own.receiveReturn : {} }
  }

const claimed: Preparation = async (shop) => {
  const placed = await sent(shop)
  if (!placed) return { parameters: { id: 'clm_none' }, status: 404 }
  const { id = '' } = await shop.call('openClaim', {}, claimOf(placed))
  return { parameters: { id } }
}

export const photo = {
  type: 'image/png',
  bytes: new Uint8Array(
    Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    ),
  ),
}

async function photographed(shop: Shop, noun: string, prepared: Prepared): Promise<Prepared> {
  const { id = '' } = prepared.parameters ?? {}
  if (prepared.status) return { ...prepared, parameters: { id, photo_id: 'none' } }
  const added = await shop.ask('POST', `/v1/${noun}/${id}/photos`, {
    key: shop.merchant.secret_key,
    headers: { 'content-type': photo.type },
    body: photo.bytes,
  })
  const { photos } = (await added.json()) as { photos: { id: string }[] }
  return { parameters: { id, photo_id: photos[0]?.id ?? '' } }
}

/** More arrives than was asked for. */
const surplus: Preparation = async (shop) => {
  const placed = await sent(shop)
  if (!placed) return { parameters: { id: 'rex_none' }, status: 404 }
  const { id = '' } = await shop.call('openReturn', {}, wish(placed))
  await shop.call('approveReturn', { id })
  const lines = [{ line_id: placed.lines[0]?.id, quantity: 2, disposition: 'restock' }]
  await shop.call('receiveReturn', { id }, { lines })
  const answer = await shop.ask('GET', '/v1/return_exceptions', { key: shop.merchant.secret_key })
  const { data } = (await answer.json()) as { data: { id: string }[] }
  return { parameters: { id: data[0]?.id ?? '' } }
}

/** Nothing has to be sent to withdraw. */
const withdrawing: Preparation = async ({ call }) => {
  const { id } = await call('placeOrder')
  return { body: { order_id: id } }
}
const withdrawn: Preparation = async ({ call }) => {
  const { id: order_id } = await call('placeOrder')
  const { id = '' } = await call('withdraw', {}, { order_id, confirm: true })
  return { parameters: { id } }
}

const credited: Preparation = async (shop) => {
  const payment = { gateway: 'test', token: 'tok_ok' }
  const { id = '' } = await shop.call('placeOrder', {}, { payment })
  await shop.call('refundOrder', { id }, { lines: undefined, shipping: undefined, amount: 1 })
  const answer = await shop.ask('GET', '/v1/credit_notes', { key: shop.merchant.secret_key })
  const { data } = (await answer.json()) as { data: { id: string }[] }
  return { parameters: { id: data[0]?.id ?? '' } }
}

export const returns: Record<string, Preparation> = {
  quoteReturn: async ({ call }) => {
    const { id } = await call('placeOrder')
    return { body: { order_id: id } }
  },
  openReturn: ofSentOrder(wish),
  getReturn: returned(),
  getReturnLabel: returned('approveReturn'),
  approveReturn: returned(),
  declineReturn: returned(),
  cancelReturn: returned('approveReturn', 'shipReturn'),
  shipReturn: async (shop) => ({ ...(await returned('approveReturn')(shop)), body: {} }),
  receiveReturn: returned('approveReturn'),
  completeReturn: returned('approveReturn', 'receiveReturn'),
  resolveReturnException: surplus,
  openClaim: ofSentOrder(claimOf),
  getClaim: claimed,
  approveClaim: claimed,
  declineClaim: claimed,
  cancelClaim: claimed,
  addReturnPhoto: async (shop) => ({ ...(await returned()(shop)), upload: photo }),
  getReturnPhoto: async (shop) => photographed(shop, 'returns', await returned()(shop)),
  addClaimPhoto: async (shop) => ({ ...(await claimed(shop)), upload: photo }),
  getClaimPhoto: async (shop) => photographed(shop, 'claims', await claimed(shop)),
  withdraw: withdrawing,
  getWithdrawal: withdrawn,
  getWithdrawalAcknowledgement: withdrawn,
  getCreditNote: credited,
  getCreditNoteDocument: credited,
  getReturnPolicy: async ({ call }) => {
    await call('putReturnPolicy', { market: 'default' })
    return { parameters: { market: 'default' } }
  },
  putReturnPolicy: async () => ({ parameters: { market: 'default' } }),
}
