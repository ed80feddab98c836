import { err, ok, type Result } from '../shared/result'
import { isAddress, isLoopback, isPublicAddress } from './address'

/** A URL as the WHATWG parser understood it: what `fetch` would use. */
export interface ParsedUrl {
  protocol: string
  username: string
  password: string
  hostname: string
  port: string
  hash: string
}

export interface UrlPolicy {
  /** Lets `http` and `https` to this very machine through, on any port: for local runs. */
  loopback: boolean
}

export const urlRefusals = {
  malformed: 'It is no absolute URL of at most 2,048 visible ASCII characters.',
  not_https: 'It must begin with https://.',
  userinfo: 'It must not carry a user name or password.',
  fragment: 'It must not have a fragment.',
  port: 'Its port must be 443 or 8443.',
  not_canonical: 'Write the host in lower case as it is looked up: no escapes, no odd numerals.',
  address_not_public: 'It leads to an address that is not public.',
  address_literal: 'Use a host name: certificates are made out to names.',
  reserved_name: 'Its host name is reserved or not public.',
  unresolvable: 'Its host name cannot be looked up.',
} as const
export type UrlRefusal = keyof typeof urlRefusals

export const URL_LENGTH_MAX = 2_048
const ports: readonly string[] = ['', '443', '8443']

/** Names that never mean the same host to everybody (RFC 6761, RFC 6762, RFC 8375, ICANN's list). */
const reserved =
  /(?:^|\.)(?:localhost|local|localdomain|internal|intranet|private|lan|corp|home|host|arpa|test|example|invalid|onion|alt)$/

export interface AllowedUrl {
  hostname: string
  /** Whether the addresses behind the name have to be looked at, too. */
  look_up: boolean
}

/**
 * Whether events may be sent there. The text is judged beside what the parser made of it: where
 * the two disagree about the host, whoever wrote it wanted to mislead someone.
 */
export function judgeUrl(
  text: string,
  parsed: ParsedUrl | null,
  { loopback }: UrlPolicy,
): Result<AllowedUrl, UrlRefusal> {
  if (!parsed || text.length > URL_LENGTH_MAX || !/^[\x21-\x5b\x5d-\x7e]+$/.test(text)) {
    return err('malformed')
  }
  const { protocol, hostname, port } = parsed
  if (parsed.username !== '' || parsed.password !== '') return err('userinfo')
  if (parsed.hash !== '') return err('fragment')
  if (!isCanonical(text, parsed)) return err('not_canonical')
  const local = isLoopback(hostname) || hostname === 'localhost'
  if (loopback && local && /^https?:$/.test(protocol)) return ok({ hostname, look_up: false })
  if (protocol !== 'https:') return err('not_https')
  if (isAddress(hostname)) {
    return err(isPublicAddress(hostname) ? 'address_literal' : 'address_not_public')
  }
  if (!isPublicName(hostname)) return err('reserved_name')
  return ports.includes(port) ? ok({ hostname, look_up: true }) : err('port')
}

function isCanonical(text: string, { protocol, hostname, port }: ParsedUrl): boolean {
  const authority = /^[a-z]+:\/\/([^/?#]*)/i.exec(text)?.[1]?.toLowerCase()
  const standard = protocol === 'https:' ? '443' : '80'
  return authority === hostname || authority === `${hostname}:${port || standard}`
}

/** Two labels or more, as names of the public DNS are written (RFC 1123). */
const isPublicName = (name: string) =>
  /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/.test(name) &&
  name.length <= 253 &&
  !reserved.test(name)

/** What a look-up may answer: at least one address, and not a single one that is not public. */
export const mayLeadTo = (addresses: readonly string[]) =>
  addresses.length > 0 && addresses.every(isPublicAddress)
