// What `npm start` prints of the runtime's log: mails, which are not delivered, and problems.
import type { WorkerdStructuredLog } from 'miniflare'
import { showProblems } from './miniflare.ts'

/** Mails in a row that are printed whole, and how long it has to be quiet for the next to be. */
const WHOLE_MAX = 5
const QUIET_MS = 10_000

export interface PrintedMail {
  to: string
  subject: string
  text: string
}

export function showMailsAndProblems(log: WorkerdStructuredLog): void {
  const mail = readMail(log.message)
  if (mail) showMail(mail)
  else showProblems(log)
}

/**
 * Prints mails. Of many at once, such as those of the demo, all but the first are a line each: what
 * stood above them is not to vanish. A link that signs in is always printed.
 */
export function mailPrinter(print: (text: string) => void, now: () => number) {
  let last_at = Number.NEGATIVE_INFINITY
  let in_a_row = 0
  return ({ to, subject, text }: PrintedMail): void => {
    in_a_row = now() - last_at < QUIET_MS ? in_a_row + 1 : 1
    last_at = now()
    const title = `Mail to ${to}: ${subject}`
    if (in_a_row <= WHOLE_MAX || text.includes('#token=')) print(indent(`\n${title}\n\n${text}`))
    else print(indent(title))
    if (in_a_row === WHOLE_MAX) {
      print(
        indent('\nMany mails: one line each from here. GET /v1/notifications lists them whole.\n'),
      )
    }
  }
}

const showMail = mailPrinter(console.log, Date.now)

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
