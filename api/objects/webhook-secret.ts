import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { SECRET_PREFIX, type Secret, signedContent } from '../domain/webhooks/message'

/**
 * Secrets have to sign, so they cannot be hashed: they are kept encrypted, AES-256-GCM with a key
 * derived (HKDF-SHA256) from the deployment's SIGNING_SECRET. Who changes that has to rotate them.
 */
const keyFrom = (signing_secret: string) =>
  Buffer.from(hkdfSync('sha256', signing_secret, '', 'holdfast webhook secrets', 32))

const SECRET_BYTES = 32
const IV_BYTES = 12
const TAG_BYTES = 16

/** As receivers know it: `whsec_` and base64 of 32 random bytes. */
export const newSecret = () => SECRET_PREFIX + randomBytes(SECRET_BYTES).toString('base64')

export function sealSecret(signing_secret: string, secret: string): string {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', keyFrom(signing_secret), iv)
  const sealed = Buffer.concat([iv, cipher.update(secret, 'utf8'), cipher.final()])
  return Buffer.concat([sealed, cipher.getAuthTag()]).toString('base64')
}

/** Those that can be read: none, when SIGNING_SECRET was changed since. */
export const openSecrets = (signing_secret: string, secrets: readonly Secret[]): string[] =>
  secrets.flatMap(({ sealed }) => {
    try {
      return [openSecret(signing_secret, sealed)]
    } catch {
      return []
    }
  })

/** Throws when it was sealed with another SIGNING_SECRET, or changed. */
export function openSecret(signing_secret: string, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64')
  const iv = bytes.subarray(0, IV_BYTES)
  const decipher = createDecipheriv('aes-256-gcm', keyFrom(signing_secret), iv)
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
  const text = decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES))
  return Buffer.concat([text, decipher.final()]).toString('utf8')
}

/**
 * The `webhook-signature` of Standard Webhooks 1.0.0: `v1,` and base64 of HMAC-SHA256 over
 * `id.timestamp.body`, one per valid secret, separated by spaces. The key is what follows `whsec_`,
 * decoded.
 */
export const signWebhook = (
  secrets: readonly string[],
  { id, timestamp, body }: { id: string; timestamp: number; body: string },
): string =>
  secrets
    .map((secret) => Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64'))
    .map((key) => createHmac('sha256', key).update(signedContent(id, timestamp, body)))
    .map((hmac) => `v1,${hmac.digest('base64')}`)
    .join(' ')
