/**
 * All that can happen next.
 *
 * A message stays on the wire for good: never delivered, it is lost, or its sender crashed; much
 * later, it is late; again, it is a duplicate. An answer is lost or heard at once, as whoever hears
 * it may wait before the next step. A crash is a run that takes no further step. A hold may expire
 * and 60 s may pass between any two steps. Syncs happen at any time: a lost poke makes no difference,
 * nor does a lost answer to a sync, which but for the abort (a step of its own) only reads.
 */
import * as decisionLog from './decision-log'
import * as skuStock from './sku-stock'
import * as sync from './sync'
import * as worker from './worker'
import { attemptOf, upTo, type World } from './world'

// Taken out of the imports once: see world.ts.
const { abortOldPin, askOutcome, cancelOrder, placeOrder } = decisionLog
const { takeHold, expireHold, releaseHold, takePin, expirePin, forgetAttempt } = skuStock
const { answers, applyAnswer, readDecisions } = sync
const { hearPin, sendRepin, hearRepin, deliverRepin } = worker
const { sendBatch, giveUp, hearAborted, releaseUnits } = worker

export interface Action {
  name: string
  /** Changes the world, or answers false and leaves it as it was. */
  run: (w: World) => boolean
}

const can = (name: string, run: Action['run']): Action => ({ name, run })

export const actionsOf = (w: World): Action[] => [
  ...w.skus.flatMap((sku) => [
    ...w.orders.flatMap((order) => cartActions(w, sku, order)),
    ...w.runs.flatMap((run) => [...pinActions(w, sku, run), ...repinActions(w, sku, run)]),
    ...syncActions(w, sku),
  ]),
  ...w.runs.flatMap(runActions),
  ...w.orders.map((order) => can(`order ${order} is canceled`, (w) => cancelOrder(w, order))),
]

/** Carts hold, lose and delete as they like: no order may depend on what they do. */
const cartActions = ({ locations }: World, sku: number, r: number): Action[] => [
  ...locations.map((location) =>
    can(`hold(r${r}) reaches sku ${sku}: location ${location}`, (w) =>
      takeHold(w, sku, r, location),
    ),
  ),
  can(`r${r} expires at sku ${sku}`, (w) => expireHold(w, sku, r)),
  can(`release(r${r}) reaches sku ${sku}`, (w) => releaseHold(w, sku, r)),
]

function pinActions(world: World, sku: number, run: number): Action[] {
  const a = attemptOf(world, run)
  return [
    ...world.locations.flatMap((location) => {
      const name = `pin(a${a}) of run ${run} reaches sku ${sku}: location ${location}`
      return [
        can(name, (w) => hearPin(w, run, sku, location)),
        can(`${name}, unheard`, (w) => takePin(w, sku, a, location)),
      ]
    }),
    can(`release(a${a}) of run ${run} reaches sku ${sku}`, (w) => releaseUnits(w, run, sku)),
    can(`sku ${sku} forgets a${a}`, (w) => forgetAttempt(w, sku, a)),
    can(`a${a} expires at sku ${sku}`, (w) => expirePin(w, sku, a)),
  ]
}

const repinActions = ({ scenario, locations }: World, sku: number, run: number): Action[] => [
  ...locations.map((location) =>
    can(`run ${run} sends a repin of sku ${sku} to location ${location}`, (w) =>
      sendRepin(w, run, sku, location),
    ),
  ),
  ...upTo(scenario.repins).flatMap((version) => {
    const name = `repin ${version} of run ${run} reaches sku ${sku}`
    return [
      can(name, (w) => hearRepin(w, run, sku, version)),
      can(`${name}, unheard`, (w) => deliverRepin(w, run, sku, version)),
    ]
  }),
]

const runActions = (run: number): Action[] => [
  can(`run ${run} gives up`, (w) => giveUp(w, run)),
  can(`run ${run} sends its batch`, (w) => sendBatch(w, run)),
  can(`the batch of run ${run} reaches D1`, (w) => placeOrder(w, run)),
  can(`run ${run} asks D1, which aborts it unless placed`, (w) => askOutcome(w, run)),
  can(`run ${run} takes its attempt for aborted`, (w) => hearAborted(w, run)),
]

const syncActions = ({ runs }: World, sku: number): Action[] => [
  ...runs.map((a) =>
    can(`a sync of sku ${sku} aborts a${a} after 60 s`, (w) => abortOldPin(w, sku, a)),
  ),
  ...subsetsOf(runs).map((asked) =>
    can(`a sync of sku ${sku} reads the tasks and the outcomes of [${asked}]`, (w) =>
      readDecisions(w, sku, asked),
    ),
  ),
  ...answers.map((answer) =>
    can(`sku ${sku} applies answer ${answer}`, (w) => applyAnswer(w, sku, answer)),
  ),
]

const subsetsOf = ([first, ...others]: readonly number[]): number[][] =>
  first === undefined ? [[]] : subsetsOf(others).flatMap((set) => [set, [first, ...set]])
