import { createHash, timingSafeEqual } from 'node:crypto'
import { domainToASCII } from 'node:url'
import type { MerchantId } from '../../domain/shared/ids'
import { instantToWire } from '../../http/schemas'
import type { Services } from '../../services'
import { normalizeOrderNumber } from './order-number'
import { findOrderByNumber, findShop, listTitles } from './repository'
import type { OrderView } from './schemas'

/** Has no orders: stands in for a merchant that does not exist. */
const NOBODY: MerchantId = 'mer_nobody'

/**
 * What number and e-mail show of an order. Every refusal does the same work: a stranger must not
 * learn which of shop, number and e-mail was wrong, so nothing here returns early.
 */
export async function lookUpOrder(
  { directory, shardFor }: Services,
  slug: string,
  asked: { number: string; email: string },
): Promise<OrderView | undefined> {
  const merchant_id = (await findShop(directory, slug))?.id ?? NOBODY
  const db = shardFor(merchant_id)
  const order = await findOrderByNumber(db, merchant_id, normalizeOrderNumber(asked.number))
  const same = timingSafeEqual(hashEmail(asked.email), hashEmail(order?.email ?? ''))
  if (!order || !same) return undefined

  const { number, status, fulfillment_status, created_at } = order
  const lines = await listTitles(db, merchant_id, order.id)
  return {
    number,
    status,
    fulfillment_status,
    placed_at: instantToWire(created_at),
    lines,
    parcels: [],
  }
}

/** Browsers write the domain of an address in its ASCII form, people and servers may not. */
function hashEmail(email: string): Uint8Array {
  const written = email.trim().normalize('NFC').toLowerCase()
  const domain = written.slice(written.lastIndexOf('@') + 1)
  const name = written.slice(0, written.length - domain.length)
  return createHash('sha256')
    .update(name + (domainToASCII(domain) || domain))
    .digest()
}
