import { createLogMailer } from './log'
import type { Mailer } from './mailer'
import { createResendMailer } from './resend'

/** The mailer that the configuration names. */
export function createMailer(env: Env): Mailer {
  if (env.MAILER !== 'resend') return createLogMailer(env.MAILER === 'print')
  if (env.RESEND_API_KEY && env.MAIL_FROM) {
    return createResendMailer(env.RESEND_API_KEY, env.MAIL_FROM)
  }
  throw new Error('MAILER is resend, which needs RESEND_API_KEY and MAIL_FROM.')
}
