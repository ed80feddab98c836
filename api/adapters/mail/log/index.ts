import type { Mailer } from '../mailer'

/**
 * Delivers nothing: what was mailed is listed by `GET /v1/notifications`, and printed where that
 * is asked for, as in a local start. Not for production, whose logs must hold nothing personal.
 */
export const createLogMailer = (print: boolean): Mailer => ({
  readable: true,
  async send({ to, subject, text }) {
    if (print) console.info(JSON.stringify({ mail: { to, subject, text } }))
    return { type: 'taken' }
  },
})
