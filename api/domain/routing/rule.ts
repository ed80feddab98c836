/**
 * How a merchant wants orders routed: an ordered list of rules, and what no plan may break.
 *
 * A rule compares plans; where two are equal the next rule decides. Before the number of parcels is
 * settled a rule is about units (as many as possible from what it ranks first); after
 * `minimize_splits` it is about parcels (their average over a number that is fixed). What is still
 * equal after the last rule goes to fewer parcels, then to the lower priority, then to the location id.
 */
export type RoutingRule =
  /** As few parcels as can be. */
  | { type: 'minimize_splits' }
  /** From the market of the destination. Without markets, each country is its own. */
  | { type: 'stay_in_market'; markets: readonly (readonly string[])[] }
  /** By great-circle distance to the destination. */
  | { type: 'closest' }
  /** In the order of the list; what is not in it comes last. */
  | { type: 'ranked_locations'; location_ids: readonly string[] }
  /** A fixed cost per parcel and a cost per kilogram, both per location. */
  | { type: 'cheapest' }
  /** From where the largest share of the stock is. */
  | { type: 'inventory_balance' }

export const ruleTypes = [
  'minimize_splits',
  'stay_in_market',
  'closest',
  'ranked_locations',
  'cheapest',
  'inventory_balance',
] as const satisfies readonly RoutingRule['type'][]

export interface RoutingSettings {
  /** The first says most. */
  rules: readonly RoutingRule[]
  /** The most parcels an order may become; null: any number. */
  max_splits: number | null
  /** What each parcel of a split order must be worth, in minor units; null: anything. */
  min_split_value: number | null
}

export const defaultSettings: RoutingSettings = {
  rules: [
    { type: 'minimize_splits' },
    { type: 'stay_in_market', markets: [] },
    { type: 'closest' },
  ],
  max_splits: null,
  min_split_value: null,
}

/** Whether two countries are in one market; each country is one with itself. */
export function inMarket(
  markets: readonly (readonly string[])[],
  from: string,
  destination: string,
): boolean {
  if (from === destination) return true
  return markets.some((market) => market.includes(from) && market.includes(destination))
}
