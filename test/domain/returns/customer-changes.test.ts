import { expect, it } from 'vitest'
import type { FulfillmentState } from '../../../api/domain/fulfillments/fulfillment'
import { checkCustomerChange } from '../../../api/domain/returns/customer-changes'
import { defaultPolicy } from '../../../api/domain/returns/policy'
import { orderOf, worked } from '../orders/support/aggregate'

const sold = orderOf([{ quantity: 2, at: { berlin: 1, paris: 1 } }])
const [berlin, paris] = sold.fulfillments

it.each([
  ['open', undefined],
  ['accepted', undefined],
  ['picking', 'picking_started'],
  ['packed', 'picking_started'],
  ['shipped', 'picking_started'],
  ['ready_for_pickup', 'picking_started'],
] as [FulfillmentState, string | undefined][])('while it is %s: %s', (status, code) => {
  for (const change of ['cancel', 'address'] as const) {
    const checked = checkCustomerChange(change, worked(sold, status), defaultPolicy)
    expect(checked.ok ? undefined : checked.error.code).toBe(code)
  }
})

it('names what is being worked on, also when it was put on hold since', () => {
  if (!berlin || !paris) throw new Error('No fulfillments')
  const held = { ...berlin, status: 'on_hold' as const, held_from: 'picking' as const }
  const fulfillments = [held, { ...paris, status: 'on_hold' as const, held_from: 'open' as const }]
  expect(checkCustomerChange('cancel', { fulfillments }, defaultPolicy)).toEqual({
    ok: false,
    error: { code: 'picking_started', fulfillments: [berlin.id] },
  })
})

it('is for the policy to offer, each by itself', () => {
  const policy = { customer_changes: { cancel: false, address: true } }
  expect(checkCustomerChange('cancel', sold, policy)).toMatchObject({
    error: { code: 'change_not_offered' },
  })
  expect(checkCustomerChange('address', sold, policy).ok).toBe(true)
})
