import type { z } from '@hono/zod-openapi'
import { draftReturn, eligibility } from '../../domain/returns/open-return'
import { orThrow, Problem } from '../../http/problem'
import { instantToWire } from '../../http/schemas'
import type { Services } from '../../services'
import { findOrder } from '../orders/repository'
import { type ReturnRequest, toWish } from './open-return'
import { loadContext } from './return-context'
import type { QuotedReturnSchema } from './schemas'
import { toExchange, toQuote } from './wire'

/** What may be returned of an order, and what the return that is asked for would come to. */
export async function quoteReturn(
  services: Services,
  { merchant_id, order_id, wish: body }: ReturnRequest,
): Promise<z.output<typeof QuotedReturnSchema>> {
  const [context, aggregate] = await Promise.all([
    loadContext(services, merchant_id, order_id),
    findOrder(services.shardFor(merchant_id), merchant_id, order_id),
  ])
  if (!aggregate) throw new Problem('not_found')
  const terms = context.terms(aggregate)
  const at = { now: services.now(), newId: services.newId }
  const drafted =
    body.lines.length > 0 ? orThrow(draftReturn(aggregate, toWish(body), terms, at)) : undefined
  return {
    lines: eligibility(aggregate, terms, at.now).map(({ deadline, ...line }) => ({
      ...line,
      deadline: deadline === null ? null : instantToWire(deadline),
    })),
    resolutions: [...terms.frozen.policy.resolutions],
    quote: drafted ? toQuote(drafted.quote) : null,
    exchange: drafted?.exchange ? toExchange(drafted.exchange) : null,
    parcels: drafted?.parcels.length ?? 0,
  }
}
