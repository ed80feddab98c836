import type { Preparation } from './preparation.ts'

/** An order of its own, held for a reason. */
export const orders: Record<string, Preparation> = {
  releaseOrder: async ({ call }) => {
    const { id = '' } = await call('placeOrder')
    const { id: hold_id } = await call('holdOrder', { id })
    return { parameters: { id }, body: { hold_id } }
  },
}
