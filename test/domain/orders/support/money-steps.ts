/** What people and gateways do to the money of an order, by name; and what changes its price. */
import { expirePickup } from '../../../../api/domain/fulfillments/pickup'
import type { Aggregate, At, Change } from '../../../../api/domain/orders/aggregate'
import { replaceById, unchanged } from '../../../../api/domain/orders/aggregate'
import { cancelLines, cancelOrder } from '../../../../api/domain/orders/cancel-order'
import { editOrder, nothingAdded } from '../../../../api/domain/orders/edit-order'
import { addPayment } from '../../../../api/domain/payments/add-payment'
import { applyAnswer } from '../../../../api/domain/payments/apply-answer'
import { capturePayment } from '../../../../api/domain/payments/capture-payment'
import { giveBack } from '../../../../api/domain/payments/give-back'
import { requestVoid } from '../../../../api/domain/payments/operate'
import { refundByHand } from '../../../../api/domain/refunds/refund-by-hand'
import { refundOrder, retryRefund } from '../../../../api/domain/refunds/refund-order'
import { refundableOrder } from '../../../../api/domain/refunds/refundable'
import { defaultRefundOrder } from '../../../../api/domain/refunds/split-tenders'
import { MS_PER_DAY } from '../../../../api/domain/shared/time'
import type { Life } from '../../fulfillments/support/life'
import { type Luck, why } from '../../fulfillments/support/steps'
import type { Fate, Gateways } from '../../payments/support/world'

export type GatewayFate = Fate | 'refused'
type Decided = { ok: true; value: Change } | { ok: false; error: { code: string } }
type Step = (life: Life, luck: Luck, gateways: Gateways, work: string | undefined) => void

/** An item of a list, whichever the numbers say. */
const some = <Item>(items: readonly Item[], { which }: Luck): Item | undefined =>
  items[which % Math.max(1, items.length)]

/** A change of what the order costs, with what it means for its money. */
const reprice = (life: Life, decide: (aggregate: Aggregate, at: At) => Decided) =>
  life.change((before, _units, at) => {
    const decided = decide(before, at)
    return decided.ok ? giveBack(before, decided.value, 'test', defaultRefundOrder, at) : decided
  })

const nothing = { lines: [], shipping: 0, amount: 0, reason: 'test', restock: [] } as const
const wish = { ...nothing, destination: 'original' } as const
const tender = { gateway: 'test', token: null, reference: null } as const

export const moneySteps: Record<string, Step> = {
  pay: (life, { line }) =>
    life.change((order, _u, at) => addPayment(order, { ...tender, capture: line > 0 }, at)),
  pay_part: (life, { which, line }) => {
    const part = { ...tender, amount: 1 + which * 100, capture: line > 0 }
    life.change((order, _u, at) => addPayment(order, part, at))
  },
  capture: (life, luck) => {
    const payment_id = some(life.read().payments, luck)?.id ?? ''
    const amount = luck.line > 1 ? luck.which * 111 + 1 : undefined
    life.change((order, _u, at) => capturePayment(order, { payment_id, amount }, at))
  },
  void: (life, luck) => {
    const payment = some(life.read().payments, luck)
    if (!payment) return
    life.change((order, _u, at) => {
      const payments = replaceById(order.payments, requestVoid(payment, false, at))
      return { ok: true, value: unchanged({ ...order, payments }) }
    })
  },
  goodwill: (life, { which }) =>
    life.change((order, _u, at) =>
      refundByHand(order, { ...wish, amount: 1 + which * 37 }, defaultRefundOrder, at),
    ),
  refund_units: (life, { line, units: quantity, place, which }) => {
    const line_id = `lin_${line % 3}` as const
    const back = { line_id, quantity, location_id: place, disposition: 'restock' }
    const asked = { lines: [{ line_id, quantity }], restock: which % 2 === 0 ? [back] : [] }
    life.change((order, _u, at) =>
      refundByHand(order, { ...wish, ...asked }, defaultRefundOrder, at),
    )
  },
  send_again: (life, luck) => {
    const refund_id = some(life.read().refunds, luck)?.id ?? ''
    life.change((order, _u, at) => retryRefund(order, refund_id, undefined, at))
  },
  edit_units: (life, { line, units: quantity }) => {
    const remove = [{ line_id: `lin_${line % 3}` as const, quantity }]
    reprice(life, (order, at) =>
      editOrder(order, { remove, prices: [], shipping_address: undefined }, nothingAdded, at),
    )
  },
  edit_price: (life, { line, which }) => {
    const prices = [{ line_id: `lin_${line % 3}` as const, unit_price: which * 123 }]
    reprice(life, (order, at) =>
      editOrder(order, { remove: [], prices, shipping_address: undefined }, nothingAdded, at),
    )
  },
  cancel_units: (life, { line, units: quantity }) => {
    const gone = [{ line_id: `lin_${line % 3}` as const, quantity }]
    reprice(life, (order, at) => cancelLines(order, gone, why, at))
  },
  cancel_order: (life) => reprice(life, (order, at) => cancelOrder(order, why, at)),
  expire: (life, _luck, _gateways, work) => {
    if (!work) return
    life.later(8 * MS_PER_DAY)
    reprice(life, (order, at) => expirePickup(order, work as `ful_${string}`, at))
  },
  send: (life, { which, line, units }, gateways) => {
    const fates: GatewayFate[] = ['answered', 'lost before', 'answered', 'lost after']
    const more: GatewayFate[] = ['answered', 'answered twice', 'refused', 'answered']
    const all = [...fates, ...more]
    send(life, gateways, [all[which % 8] ?? 'answered', all[(line + units) % 8] ?? 'answered'])
  },
}

/** What is pending goes to its gateway, each with its fate; `seen` counts the calls. */
export function send(
  life: Life,
  gateways: Gateways,
  fates: readonly GatewayFate[] | ((call: number) => GatewayFate),
  first = 0,
): number {
  const pending = life
    .read()
    .payments.flatMap((payment) =>
      payment.operations.flatMap((operation) =>
        operation.status === 'pending' ? [{ payment, operation }] : [],
      ),
    )
  for (const [index, { payment, operation }] of pending.entries()) {
    const fate =
      typeof fates === 'function'
        ? fates(first + index)
        : (fates[index % fates.length] ?? 'answered')
    if (fate === 'lost before') continue
    const answer = gateways.ask(payment, operation, fate === 'refused')
    if (fate === 'lost after') continue
    const answered = { payment_id: payment.id, operation_id: operation.id, multicapture: true }
    for (let time = fate === 'answered twice' ? 2 : 1; time > 0; time--) {
      life.change((order, _u, at) => ({
        ok: true,
        value: applyAnswer(order, { ...answered, answer }, at),
      }))
    }
  }
  return first + pending.length
}

export const isOpen = (life: Life): boolean =>
  life
    .read()
    .payments.some(({ operations }) => operations.some(({ status }) => status === 'pending'))

/** What a refused refund could not give back because another took of it goes back by hand. */
export function giveBackTheRest(life: Life, gateways: Gateways): void {
  const { captured, refunded } = refundableOrder(life.read())
  const rest = { ...wish, amount: captured - refunded }
  life.change((order, _u, at) => refundOrder(order, rest, defaultRefundOrder, at))
  while (isOpen(life)) send(life, gateways, ['answered'])
}

/** Nothing is on its way any more, and what was refused was sent again. */
export function settleAll(life: Life, gateways: Gateways): void {
  for (let round = 0; round < 20; round++) {
    while (isOpen(life)) send(life, gateways, ['answered'])
    const refused = life.read().refunds.filter(({ status }) => status === 'failed')
    if (refused.length === 0) return
    // The last one gives back all there is: one before it may find nothing left.
    for (const { id } of refused.toReversed()) {
      life.change((order, _u, at) => retryRefund(order, id, undefined, at))
    }
    if (!isOpen(life)) return
  }
}
