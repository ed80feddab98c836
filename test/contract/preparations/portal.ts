import { mailedToken, type Shop, signIn } from '../shop.ts'
import type { Preparation } from './preparation.ts'
import { photo, sent } from './returns.ts'

/** A customer of an order of their own. */
const ofOrder: Preparation = async (shop) => {
  const order = await shop.call('placeOrder')
  return { headers: { cookie: await signIn(shop, order) } }
}

/** A customer whose order has left, and what they say of it; refused where nothing is sent. */
const ofSentOrder =
  (say: (line_id: string | undefined) => object): Preparation =>
  async (shop) => {
    const placed = await sent(shop)
    if (!placed) return { ...(await ofOrder(shop)), status: 422 }
    const cookie = await signIn(shop, await numbered(shop, placed.id))
    return { headers: { cookie }, body: say(placed.lines[0]?.id) }
  }

async function numbered({ ask, merchant }: Shop, id: string) {
  const answer = await ask('GET', `/v1/orders/${id}`, { key: merchant.secret_key })
  return (await answer.json()) as { id: string; number: string }
}

const ofReturn =
  (...verbs: string[]): Preparation =>
  async (shop) => {
    const placed = await sent(shop)
    if (!placed) return { ...(await ofOrder(shop)), parameters: { id: 'ret_none' }, status: 404 }
    const lines = [{ line_id: placed.lines[0]?.id, quantity: 1, reason: 'too_small' }]
    const { id = '' } = await shop.call('openReturn', {}, { order_id: placed.id, lines })
    for (const verb of verbs) await shop.call(verb, { id })
    const cookie = await signIn(shop, await numbered(shop, placed.id))
    return { parameters: { id }, headers: { cookie } }
  }

const ofClaim: Preparation = async (shop) => {
  const placed = await sent(shop)
  if (!placed) {
    return { ...(await ofOrder(shop)), parameters: { id: 'clm_none' }, upload: photo, status: 404 }
  }
  const lines = [{ line_id: placed.lines[0]?.id, quantity: 1 }]
  const { id = '' } = await shop.call('openClaim', {}, { order_id: placed.id, lines })
  const cookie = await signIn(shop, await numbered(shop, placed.id))
  return { parameters: { id }, headers: { cookie }, upload: photo }
}

const ofWithdrawal: Preparation = async (shop) => {
  const order = await shop.call('placeOrder')
  const { id = '' } = await shop.call('withdraw', {}, { order_id: order.id, confirm: true })
  return { parameters: { id }, headers: { cookie: await signIn(shop, order) } }
}

const themed: Preparation = async ({ call }) => {
  const logo = Buffer.from(photo.bytes).toString('base64')
  await call('putTheme', {}, { logo })
  return {}
}

export const portal: Record<string, Preparation> = {
  openSession: async (shop) => {
    const order = await shop.call('placeOrder')
    return { body: { token: await mailedToken(shop, order) } }
  },
  endSession: ofOrder,
  getCustomerOrder: ofOrder,
  cancelCustomerOrder: ofOrder,
  changeCustomerAddress: ofOrder,
  listExchangeItems: ofOrder,
  quoteCustomerReturn: ofOrder,
  openCustomerReturn: ofSentOrder((line_id) => ({
    lines: [{ line_id, quantity: 1, reason: 'too_small' }],
  })),
  getCustomerReturn: ofReturn(),
  cancelCustomerReturn: ofReturn(),
  addCustomerReturnPhoto: async (shop) => ({ ...(await ofReturn()(shop)), upload: photo }),
  getCustomerLabel: ofReturn('approveReturn'),
  openCustomerClaim: ofSentOrder((line_id) => ({ lines: [{ line_id, quantity: 1 }] })),
  addCustomerClaimPhoto: ofClaim,
  withdrawAsCustomer: ofOrder,
  getCustomerAcknowledgement: ofWithdrawal,
  getTheme: themed,
  getLogo: themed,
}
