import { domainToASCII } from 'node:url'

/** Browsers write the domain of an address in its ASCII form, people and servers may not. */
export function hashEmail(email: string): Promise<ArrayBuffer> {
  const written = email.trim().normalize('NFC').toLowerCase()
  const domain = written.slice(written.lastIndexOf('@') + 1)
  const name = written.slice(0, written.length - domain.length)
  const text = new TextEncoder().encode(name + (domainToASCII(domain) || domain))
  return crypto.subtle.digest('SHA-256', text)
}
