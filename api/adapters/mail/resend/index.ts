import type { Mailer } from '../mailer'
import { readAnswer, toRequest } from './transform'

const ADDRESS = 'https://api.resend.com/emails'
const PATIENCE_MS = 10_000

/** @param from_address of a domain that is verified at Resend */
export const createResendMailer = (
  key: string,
  from_address: string,
  http: typeof fetch = (...given) => fetch(...given),
): Mailer => ({
  readable: false,
  async send(mail) {
    const response = await http(ADDRESS, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': 'application/json',
        'idempotency-key': mail.id,
      },
      body: JSON.stringify(toRequest(mail, from_address)),
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    return readAnswer(response.status, await response.json().catch(() => undefined))
  },
})
