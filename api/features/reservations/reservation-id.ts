import { digest, sign, verify } from '../../http/digest'

/**
 * What a reservation's id carries, signed, so that D1 stays off its path: the reservation inside
 * the stock objects, the SKU whose object keeps the whole cart, and what was held.
 */
export interface ReservationToken {
  /** The id inside the stock objects: the request's key and the number of the try. */
  reservation_id: string
  /** The SKU whose object remembers the whole cart. */
  home: string
  /** Of the SKUs and quantities held: an order must want the same. */
  contents: string
}

const prefix = 'rsv_'

export function encodeReservationId(
  secret: string,
  merchant_id: string,
  { reservation_id, home, contents }: ReservationToken,
): string {
  const payload = [reservation_id, home, contents].join('~')
  return `${prefix}${toBase64Url(payload)}.${sign(secret, `${merchant_id}~${payload}`)}`
}

/** Undefined for an id this merchant was never given. */
export function decodeReservationId(
  secret: string,
  merchant_id: string,
  id: string,
): ReservationToken | undefined {
  const [encoded = '', signature = ''] = id.slice(prefix.length).split('.')
  const payload = Buffer.from(encoded, 'base64url').toString()
  if (!id.startsWith(prefix) || !verify(secret, `${merchant_id}~${payload}`, signature)) {
    return undefined
  }
  const [reservation_id, home, contents] = payload.split('~')
  if (!reservation_id || !home || !contents) return undefined
  return { reservation_id, home, contents }
}

const toBase64Url = (text: string) => Buffer.from(text).toString('base64url')

/** The same for the same SKUs and quantities, however they are spread over lines. */
export function contentsOf(lines: readonly { sku: string; quantity: number }[]): string {
  const sums = new Map<string, number>()
  for (const { sku, quantity } of lines) sums.set(sku, (sums.get(sku) ?? 0) + quantity)
  return digest(JSON.stringify([...sums].sort(([a], [b]) => (a < b ? -1 : 1))))
}
