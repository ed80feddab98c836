/** Verifies deliveries by Standard Webhooks 1.0.0, with Web Crypto alone. */

export interface WebhookHeaders {
  get: (name: string) => string | null
}

export class WebhookVerificationError extends Error {
  override readonly name = 'WebhookVerificationError'
}

export interface VerifyOptions {
  /** Milliseconds since the epoch; now unless told. */
  now?: number
  /** How far the sender's clock may be off, and how old a delivery may be. 300 unless told. */
  tolerance_seconds?: number
}

/**
 * The delivery's content, once its signature and its age are known to be good. Verify the body as
 * it was received: parsed and printed again it is another text.
 *
 * @param secrets `whsec_…`; several while one is rotated out
 * @throws WebhookVerificationError
 */
export async function verifyWebhook(
  secrets: string | readonly string[],
  headers: WebhookHeaders,
  body: string,
  { now = Date.now(), tolerance_seconds = 300 }: VerifyOptions = {},
): Promise<unknown> {
  const id = headers.get('webhook-id')
  const timestamp = headers.get('webhook-timestamp')
  const signatures = headers.get('webhook-signature')
  if (!id || !timestamp || !signatures) throw new WebhookVerificationError('A header is missing.')
  const age_seconds = Math.abs(now / 1_000 - Number(timestamp))
  if (!/^\d+$/.test(timestamp) || age_seconds > tolerance_seconds) {
    throw new WebhookVerificationError('The timestamp is too far from now.')
  }
  const signed = new TextEncoder().encode(`${id}.${timestamp}.${body}`)
  const given = signatures
    .split(' ')
    .filter((each) => each.startsWith('v1,'))
    .flatMap((each) => fromBase64(each.slice('v1,'.length)) ?? [])
  for (const secret of typeof secrets === 'string' ? [secrets] : secrets) {
    const key = await importSecret(secret)
    for (const signature of given) {
      if (await crypto.subtle.verify('HMAC', key, signature, signed)) return JSON.parse(body)
    }
  }
  throw new WebhookVerificationError('No signature matches.')
}

async function importSecret(secret: string): Promise<CryptoKey> {
  const bytes = fromBase64(secret.replace(/^whsec_/, ''))
  if (!bytes) throw new WebhookVerificationError('The secret is not base64.')
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  return crypto.subtle.importKey('raw', bytes, algorithm, false, ['verify'])
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
  } catch {
    return undefined
  }
}
