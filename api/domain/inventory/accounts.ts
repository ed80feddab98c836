import type { Instant } from '../shared/time'

/**
 * Stock is kept in double entry: every change moves units from one account to another at one
 * location. `available` is what a hold may take; supplier, customer and shrinkage are the world
 * outside the shelf, and what flows to and from them is what `on_hand` counts.
 */
export const shelfAccounts = [
  'available',
  'reserved',
  'committed',
  'damaged',
  'quality_control',
  'safety_stock',
] as const
export const outsideAccounts = ['supplier', 'customer', 'shrinkage'] as const

/** Units per account. `incoming` is expected, not on hand. */
export const heldAccounts = [...shelfAccounts, 'incoming'] as const
export type HeldAccount = (typeof heldAccounts)[number]
export type Account = HeldAccount | (typeof outsideAccounts)[number]

export type Balances = Readonly<Record<HeldAccount, number>>

/** What can be counted and corrected by hand. */
export const buckets = [
  'on_hand',
  'damaged',
  'quality_control',
  'safety_stock',
  'incoming',
] as const
export type Bucket = (typeof buckets)[number]

/** What an entry was: each is a row of the table of operations in the documentation. */
export type Operation =
  | 'adjust'
  | 'hold'
  | 'pin'
  | 'release'
  | 'expire'
  | 'abort'
  | 'commit'
  | 'cancel'
  | 'dispatch'
  | 'shrink'
  | 'return'

export interface Movement {
  operation: Operation
  location_id: string
  from_account: Account
  to_account: Account
  /** Units, 1 or more. */
  quantity: number
  /** What it was done for: an adjustment, a reservation, an order. */
  subject_id: string
  reason?: string
  reference?: string
}

/** A movement with its place in the ledger of its SKU: gapless, from 1. */
export interface LedgerEntry extends Movement {
  sequence: number
  created_at: Instant
}

export const noUnits: Balances = {
  available: 0,
  reserved: 0,
  committed: 0,
  damaged: 0,
  quality_control: 0,
  safety_stock: 0,
  incoming: 0,
}

const isHeld = (account: Account): account is HeldAccount =>
  (heldAccounts as readonly Account[]).includes(account)

/** The balances after a movement. */
export function post(balances: Balances, { from_account, to_account, quantity }: Movement) {
  const next = { ...balances }
  if (isHeld(from_account)) next[from_account] -= quantity
  if (isHeld(to_account)) next[to_account] += quantity
  return next
}

/** What is told of a level: its buckets, and what they come to. */
export const counters = [
  'on_hand',
  'reserved',
  'committed',
  'damaged',
  'quality_control',
  'safety_stock',
  'incoming',
  'available',
] as const
export type Counters = Readonly<Record<(typeof counters)[number], number>>

/** Every unit physically there. */
export const onHand = (balances: Balances) =>
  shelfAccounts.reduce((sum, account) => sum + balances[account], 0)

export const isOnShelf = (account: Account): boolean =>
  (shelfAccounts as readonly Account[]).includes(account)
