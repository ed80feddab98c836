import type { MerchantId } from '../domain/shared/ids'

/** What somebody tries with an order, by its number, from a network. */
export interface Attempt {
  kind: 'lookup' | 'link'
  subject: string
  network: string
}

export type Verdict = { allowed: true } | { allowed: false; retry_after: number }

/** What an object that counts tries can be asked, over RPC. */
export interface LockObject {
  attempt(attempt: Attempt): Promise<Verdict>
  forgive(attempt: Attempt): Promise<void>
}

/** The object that counts the tries of a merchant's order. */
export type LockClient = (merchant_id: MerchantId, subject: string) => LockObject

/** Guessing numbers must not create an object per guess. */
const SHARES = 64

export const createLockClient =
  (namespace: DurableObjectNamespace<Rpc.DurableObjectBranded & LockObject>): LockClient =>
  (merchant_id, subject) =>
    namespace.getByName(`${merchant_id}:${shareOf(subject)}`) as unknown as LockObject

function shareOf(subject: string): number {
  let share = 0
  for (const character of subject) share = (share * 31 + (character.codePointAt(0) ?? 0)) % SHARES
  return share
}
