/**
 * Which IP addresses a webhook may lead to: public unicast only. IPv4 by the special-purpose
 * registry of IANA (RFC 6890), IPv6 by what is assigned to the public, 2000::/3 (RFC 4291),
 * without its special parts. Forms that carry an IPv4 address inside (mapped, NAT64, 6to4,
 * Teredo) are never public, whatever they carry: who translates them decides where they lead.
 */

/** First address and prefix length. */
const special_v4: readonly [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  // Link-local, and with it the metadata services of clouds.
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  // A metadata service on an address that looks public.
  ['168.63.129.16', 32],
]

const special_v6: readonly [string, number][] = [
  // Protocol assignments: Teredo, benchmarks, ORCHID.
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
]

/** Whether the text is an IP address, in the notation of URLs (IPv6 with or without brackets). */
export const isAddress = (text: string) =>
  readV4(text) !== undefined || readV6(unbracket(text)) !== undefined

export const isLoopback = (text: string) => /^127(?:\.\d+){3}$/.test(text) || text === '[::1]'

/** Whether an address is public unicast; what is no address is not. */
export function isPublicAddress(text: string): boolean {
  const v4 = readV4(text)
  if (v4) return !special_v4.some(([first, length]) => isWithin(v4, readV4(first), length, 8))
  const v6 = readV6(unbracket(text))
  if (!v6 || !isWithin(v6, readV6('2000::'), 3, 16)) return false
  return !special_v6.some(([first, length]) => isWithin(v6, readV6(first), length, 16))
}

const unbracket = (text: string) => /^\[(.*)\]$/.exec(text)?.[1] ?? text

/** The four bytes of dotted decimal notation, without leading zeros. */
function readV4(text: string): number[] | undefined {
  const parts = text.split('.')
  if (parts.length !== 4 || !parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part))) return
  const bytes = parts.map(Number)
  return bytes.every((byte) => byte <= 255) ? bytes : undefined
}

/** The eight groups; `::` stands for as many zeros as are missing, an IPv4 tail for two groups. */
function readV6(text: string): number[] | undefined {
  const tail = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text)
  const bytes = readV4(tail?.[2] ?? '')
  if (tail && !bytes) return
  const [a = 0, b = 0, c = 0, d = 0] = bytes ?? []
  const hex = (value: number) => value.toString(16)
  const plain = tail ? `${tail[1]}${hex(a * 256 + b)}:${hex(c * 256 + d)}` : text
  const [before = '', after, ...more] = plain.split('::')
  const groupsOf = (part: string) => (part === '' ? [] : part.split(':'))
  const [head, rest] = [groupsOf(before), groupsOf(after ?? '')]
  const missing = 8 - head.length - rest.length
  if (more.length > 0 || (after === undefined ? missing !== 0 : missing < 1)) return
  const groups = [...head, ...Array<string>(missing).fill('0'), ...rest]
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return
  return groups.map((group) => Number.parseInt(group, 16))
}

/** Whether the first `length` bits agree; `width` is the number of bits of each part. */
function isWithin(
  parts: readonly number[],
  first: readonly number[] | undefined,
  length: number,
  width: number,
): boolean {
  if (!first) return false
  return parts.every((part, index) => {
    const shift = width - Math.min(Math.max(length - index * width, 0), width)
    return part >> shift === (first[index] ?? 0) >> shift
  })
}
