import type { Context } from 'hono'
import { sign } from '../../http/digest'
import type { HonoEnv } from '../../http/router'

/**
 * Where a request comes from, without naming it: an IPv4 address, or the 64 bits of an IPv6 address
 * that a household or an office has to itself.
 */
export function networkOf(c: Context<HonoEnv>): string {
  const address = c.req.raw.headers.get('cf-connecting-ip') ?? ''
  return sign(c.env.SIGNING_SECRET, `network:${networkPart(address)}`)
}

export function networkPart(address: string): string {
  if (!address.includes(':')) return address
  const [head = '', tail] = address.toLowerCase().split('::')
  const groups = head.split(':').filter(Boolean)
  const missing =
    tail === undefined ? 0 : 8 - groups.length - tail.split(':').filter(Boolean).length
  const all = [...groups, ...Array<string>(Math.max(0, missing)).fill('0')]
  return all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}
