import type { Handed, Mail } from '../mailer'

/** A mail as Resend's `POST /emails` takes it. */
export const toRequest = (mail: Mail, from_address: string) => ({
  from: `${quoted(mail.from_name)} <${from_address}>`,
  to: [mail.to],
  subject: mail.subject,
  text: mail.text,
  html: mail.html,
})

/** A display name as RFC 5322 quotes it, in one line. */
const quoted = (name: string) => {
  const line = name.replace(/\p{Cc}+/gu, ' ').trim()
  return `"${line.replace(/["\\]/g, '\\$&')}"`
}

/**
 * 400 and 422 say that this mail will never be taken; 401 and 403 are our key and domain, 409 and 429
 * a matter of time, and so is everything above 500.
 */
export function readAnswer(status: number, body: unknown): Handed {
  if (status >= 200 && status < 300) return { type: 'taken' }
  const name = typeof body === 'object' && body && 'name' in body ? String(body.name) : ''
  if (status === 400 || status === 422) {
    return { type: 'refused', reason: `${status} ${name}`.trim() }
  }
  throw new Error(`The mail provider answers ${status} ${name}`.trim())
}
