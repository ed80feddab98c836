// What `npm start` prints of the runtime's log: mails, which are not delivered, and problems.
import type { WorkerdStructuredLog } from 'miniflare'
import { showProblems } from './miniflare.ts'

export function showMailsAndProblems(log: WorkerdStructuredLog): void {
  const mail = readMail(log.message)
  if (mail) console.log(indent(`\nMail to ${mail.to}: ${mail.subject}\n\n${mail.text}`))
  else showProblems(log)
}

interface PrintedMail {
  to: string
  subject: string
  text: string
}

function readMail(message: string): PrintedMail | undefined {
  if (!message.startsWith('{"mail":')) return undefined
  try {
    return (JSON.parse(message) as { mail: PrintedMail }).mail
  } catch {
    return undefined
  }
}

/** Whatever control characters a name holds: the terminal is not to obey them. */
const indent = (text: string) =>
  text
    .replace(/[^\P{Cc}\n]/gu, '')
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n')
