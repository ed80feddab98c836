import type { MerchantId } from '../../domain/shared/ids'
import type { Services } from '../../services'
import { hashEmail } from './hash-email'
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
  const asked = await hashEmail(email)
  const known = await hashEmail(order?.email ?? '')
  const same = crypto.subtle.timingSafeEqual(asked, known)
  return order && same ? order : undefined
}
