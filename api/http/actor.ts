import type { Context } from 'hono'
import type { Actor } from '../domain/access/audit'
import { networkOf } from '../domain/access/network-address'
import type { Principal } from './auth'
import type { HonoEnv } from './router'

/** The address the request came from, as the network that received it knows it. */
export const addressOf = ({ headers }: Request): string => headers.get('cf-connecting-ip') ?? ''

/** Who asks, for the audit log. Whoever needs no key is a customer. */
export const actorOf = (c: Context<HonoEnv>, principal: Principal, operation: string): Actor => ({
  kind: principal.kind === 'public' ? 'customer' : principal.kind,
  id: 'key_id' in principal ? principal.key_id : null,
  request_id: c.get('request_id'),
  address: networkOf(addressOf(c.req.raw)),
  operation,
})
