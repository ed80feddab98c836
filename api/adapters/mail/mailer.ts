/** A mail as a provider takes it. */
export interface Mail {
  /** The same mail has the same id at every try: providers drop what they have sent already. */
  id: string
  from_name: string
  to: string
  subject: string
  text: string
  html: string
}

/** `refused`: this mail will never be taken. Whatever else goes wrong is thrown, and tried again. */
export type Handed = { type: 'taken' } | { type: 'refused'; reason: string }

/** Hands mails to whoever delivers them. */
export interface Mailer {
  send(mail: Mail): Promise<Handed>
  /** Whether the merchant may read what was mailed, links that sign in included: local only. */
  readable: boolean
}
