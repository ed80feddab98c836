import type { Shop } from '../shop.ts'
import type { Preparation } from './preparation.ts'

interface Paid {
  id: string
  payments: { id: string; next_action: { url: string } | null }[]
}

const place = async ({ call }: Shop, change: object = {}) =>
  (await call('placeOrder', {}, change)) as unknown as Paid
const card = { gateway: 'test', token: 'tok_ok' }

const anyPaidOrder: Preparation = async (shop) => {
  const { id } = await place(shop, { payment: card })
  return { parameters: { id } }
}
const authorized: Preparation = async (shop) => {
  const { id, payments } = await place(shop, { payment: { ...card, capture: false } })
  return { parameters: { id }, body: { payment_id: payments[0]?.id } }
}
const made =
  (operation: string): Preparation =>
  async ({ call }) => {
    const { id = '' } = await call(operation)
    return { parameters: { id } }
  }

export const money: Record<string, Preparation> = {
  payOrder: async (shop) => ({ parameters: { id: (await place(shop)).id } }),
  capturePayment: authorized,
  voidPayment: authorized,
  refundOrder: anyPaidOrder,
  previewRefund: anyPaidOrder,
  retryRefund: async (shop) => {
    const { id } = await place(shop, { payment: { ...card, token: 'tok_ok+refund_refused' } })
    const { id: refund_id = '' } = await shop.call('refundOrder', { id })
    return { parameters: { id, refund_id } }
  },
  getStoreCredit: made('issueStoreCredit'),
  listStoreCreditEntries: made('issueStoreCredit'),
  getGiftCard: made('issueGiftCard'),
  disableGiftCard: made('issueGiftCard'),
  authenticateTestPayment: async (shop) => {
    const { payments } = await place(shop, { payment: { ...card, token: 'tok_3ds' } })
    return { parameters: { reference: payments[0]?.next_action?.url.split('/').at(-1) ?? '' } }
  },
}
