import { afterEach, expect, it, vi } from 'vitest'
import { createSharedRead } from '../../../api/features/inventory/shared-read'

afterEach(() => void vi.useRealTimers())

/** Reads that end when the test says so. */
function source() {
  const reads: string[][] = []
  const ends: (() => void)[] = []
  const read = createSharedRead(async (keys: readonly string[]) => {
    reads.push([...keys])
    await new Promise<void>((resolve) => ends.push(resolve))
    if (keys.includes('broken')) throw new Error('broken')
    return new Map(keys.map((key) => [key, `${key}!`]))
  })
  /** Ends the oldest read, once there is one. */
  const end = async () => {
    await expect.poll(() => ends.length).toBeGreaterThan(0)
    ends.shift()?.()
  }
  return { reads, read, end }
}

it('lets requests that come during a read share the next, and begins it after they asked', async () => {
  const { reads, read, end } = source()
  const first = read(['a'])
  await expect.poll(() => reads).toEqual([['a']])
  const others = [read(['a']), read(['b', 'c']), read(['c'])]
  await end()
  await end()

  expect((await first).get('a')).toBe('a!')
  const found = await Promise.all(others)
  expect(found.map((each) => each.get('c'))).toEqual(['c!', 'c!', 'c!'])
  expect(reads).toEqual([['a'], ['a', 'b', 'c']])
})

it('lets each read for itself when the one that reads for all fails', async () => {
  const { reads, read, end } = source()
  const first = read(['a'])
  await expect.poll(() => reads).toEqual([['a']])
  const leader = read(['broken']).catch(String)
  const follower = read(['b'])
  await end()
  await end()
  await end()

  expect(await leader).toBe('Error: broken')
  expect((await follower).get('b')).toBe('b!')
  expect((await first).get('a')).toBe('a!')
  expect(reads).toEqual([['a'], ['broken', 'b'], ['b']])
})

it('goes on after a read that failed', async () => {
  const { read, end } = source()
  const failed = read(['broken']).catch(String)
  await end()
  expect(await failed).toBe('Error: broken')

  const again = read(['a'])
  await end()
  expect((await again).get('a')).toBe('a!')
})

it('waits for no read that died with its request', async () => {
  const { reads, read, end } = source()
  read(['dead'])
  await expect.poll(() => reads).toEqual([['dead']])
  vi.useFakeTimers()
  const leader = read(['a'])
  const follower = read(['b'])
  // Both die: the read that was under way, and then the one for all who came meanwhile.
  await vi.advanceTimersByTimeAsync(2_000)
  expect(reads).toEqual([['dead'], ['a', 'b']])
  await vi.advanceTimersByTimeAsync(2_000)
  expect(reads).toEqual([['dead'], ['a', 'b'], ['b']])
  vi.useRealTimers()
  for (let n = 0; n < 3; n++) await end()

  expect((await leader).get('a')).toBe('a!')
  expect((await follower).get('b')).toBe('b!')
})
