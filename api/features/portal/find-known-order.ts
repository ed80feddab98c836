import { createHash, timingSafeEqual } from 'node:crypto'
import { domainToASCII } from 'node:url'
import type { MerchantId } from '../../domain/shared/ids'
import type { Services } from '../../services'
import { normalizeOrderNumber } from './order-number'
import { findOrderByNumber, findShop } from './repository'

/** Has no orders: stands in for a merchant that does not exist. */
const NOBODY: MerchantId = 'mer_nobody'

export interface Asked {
  number: string
  email: string
}

/** Whose order is asked for; every shop is somebody, and every text is a number. */
export async function readAsked({ directory }: Services, slug: string, { number }: Asked) {
  const shop = await findShop(directory, slug)
  return { shop, merchant_id: shop?.id ?? NOBODY, number: normalizeOrderNumber(number) }
}

/**
 * The order that number and e-mail name together. Every miss does the same work: a stranger must
 * not learn which of shop, number and e-mail was wrong, so nothing here returns early.
 */
export async function findKnownOrder(
  { shardFor }: Services,
  { merchant_id, number }: { merchant_id: MerchantId; number: string },
  email: string,
) {
  const order = await findOrderByNumber(shardFor(merchant_id), merchant_id, number)
  const same = timingSafeEqual(hashEmail(email), hashEmail(order?.email ?? ''))
  return order && same ? order : undefined
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
