// What every client of the crash test has: a world that breaks down, a shop, and dice.
import type { Answer } from '../races/client.ts'
import type { Shop } from '../races/shop.ts'
import type { Facts } from './facts.ts'
import type { World } from './world.ts'

export interface Visit {
  world: World
  shop: Shop
  facts: Facts
  /** What has stock, and what is for sale. */
  skus: readonly string[]
  catalog: readonly string[]
  /** Whether gateways may leave it to a job to find out what they did: that takes minutes. */
  may_lose_answers: boolean
  /** Comes when the client has to wait: others may go on meanwhile. */
  onWait: () => void
}

export const chance = (share: number) => Math.random() < share
export const pick = <T>(items: readonly T[]): T =>
  items[Math.floor(Math.random() * items.length)] as T

/** The only answer this request may get in the end. */
export function told<Body>(answer: Answer<Body> | undefined, status: number): Body {
  if (answer?.status === status) return answer.body
  throw new Error(`Not ${status}: ${answer?.status} ${JSON.stringify(answer?.body)}`)
}
