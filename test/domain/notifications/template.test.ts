import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import {
  mailedEvents,
  mailedTracking,
  mailFor,
  mailTemplates,
} from '../../../api/domain/notifications/template'

const migration = new URL('../../../db/migrations/0007_portal.sql', import.meta.url)
const trigger =
  readFileSync(migration, 'utf8').split('CREATE TRIGGER events_to_mail_noted')[1] ?? ''
const event = { id: 'evt_1', object_id: 'ful_1', data: {} }

it('the database notes exactly the events that are mailed', () => {
  const noted = [...trigger.matchAll(/'([a-z]+\.[a-z_]+)'/g)].map(([, type]) => type)
  const tracked = [...trigger.matchAll(/'(out_for_delivery|[a-z]*exception)'/g)].map(
    ([, word]) => word,
  )

  expect(noted.sort()).toEqual([...Object.keys(mailedEvents), 'fulfillment.tracked'].sort())
  expect(tracked.sort()).toEqual(Object.keys(mailedTracking).sort())
})

it('every mail has a cause', () => {
  const caused = [...Object.values(mailedEvents), ...Object.values(mailedTracking), 'magic_link']
  expect(caused.sort()).toEqual([...mailTemplates].sort())
})

it.each([
  ['order.placed', {}, { template: 'order_placed', cause_id: 'evt_1' }],
  [
    'fulfillment.tracked',
    { tracking_status: 'out_for_delivery' },
    { template: 'out_for_delivery', cause_id: 'ful_1' },
  ],
  [
    'fulfillment.tracked',
    { tracking_status: 'exception' },
    { template: 'delayed', cause_id: 'ful_1' },
  ],
  ['fulfillment.tracked', { tracking_status: 'in_transit' }, undefined],
  ['fulfillment.tracked', { tracking_status: 'constructor' }, undefined],
  ['order.updated', {}, undefined],
  ['toString', {}, undefined],
])('%s of %j asks for %j', (type, data, mail) => {
  expect(mailFor({ ...event, type, data })).toEqual(mail)
})
