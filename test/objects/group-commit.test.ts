import { expect, it } from 'vitest'
import { createGroupCommit } from '../../api/objects/group-commit'

/** A target whose commits become durable when the test says so. */
function target() {
  const groups: string[][] = []
  const commits: (() => void)[] = []
  const submit = createGroupCommit<string, string>({
    async run(commands) {
      groups.push([...commands])
      for (const fault of ['broken', 'away']) if (commands.includes(fault)) throw new Error(fault)
      if (!commands.includes('read')) await new Promise<void>((resolve) => commits.push(resolve))
      return commands.map((each) => `${each}!`)
    },
    fits: (commands) => commands.join('').length <= 10,
    failsAll: (error) => String(error).includes('away'),
  })
  /** Makes the next commit durable, once there is one. */
  const commit = async () => {
    for (let turn = 0; turn < 100 && commits.length === 0; turn++) await Promise.resolve()
    commits.shift()?.()
  }
  return { groups, submit, commit }
}

it('commits a lonely command at once', async () => {
  const { groups, submit, commit } = target()
  const answer = submit('a')
  await commit()

  expect(await answer).toBe('a!')
  expect(groups).toEqual([['a']])
})

it('gathers what arrives during a commit into the next one', async () => {
  const { groups, submit, commit } = target()
  const first = submit('a')
  const others = ['b', 'c', 'd'].map(submit)
  await commit()
  await first
  await commit()

  expect(await Promise.all(others)).toEqual(['b!', 'c!', 'd!'])
  expect(groups).toEqual([['a'], ['b', 'c', 'd']])
})

it('answers nobody before the commit is durable', async () => {
  const { submit, commit } = target()
  let answered = false
  const answer = submit('a').then(() => {
    answered = true
  })
  await Promise.resolve()

  expect(answered).toBe(false)
  await commit()
  await answer
})

it('leaves what does not fit to the next commit, in the order it came', async () => {
  const { groups, submit, commit } = target()
  const all = ['a', 'four', 'five5', 'more', 'longer than all that fits', 'z'].map(submit)
  for (let turn = 0; turn < 5; turn++) await commit()

  expect(await Promise.all(all)).toHaveLength(6)
  expect(groups).toEqual([['a'], ['four', 'five5'], ['more'], ['longer than all that fits'], ['z']])
})

it('waits for no commit when nothing was written', async () => {
  expect(await target().submit('read')).toBe('read!')
})

it('rejects the one that throws and runs the others without it', async () => {
  const { groups, submit, commit } = target()
  const first = submit('a')
  const group = Promise.allSettled(['b', 'broken', 'c'].map(submit))
  await commit()
  await first
  const settled = group.then((results) => results.map(({ status }) => status))
  await commit()
  await commit()

  expect(await settled).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(groups).toEqual([['a'], ['b', 'broken', 'c'], ['b'], ['broken'], ['c']])
})

it('rejects all at once for an error that is nobody’s own', async () => {
  const { groups, submit, commit } = target()
  const first = submit('a')
  const group = Promise.allSettled(['b', 'away', 'c'].map(submit))
  await commit()
  await first

  expect((await group).map(({ status }) => status)).toEqual(Array(3).fill('rejected'))
  expect(groups).toEqual([['a'], ['b', 'away', 'c']])
})
