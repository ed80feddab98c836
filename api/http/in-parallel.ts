/** Runs over all items, in their order, with so many under way at most. One that throws ends it. */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  at_once: number,
  run: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  const queue = items.entries()
  const work = async () => {
    for (const [index, item] of queue) results[index] = await run(item, index)
  }
  await Promise.all(Array.from({ length: Math.min(at_once, items.length) }, work))
  return results
}
