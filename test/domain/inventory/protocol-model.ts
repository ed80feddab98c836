/** The reservation protocol (design.md §3) as an explicit-state model, explored breadth first. */
import { type Action, actionsOf } from './protocol/actions'
import type { Bug } from './protocol/bugs'
import { brokenInvariant, type Invariant } from './protocol/invariants'
import { type StateTable, stateTable } from './protocol/state-table'
import { leastRowOf } from './protocol/symmetry'
import { newWorld, type Scenario, type Situation, type World } from './protocol/world'

export interface Exploration {
  states: number
  /** True if there are no other states. */
  complete: boolean
  met: ReadonlySet<Situation>
  violation?: { invariant: Invariant; trace: readonly string[] }
}

interface Options {
  states_max: number
  bug?: Bug
}

/** Explores up to the limit, or to a state that breaks an invariant: no other one is nearer. */
export function explore(scenario: Scenario, { states_max, bug }: Options): Exploration {
  const w = newWorld(scenario, bug)
  const search: Search = {
    w,
    actions: actionsOf(w),
    least: leastRowOf(w),
    states: stateTable(w.row.length, states_max),
    parents: new Int32Array(states_max),
  }
  const { actions, least, states, parents } = search
  const found = (complete: boolean) => ({ states: states.size, complete, met: w.met })

  states.add(least())
  const from = new Int8Array(w.row.length)
  for (let index = 0; index < states.size; index++) {
    states.copyTo(from, index)
    w.row.set(from)
    for (const action of actions) {
      if (!action.run(w)) continue
      if (states.add(least())) {
        parents[states.size - 1] = index
        const invariant = brokenInvariant(w)
        if (invariant) return { ...found(false), violation: { invariant, trace: traceOf(search) } }
        if (states.size === states_max) return found(false)
      }
      w.row.set(from)
    }
  }
  return found(true)
}

interface Search {
  w: World
  actions: readonly Action[]
  least: () => Int8Array
  states: StateTable
  /** For each state the one it was first reached from. */
  parents: Int32Array
}

/** The way to the last state, taken again from the start so that a number keeps its meaning. */
function traceOf({ w, actions, least, states, parents }: Search): string[] {
  const path: number[] = []
  for (let index = states.size - 1; index > 0; index = parents[index] ?? 0) path.unshift(index)

  const from = new Int8Array(w.row.length)
  const wanted = new Int8Array(w.row.length)
  return path.map((index) => {
    states.copyTo(wanted, index)
    const taken = actions.find((action) => {
      w.row.set(from)
      return action.run(w) && least().every((value, i) => value === wanted[i])
    })
    from.set(w.row)
    return taken?.name ?? 'an unknown step'
  })
}
