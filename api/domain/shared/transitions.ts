import { err, ok, type Result } from './result'

/** Which states each state may go to. A state with none is terminal. */
export type Transitions<State extends string> = Readonly<Record<State, readonly State[]>>

export interface IllegalTransition {
  code: 'illegal_transition'
  from: string
  to: string
  /** What is allowed instead. */
  allowed: readonly string[]
}

/** A machine over a literal table: the new state, or the refusal that names the allowed ones. */
export const transition =
  <State extends string>(table: Transitions<State>) =>
  (from: State, to: State): Result<State, IllegalTransition> => {
    const allowed = table[from]
    if (allowed.includes(to)) return ok(to)
    return err({ code: 'illegal_transition', from, to, allowed })
  }
