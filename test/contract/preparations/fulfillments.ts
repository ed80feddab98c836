import type { Shop } from '../shop.ts'
import type { Preparation } from './preparation.ts'

/** An order that costs nothing: there is nothing to pay, so its fulfillment is open. */
async function openFulfillment({ call }: Shop, change: object = {}) {
  const order = (await call(
    'placeOrder',
    {},
    { lines: [{ sku: 'TSHIRT-M', quantity: 1, unit_price: 0 }], shipping: undefined, ...change },
  )) as unknown as { lines: { id: string }[]; fulfillments: { id: string }[] }
  const [line] = order.lines
  return { id: order.fulfillments[0]?.id ?? '', line_id: line?.id ?? '' }
}

const open: Preparation = async (shop) => {
  const { id } = await openFulfillment(shop)
  return { parameters: { id } }
}

const shipped =
  (change: object = {}): Preparation =>
  async (shop) => {
    const { id } = await openFulfillment(shop)
    await shop.call('shipFulfillment', { id }, change)
    return { parameters: { id } }
  }

/** Somewhere else that has the stock. */
async function stockElsewhere({ call }: Shop, location_id: string) {
  await call('putLocation', { location_id }, { priority: 9, pickup: true })
  const lines = [{ sku: 'TSHIRT-M', location_id, delta: 100 }]
  await call('adjustInventory', {}, { lines })
}

const toFetch = async (shop: Shop) => {
  await stockElsewhere(shop, 'counter')
  const channel = 'everywhere'
  await shop.call('putChannel', { channel_id: channel }, { location_ids: undefined })
  const delivery = { method: 'pickup', location_id: 'counter' }
  return openFulfillment(shop, { channel, delivery })
}

const pickList = async ({ call }: Shop) => (await call('createPickList')).id ?? ''

export const fulfillments: Record<string, Preparation> = {
  getFulfillment: open,
  acceptFulfillment: open,
  pickFulfillment: open,
  packFulfillment: open,
  shipFulfillment: open,
  cancelFulfillment: open,
  getPackingSlipPdf: open,
  getPackingSlipHtml: open,
  deliverFulfillment: shipped(),
  trackFulfillment: shipped(),
  trackParcel: async (shop) => {
    const tracking_number = 'of-one-parcel-only'
    await shipped({ tracking_number })(shop)
    return { body: { tracking_number } }
  },
  drawPackingSlips: async (shop) => {
    const { id } = await openFulfillment(shop)
    return { body: { fulfillment_ids: [id] } }
  },
  moveFulfillment: async (shop) => {
    await stockElsewhere(shop, 'paris')
    const { id } = await openFulfillment(shop)
    return { parameters: { id }, body: { location_id: 'paris' } }
  },
  rejectFulfillment: async (shop) => {
    await stockElsewhere(shop, 'paris')
    return open(shop)
  },
  shortPickFulfillment: async (shop) => {
    await stockElsewhere(shop, 'paris')
    const { id, line_id } = await openFulfillment(shop)
    // What is damaged is written off by itself: the shelf keeps the rest for other examples.
    const lines = [{ line_id, quantity: 1 }]
    return { parameters: { id }, body: { lines, reason: 'damaged' } }
  },
  readyFulfillment: async (shop) => {
    const { id } = await toFetch(shop)
    return { parameters: { id } }
  },
  pickUpFulfillment: async (shop) => {
    const { id } = await toFetch(shop)
    const { pickup_code: code } = await shop.call('readyFulfillment', { id })
    return { parameters: { id }, body: { code } }
  },
  getPickList: async (shop) => ({ parameters: { id: await pickList(shop) } }),
  scanItem: async (shop) => {
    await openFulfillment(shop)
    return { parameters: { id: await pickList(shop) } }
  },
  finishPickList: async (shop) => {
    await pickList(shop)
    return { parameters: { id: await pickList(shop) } }
  },
}
