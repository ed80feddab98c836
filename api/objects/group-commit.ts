/** A command that waits for its turn, and whoever waits for its answer. */
interface Waiting<Command, Answer> {
  command: Command
  resolve: (answer: Answer) => void
  reject: (error: unknown) => void
}

export interface CommitTarget<Command, Answer> {
  /** Runs the commands as one, and answers each once what they wrote is durable. Throws: undone. */
  run: (commands: readonly Command[]) => Promise<readonly Answer[]>
  /** Whether commands may share a commit; one alone always does. All of them may when absent. */
  fits?: (commands: readonly Command[]) => boolean
  /** Whether an error fails them all, whichever they are; else each is run by itself. */
  failsAll?: (error: unknown) => boolean
}

/**
 * One commit for many: commands that arrive while a commit is under way are gathered and share the
 * next one. Idle, a command waits for nothing but its own commit. Nobody is answered before the
 * commit that holds their result is durable.
 */
export function createGroupCommit<Command, Answer>(target: CommitTarget<Command, Answer>) {
  const { run, fits, failsAll = () => false } = target
  let waiting: Waiting<Command, Answer>[] = []
  let busy = false

  async function drain() {
    busy = true
    while (waiting.length > 0) await settle(nextGroup())
    busy = false
  }

  function nextGroup() {
    const all = waiting
    waiting = []
    if (!fits) return all
    const commands: Command[] = []
    for (const { command } of all) {
      if (commands.length > 0 && !fits([...commands, command])) break
      commands.push(command)
    }
    waiting = all.slice(commands.length)
    return all.slice(0, commands.length)
  }

  async function settle(group: readonly Waiting<Command, Answer>[]) {
    try {
      const answers = await run(group.map(({ command }) => command))
      for (const [index, { resolve }] of group.entries()) resolve(answers[index] as Answer)
    } catch (error) {
      // One of them throws: each alone, so that it takes nobody with it.
      if (group.length > 1 && !failsAll(error)) for (const each of group) await settle([each])
      else for (const { reject } of group) reject(error)
    }
  }

  return (command: Command): Promise<Answer> =>
    new Promise((resolve, reject) => {
      waiting.push({ command, resolve, reject })
      if (!busy) void drain()
    })
}
