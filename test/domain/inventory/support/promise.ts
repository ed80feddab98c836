/**
 * What may be promised, written down a second time from the contract: a rule must not be its own
 * witness, so nothing here calls the code under test.
 */
import type { Demand, Source } from '../../../../api/domain/inventory/allocate'
import type { Allocation } from '../../../../api/domain/inventory/task'

type AvailableAt = (location_id: string) => number

export const quantityAt = (units: readonly Allocation[], location_id: string): number =>
  units.reduce((sum, unit) => sum + (unit.location_id === location_id ? unit.quantity : 0), 0)

export const quantityOf = (units: readonly Allocation[]): number =>
  units.reduce((sum, { quantity }) => sum + quantity, 0)

/** Locations the demand may use: the shipping ones, and those it names that serve by name only. */
const eligible = ({ at }: Demand, { locations, named_only }: Source): string[] => [
  ...locations,
  ...named_only.filter((location_id) => quantityAt(at, location_id) > 0),
]

/**
 * The most of a demand that can be had: never more than all eligible locations have together less
 * the buffer, nor than the cap, nor than is there where it must come from.
 */
export function mostOf(demand: Demand, source: Source, availableAt: AvailableAt): number {
  const places = eligible(demand, source)
  const together = places.reduce((sum, location_id) => sum + availableAt(location_id), 0)
  const named = demand.at
    .filter(({ location_id }) => places.includes(location_id))
    .map(({ location_id, quantity }) => {
      return { location_id, quantity: Math.min(quantity, Math.max(0, availableAt(location_id))) }
    })
  const open = demand.quantity - quantityOf(demand.at)
  const elsewhere = source.locations.reduce(
    (sum, location_id) =>
      sum + Math.max(0, availableAt(location_id) - quantityAt(named, location_id)),
    0,
  )
  const there = quantityOf(named) + Math.min(open, elsewhere)
  return Math.max(0, Math.min(there, together - source.buffer, source.cap ?? there))
}

/** What is wrong with giving these units to that demand; nothing, when they are what it wants. */
export function faultsOf(
  units: readonly Allocation[],
  demand: Demand,
  { locations, named_only }: Source,
): string[] {
  const places = new Set([...units, ...demand.at].map(({ location_id }) => location_id))
  const faults = [...places].flatMap((location_id) => {
    const given = quantityAt(units, location_id)
    const named = quantityAt(demand.at, location_id)
    if (given < named) return [`${location_id} gives ${given} of the ${named} it must give`]
    if (locations.includes(location_id)) return []
    if (!named_only.includes(location_id)) return [`${location_id} may give nothing`]
    return given > named ? [`${location_id} gives ${given - named} that do not name it`] : []
  })
  if (quantityOf(units) !== demand.quantity) {
    faults.push(`${quantityOf(units)} instead of ${demand.quantity}`)
  }
  if (new Set(units.map(({ location_id }) => location_id)).size < units.length) {
    faults.push('a location twice')
  }
  if (units.some(({ quantity }) => !(Number.isInteger(quantity) && quantity > 0))) {
    faults.push('no whole units')
  }
  return faults
}

/** Where more is given than is available. */
export const overdrawn = (units: readonly Allocation[], availableAt: AvailableAt): string[] =>
  units.flatMap(({ location_id, quantity }) =>
    quantity > availableAt(location_id) ? [`${quantity} of ${availableAt(location_id)}`] : [],
  )
