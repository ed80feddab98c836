import { expect, it } from 'vitest'
import { back, delivered, deskUnder, receive, wishFor } from './support/desk'

it('takes a parcel for received at another place, once all of it was looked at', () => {
  const rules = [{ skus: ['SKU-1'], location_id: 'hamburg' }]
  const desk = deskUnder({ destinations: { rules, default_location_id: 'berlin' } })
  const sold = delivered([
    { quantity: 1, unit_price: 8_999 },
    { quantity: 2, unit_price: 500 },
  ])
  const opened = desk.opened(
    sold,
    wishFor([
      [0, 1],
      [1, 2],
    ]),
  )
  const states = ({ parcels }: typeof opened.ret) => parcels.map(({ status }) => status)
  const half = receive(opened.aggregate, opened.ret, [back(0, 1), back(1, 1)])
  const whole = receive(half.aggregate, half.ret, [back(1, 1, 'missing')])

  expect([states(half.ret), states(whole.ret)]).toEqual([
    ['received', 'pending'],
    ['received', 'received'],
  ])
})
