import { expect, it } from 'vitest'
import { approveClaim, openClaim } from '../../../api/domain/claims/decide-claim'
import type { Aggregate } from '../../../api/domain/orders/aggregate'
import { languageOfStatement, withdrawalStatement } from '../../../api/domain/withdrawals/statement'
import { confirmWithdrawal, draftWithdrawal } from '../../../api/domain/withdrawals/withdraw'
import { orderOf } from '../orders/support/aggregate'
import {
  at,
  back,
  DAY,
  deliver,
  delivered,
  deskUnder,
  must,
  NOW,
  pay,
  pinned,
  receive,
  settled,
  totals,
  wishFor,
} from '../returns/support/desk'

const desk = deskUnder({
  restocking_fee_bps: 1_500,
  window_days: 0,
  refund_trigger: 'on_inspection',
})
const german = { placed_country: 'DE' }
const specs = [
  { quantity: 2, unit_price: 1_000 },
  { quantity: 1, unit_price: 500 },
]
const who = { name: 'Ada Lovelace', contact: 'ada@example.com', lines: [] }
const final_sale = (aggregate: Aggregate): Aggregate => ({
  ...aggregate,
  lines: aggregate.lines.map((line) => ({ ...line, final_sale: true, returnable: false })),
})
const confirm = (aggregate: Aggregate, wish = who, day = 1) =>
  confirmWithdrawal(
    aggregate,
    { ...wish, statement: 'I withdraw.' },
    desk.terms,
    desk.context,
    at(day),
  )

it('covers everything that left, final sale or not, after the window for returns', () => {
  const sold = final_sale(delivered(specs, german))
  expect(draftWithdrawal(sold, who, desk.terms, at(14).now)).toEqual({
    ok: true,
    value: {
      lines: [
        { line_id: 'lin_0', quantity: 2 },
        { line_id: 'lin_1', quantity: 1 },
      ],
      unsent: [],
      deadline: Date.UTC(2026, 11, 7, 23, 59, 59, 999),
    },
  })
})

it.each([
  ['on the fifteenth day', {}, who, 15, 'withdrawal_closed'],
  ['where the law grants none', { placed_country: 'US' }, who, 1, 'withdrawal_not_applicable'],
  [
    'of a line of another order',
    {},
    { ...who, lines: [{ line_id: 'lin_9', quantity: 1 }] },
    1,
    'unknown_line',
  ],
  [
    'of more than there is',
    {},
    { ...who, lines: [{ line_id: 'lin_0', quantity: 3 }] },
    1,
    'not_returnable',
  ],
])('refuses %s', (_, change, wish, day, code) => {
  const sold = delivered(specs, { ...german, ...change })
  expect(draftWithdrawal(sold, wish, desk.terms, at(day).now)).toMatchObject({ error: { code } })
})

it('refuses what was returned or withdrawn from already', () => {
  const sold = delivered(specs, german)
  const first = must(confirm(sold)).aggregate
  expect(draftWithdrawal(first, who, desk.terms, at(2).now)).toEqual({
    ok: false,
    error: { code: 'withdrawal_nothing_left' },
  })
})

it('covers all but what the merchant lists as exempt by law', () => {
  const withdrawal = { applies: 'by_country', days: 14, excluded_skus: ['SKU-1'] } as const
  const { terms } = deskUnder({ withdrawal })
  const sold = delivered(specs, german)
  const draft = (lines: { line_id: string; quantity: number }[], days = 1) =>
    draftWithdrawal(sold, { ...who, lines }, terms, at(days).now)
  const [covered, exempt] = [
    { line_id: 'lin_0', quantity: 2 },
    { line_id: 'lin_1', quantity: 1 },
  ]

  expect(draft([])).toMatchObject({ ok: true, value: { lines: [covered] } })
  expect(draft([covered]).ok).toBe(true)
  for (const lines of [[exempt], [covered, exempt]]) {
    expect(draft(lines)).toEqual({
      ok: false,
      error: { code: 'withdrawal_exempt', skus: ['SKU-1'] },
    })
  }
  expect(draft([], 15)).toMatchObject({ error: { code: 'withdrawal_closed' } })
})

it('opens a return that needs no approval and costs no fee', () => {
  const { aggregate, withdrawal, events } = must(confirm(delivered(specs, german)))
  const [ret] = aggregate.returns
  expect(ret).toMatchObject({
    ...{ status: 'approved', origin: 'withdrawal', id: withdrawal.return_id },
    quote: { goods: 2_500, fee: 0, refund: 2_500 },
    policy: { restocking_fee_bps: 0, refund_trigger: 'on_receipt' },
  })
  expect(events.map(({ type }) => type)).toEqual(['return.approved', 'withdrawal.confirmed'])
  expect(JSON.stringify(events)).not.toContain('Ada')
  if (!ret) throw new Error('No return')
  const arrived = receive(aggregate, ret, [back(0, 2), back(1, 1)])
  expect(totals(arrived.aggregate).refunded).toBe(2_500)
})

it('gives the way there back, too, with the last of everything', () => {
  const shipping = { shipping_amount: 490, shipping_tax: 0, total: 2_990 }
  const { aggregate } = must(confirm(delivered(specs, { ...german, ...shipping })))
  const [ret] = aggregate.returns
  if (!ret) throw new Error('No return')
  const first = receive(aggregate, ret, [back(0, 2)])
  expect(totals(first.aggregate).refunded).toBe(2_000)
  const last = receive(first.aggregate, first.ret, [back(1, 1)], at(3))
  expect(totals(last.aggregate).refunded).toBe(2_990)
})

it('stops what has not left, and asks for nothing back of it', () => {
  const sold = pay(orderOf(specs, german))
  const { aggregate, withdrawal } = must(confirm(sold))
  expect(withdrawal).toMatchObject({
    lines: [],
    unsent: [{ quantity: 2 }, { quantity: 1 }],
    return_id: null,
  })
  const stopped = settled(aggregate, at(1))
  expect(stopped.order.status).toBe('on_hold')
  expect(stopped.fulfillments.map(({ status }) => status)).toEqual(['on_hold'])
})

it('has not begun to end while a parcel is on its way', () => {
  const sold = delivered(specs, german)
  const on_its_way = {
    ...sold,
    fulfillments: sold.fulfillments.map((each) => ({
      ...each,
      status: 'shipped' as const,
      milestones: { shipped: NOW - 60 * DAY },
    })),
  }
  expect(draftWithdrawal(on_its_way, who, desk.terms, at(60).now)).toMatchObject({
    ok: true,
    value: { deadline: null },
  })
})

it('is declared in the words of the model form', () => {
  const sold = delivered(specs, german)
  const draft = must(draftWithdrawal(sold, who, desk.terms, at(1).now))
  const about = { merchant: 'Bakery', time_zone: 'Europe/Berlin' }
  expect(withdrawalStatement(sold, who, draft, about)).toBe(
    [
      'To Bakery:',
      'I hereby give notice that I withdraw from my contract of sale of the following goods: 2 × Thing (SKU-0); 1 × Thing (SKU-1).',
      'Order HF-7K3M-9QXT, ordered on 2026-11-23.',
      'Name of the consumer: Ada Lovelace.',
      'Contact: ada@example.com.',
    ].join('\n'),
  )
})

it.each([
  ['de', 'Hiermit widerrufe ich', 'Name des Verbrauchers: Ada Lovelace.'],
  ['fr', 'Je vous notifie par la présente ma rétractation', 'Nom du consommateur : Ada Lovelace.'],
  ['es', 'Por la presente le comunico que desisto', 'Nombre del consumidor: Ada Lovelace.'],
  ['it', 'Con la presente notifico il recesso', 'Nome del consumatore: Ada Lovelace.'],
  ['nl', 'Ik deel u hierbij mede', 'Naam van de consument: Ada Lovelace.'],
  ['ja', 'I hereby give notice', 'Name of the consumer: Ada Lovelace.'],
] as const)('is declared in the language of the law: %s', (language, notice, name) => {
  const sold = delivered(specs, german)
  const draft = must(draftWithdrawal(sold, who, desk.terms, at(1).now))
  const about = { merchant: 'Bakery {name}', time_zone: 'Europe/Berlin', language }
  const statement = withdrawalStatement(sold, who, draft, about)
  const [to, declared, order, ...rest] = statement.split('\n')
  expect(languageOfStatement(statement)).toBe(language === 'ja' ? 'en' : language)
  expect(to).toContain('Bakery {name}')
  expect(declared?.startsWith(notice)).toBe(true)
  expect(declared).toContain('2 × Thing (SKU-0); 1 × Thing (SKU-1).')
  expect(order).toMatch(/HF-7K3M-9QXT.*2026-11-23\.$/)
  expect(rest).toEqual([name, expect.stringContaining('ada@example.com.')])
})

it('leaves a return that is under way alone', () => {
  const opened = deskUnder().opened(delivered(specs, german), wishFor([[0, 1]]))
  const drafted = must(draftWithdrawal(opened.aggregate, who, desk.terms, at(1).now))
  expect(drafted.lines).toEqual([
    { line_id: 'lin_0', quantity: 1 },
    { line_id: 'lin_1', quantity: 1 },
  ])
  expect(must(confirm(opened.aggregate)).aggregate.returns).toHaveLength(2)
})

it('ends for what was sold though something new is sent in exchange, which has its own time', () => {
  const swap = { sku: 'NEW', quantity: 1, unit_price: 1_000, tax: 0 }
  const under = deskUnder({ exchange: { ship: 'cross_ship', never_arrives: 'charge' } })
  const wish = wishFor([[0, 1]], { resolution: 'exchange', exchange_lines: [swap] })
  const swapped = under.opened(delivered(specs, german), wish, at(10)).aggregate
  const line_id = swapped.lines.at(-1)?.id ?? ''
  const draft = (aggregate: Aggregate, day: number) =>
    draftWithdrawal(aggregate, who, under.terms, at(day).now)

  expect(draft(swapped, 15)).toMatchObject({
    ok: true,
    value: { lines: [], unsent: [{ line_id, quantity: 1 }], deadline: null },
  })
  const arrived = deliver(swapped, 20)
  expect(draft(arrived, 34)).toMatchObject({
    ok: true,
    value: { lines: [{ line_id, quantity: 1 }], unsent: [] },
  })
  expect(draft(arrived, 35)).toMatchObject({ error: { code: 'withdrawal_closed' } })
})

it('ends in time though something broken is replaced', () => {
  const sold = delivered(specs, german)
  const damaged = { line_id: 'lin_0', quantity: 1 }
  const claimed = must(
    openClaim(sold, { type: 'damaged', lines: [damaged], description: 'x' }, desk.terms, at(10)),
  )
  const catalog = new Map([
    ['SKU-0', { title: 'Thing', components: [], returnable: true, final_sale: false }],
  ])
  const replaced = must(
    approveClaim(
      claimed.aggregate,
      claimed.claim,
      'replacement',
      { refund_order: desk.context.refund_order, catalog, units: pinned([anotherOf('SKU-0')]) },
      at(11),
    ),
  )
  const late = draftWithdrawal(replaced.aggregate, who, desk.terms, at(15).now)

  expect(late).toMatchObject({ error: { code: 'withdrawal_closed' } })
})
const anotherOf = (sku: string) => ({ sku, quantity: 1, unit_price: 0, tax: 0 })
