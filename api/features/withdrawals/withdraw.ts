import type { z } from '@hono/zod-openapi'
import type { Language } from '../../domain/notifications/language'
import type { Change } from '../../domain/orders/aggregate'
import { paperText } from '../../domain/papers/text/text'
import type { MerchantId, OrderId } from '../../domain/shared/ids'
import { languageOfStatement, withdrawalStatement } from '../../domain/withdrawals/statement'
import { confirmWithdrawal, draftWithdrawal } from '../../domain/withdrawals/withdraw'
import type { Withdrawal } from '../../domain/withdrawals/withdrawal'
import type { Asked } from '../../http/idempotency'
import { orThrow, Problem } from '../../http/problem'
import { instantToWire } from '../../http/schemas'
import type { Services } from '../../services'
import { type Changed, changeOrder } from '../orders/change-order'
import { findOrder } from '../orders/repository'
import { loadContext } from '../returns/return-context'
import { sendMoney } from '../returns/send-money'
import { findWithdrawal } from './repository'
import type { WithdrawalSchema, WithdrawalWishBody } from './schemas'

export type WireWithdrawal = z.output<typeof WithdrawalSchema>

export interface WithdrawalRequest extends Asked {
  merchant_id: MerchantId
  order_id: OrderId
  wish: WithdrawalWishBody
  /** Of who declares it. */
  language?: Language | undefined
}

/**
 * The two steps of a withdrawal: without `confirm` it shows what would be declared and changes
 * nothing; with it the declaration is made, kept to the letter, and acknowledged.
 */
export async function withdraw(
  services: Services,
  {
    merchant_id,
    order_id,
    request,
    actor,
    wish: { confirm, ...wish },
    language,
  }: WithdrawalRequest,
): Promise<Changed<WireWithdrawal>> {
  const context = await loadContext(services, merchant_id, order_id)
  const { name: merchant, time_zone } = context.merchant
  const about = { merchant, time_zone, language }
  if (!confirm) {
    const aggregate = await findOrder(services.shardFor(merchant_id), merchant_id, order_id)
    if (!aggregate) throw new Problem('not_found')
    const now = services.now()
    const draft = orThrow(draftWithdrawal(aggregate, wish, context.terms(aggregate), now))
    const statement = withdrawalStatement(aggregate, wish, draft, about)
    return { status: 200, body: toDraft(order_id, wish, draft, statement, now), ...notRecorded }
  }
  const money = sendMoney(services, { merchant_id, order_id })
  const changed = await changeOrder<Change & { withdrawal: Withdrawal }, WireWithdrawal>(services, {
    ...{ merchant_id, order_id, request, actor },
    decide: (aggregate, at) => {
      const terms = context.terms(aggregate)
      const draft = draftWithdrawal(aggregate, wish, terms, at.now)
      if (!draft.ok) return draft
      const statement = withdrawalStatement(aggregate, wish, draft.value, about)
      const approval = context.approval(aggregate, at.now)
      const declared = { ...wish, statement }
      return money.note(aggregate, confirmWithdrawal(aggregate, declared, terms, approval, at))
    },
    answer: ({ withdrawal }) => ({ status: 201, body: toWithdrawal(withdrawal) }),
  })
  await money.send()
  return changed
}

const notRecorded = { replayed: false, skus: [] }

const toDraft = (
  order_id: OrderId,
  { name, contact }: Pick<WithdrawalWishBody, 'name' | 'contact'>,
  draft: Pick<Withdrawal, 'lines' | 'unsent' | 'deadline'>,
  statement: string,
  now: number,
): WireWithdrawal => ({
  ...{ id: null, order_id, status: 'draft', name, contact, statement },
  ...{ lines: [...draft.lines], unsent: [...draft.unsent], return_id: null },
  deadline: draft.deadline === null ? null : instantToWire(draft.deadline),
  ...{ acknowledgement: null, version: 1, created_at: instantToWire(now) },
})

export const toWithdrawal = (each: Withdrawal): WireWithdrawal => ({
  ...{ id: each.id, order_id: each.order_id, status: each.status },
  ...{ name: each.name, contact: each.contact, statement: each.statement },
  ...{ lines: [...each.lines], unsent: [...each.unsent], return_id: each.return_id },
  deadline: each.deadline === null ? null : instantToWire(each.deadline),
  acknowledgement: `/v1/withdrawals/${each.id}/acknowledgement.pdf`,
  version: each.version,
  created_at: instantToWire(each.created_at),
})

/** The acknowledgement to keep: content, date and time (art. 11a (4)). Always the same bytes. */
export async function acknowledgementPdf(
  services: Services,
  wanted: { merchant_id: MerchantId; withdrawal_id: string; order_id?: OrderId },
): Promise<{ bytes: Uint8Array; filename: string }> {
  const { merchant_id, withdrawal_id, order_id } = wanted
  const found = await findWithdrawal(services.shardFor(merchant_id), merchant_id, withdrawal_id)
  if (!found || (order_id !== undefined && found.order_id !== order_id)) {
    throw new Problem('not_found')
  }
  const { drawStatement } = await import('../../adapters/documents/statement')
  // The paper speaks the language of what was declared.
  const language = languageOfStatement(found.statement)
  const bytes = await drawStatement({
    title: paperText(language, 'acknowledgement'),
    facts: [
      [paperText(language, 'reference'), found.id],
      [paperText(language, 'received'), `${instantToWire(found.created_at)} (UTC)`],
    ],
    blocks: [{ heading: paperText(language, 'declared'), lines: found.statement.split('\n') }],
    created_at: found.created_at,
  })
  return { bytes, filename: `withdrawal-${found.id}.pdf` }
}
