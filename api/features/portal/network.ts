import type { Context } from 'hono'
import { networkOf as networkOfAddress } from '../../domain/access/network-address'
import { addressOf } from '../../http/actor'
import { sign } from '../../http/digest'
import type { HonoEnv } from '../../http/router'

/** Where a request comes from, without naming it: its network, under a secret. */
export const networkOf = (c: Context<HonoEnv>): string =>
  sign(c.env.SIGNING_SECRET, `network:${networkOfAddress(addressOf(c.req.raw)) ?? ''}`)
