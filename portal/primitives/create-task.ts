import { createSignal } from 'solid-js'
import type { Answer, Failure, Refusal } from '../client'

/** Something that is done on the server, one at a time; what went wrong stays until the next try. */
export function createTask<Body>(done: (body: Body) => void) {
  const [busy, setBusy] = createSignal(false)
  const [failure, setFailure] = createSignal<Failure>()
  const [refusal, setRefusal] = createSignal<Refusal>()

  const run = async (task: () => Promise<Answer<Body>>) => {
    if (busy()) return
    setBusy(true)
    setFailure()
    setRefusal()
    const answer = await task()
    setBusy(false)
    if (answer.type === 'done') done(answer.body)
    else if (answer.type === 'refused') setRefusal(answer)
    else setFailure(answer)
  }

  return { busy, failure, refusal, run }
}
