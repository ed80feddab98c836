/** An order, its gateways and the wire between them: what is asked may be lost, before or after. */
import { type Charge, openCharge, operate } from '../../../../api/adapters/payments/test/charge'
import type { Aggregate, At, Change } from '../../../../api/domain/orders/aggregate'
import { derive } from '../../../../api/domain/orders/derive'
import { applyAnswer } from '../../../../api/domain/payments/apply-answer'
import type { Payment, PaymentOperation } from '../../../../api/domain/payments/payment'
import type { GatewayAnswer } from '../../../../api/domain/payments/resolve'
import { at, NOW } from '../../orders/support/aggregate'

export type Fate = 'answered' | 'lost before' | 'lost after' | 'answered twice'

/** Counted by what gateways did, and by nothing that the order says. */
export interface Tally {
  captured: number
  refunded: number
}

/** What is on the other end of the wire. */
export class Gateways {
  readonly #charges = new Map<string, Charge>()
  readonly #answers = new Map<string, GatewayAnswer>()

  /** By key: the same one is answered again, and does nothing again. */
  ask(payment: Payment, operation: PaymentOperation, is_refused = false): GatewayAnswer {
    const known = this.#answers.get(operation.idempotency_key)
    if (known) return known
    const charge = this.#charges.get(payment.id)
    const token = { outcome: 'authorized', ignores_void: false, faults: [] } as const
    const decided = charge
      ? operate(charge, operation)
      : openCharge(token, operation.amount, `tch_${payment.id}`)
    const answer = is_refused ? ({ status: 'failed', error: 'refused' } as const) : decided.answer
    if (!is_refused) this.#charges.set(payment.id, decided.charge)
    this.#answers.set(operation.idempotency_key, answer)
    return answer
  }

  tally(): Tally {
    const charges = [...this.#charges.values()]
    const sum = (amount: (charge: Charge) => number) =>
      charges.reduce((all, charge) => all + amount(charge), 0)
    return { captured: sum(({ captured }) => captured), refunded: sum(({ refunded }) => refunded) }
  }
}

export class World {
  aggregate: Aggregate
  readonly at: At = at(NOW)
  readonly #gateways = new Gateways()

  constructor(aggregate: Aggregate) {
    this.aggregate = aggregate
  }

  /** A decision, if the rules allow it, and what follows from it. */
  decide<Decided extends Change>(
    decision: (aggregate: Aggregate, at: At) => { ok: true; value: Decided } | { ok: false },
  ): Decided | undefined {
    const decided = decision(this.aggregate, this.at)
    if (!decided.ok) return undefined
    this.aggregate = derive(decided.value.aggregate, NOW)
    return decided.value
  }

  pending(): { payment: Payment; operation: PaymentOperation }[] {
    return this.aggregate.payments.flatMap((payment) =>
      payment.operations
        .filter(({ status }) => status === 'pending')
        .map((operation) => ({ payment, operation })),
    )
  }

  /** The oldest pending operations go to their gateways, each with its fate. */
  send(fates: readonly Fate[]): void {
    for (const [index, { payment, operation }] of this.pending().entries()) {
      const fate = fates[index % fates.length] ?? 'answered'
      if (fate === 'lost before') continue
      const answer = this.#gateways.ask(payment, operation)
      if (fate === 'lost after') continue
      this.#write(payment.id, operation.id, answer)
      if (fate === 'answered twice') this.#write(payment.id, operation.id, answer)
    }
  }

  /** Nothing is on its way any more. */
  settle(): void {
    for (let round = 0; this.pending().length > 0 && round < 20; round++) this.send(['answered'])
  }

  tally = () => this.#gateways.tally()

  #write(payment_id: string, operation_id: string, answer: GatewayAnswer): void {
    const answered = { payment_id, operation_id, answer, multicapture: true }
    const { aggregate } = applyAnswer(this.aggregate, answered, this.at)
    this.aggregate = derive(aggregate, NOW)
  }
}
