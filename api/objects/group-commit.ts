/** A command that waits for its turn, and whoever waits for its answer. */
interface Waiting<Command, Answer> {
  command: Command
  resolve: (answer: Answer) => void
  reject: (error: unknown) => void
}

export interface CommitTarget<Command, Answer> {
  /** Runs the commands in one transaction; says whether anything was written. Throws: undone. */
  run: (commands: readonly Command[]) => { answers: readonly Answer[]; wrote: boolean }
  /** Resolves once what was written is durable. */
  durable: () => Promise<void>
}

/**
 * One commit for many: commands that arrive while a commit is under way are gathered and share the
 * next one. Idle, a command waits for nothing but its own commit. Nobody is answered before the
 * commit that holds their result is durable.
 */
export function createGroupCommit<Command, Answer>(target: CommitTarget<Command, Answer>) {
  let waiting: Waiting<Command, Answer>[] = []
  let busy = false

  async function drain() {
    busy = true
    while (waiting.length > 0) {
      const group = waiting
      waiting = []
      await settle(group)
    }
    busy = false
  }

  async function settle(group: readonly Waiting<Command, Answer>[]) {
    try {
      const { answers, wrote } = target.run(group.map(({ command }) => command))
      if (wrote) await target.durable()
      for (const [index, { resolve }] of group.entries()) resolve(answers[index] as Answer)
    } catch (error) {
      const [only, ...others] = group
      if (only && others.length === 0) only.reject(error)
      // One of them throws: each alone, so that it takes nobody with it.
      else for (const each of group) await settle([each])
    }
  }

  return (command: Command): Promise<Answer> =>
    new Promise((resolve, reject) => {
      waiting.push({ command, resolve, reject })
      if (!busy) void drain()
    })
}
