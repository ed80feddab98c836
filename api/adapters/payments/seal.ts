/** Secrets of gateways at rest: AES-256-GCM under a key that is derived from the Worker's own. */
const encoder = new TextEncoder()
const NONCE_BYTES = 12

async function deriveKey(secret: string): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', encoder.encode(secret), 'HKDF', false, [
    'deriveKey',
  ])
  const info = encoder.encode('holdfast gateway secrets')
  return crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  )
}

/** @param context what the text belongs to: sealed for one thing, it does not open for another */
export async function seal(secret: string, context: string, text: string): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES))
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: encoder.encode(context) },
    await deriveKey(secret),
    encoder.encode(text),
  )
  return Buffer.concat([iv, new Uint8Array(sealed)]).toString('base64url')
}

/** Undefined when it was sealed for another context, under another secret, or changed since. */
export async function open(
  secret: string,
  context: string,
  sealed: string,
): Promise<string | undefined> {
  const bytes = Buffer.from(sealed, 'base64url')
  try {
    const text = await crypto.subtle.decrypt(
      {
        name: 'AES-GCM',
        iv: bytes.subarray(0, NONCE_BYTES),
        additionalData: encoder.encode(context),
      },
      await deriveKey(secret),
      bytes.subarray(NONCE_BYTES),
    )
    return new TextDecoder().decode(text)
  } catch {
    return undefined
  }
}
