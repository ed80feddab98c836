/**
 * The network a request came from, without telling which person: of IPv4 the first 24 bits, of
 * IPv6 the first 48, in CIDR notation. Null for what is no address.
 */
export function networkOf(address: string): string | null {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  const bytes = (mapped?.[1] ?? address).split('.')
  if (bytes.length === 4 && bytes.every(isByte)) return `${bytes.slice(0, 3).join('.')}.0/24`
  const groups = readGroups(address)
  if (!groups) return null
  const network = groups.slice(0, 3).map((group) => group.toString(16))
  return `${network.join(':')}::/48`
}

const isByte = (text: string) => /^\d{1,3}$/.test(text) && Number(text) <= 255

/** The eight groups of an IPv6 address, whose `::` stands for as many zeros as are missing. */
function readGroups(address: string): number[] | undefined {
  const [before = '', after, ...more] = address.split('::')
  const read = (text: string) => (text === '' ? [] : text.split(':'))
  const [head, tail] = [read(before), read(after ?? '')]
  const missing = 8 - head.length - tail.length
  if (more.length > 0 || (after === undefined ? missing !== 0 : missing < 1)) return undefined
  const groups = [...head, ...Array<string>(missing).fill('0'), ...tail]
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined
  return groups.map((group) => Number.parseInt(group, 16))
}
