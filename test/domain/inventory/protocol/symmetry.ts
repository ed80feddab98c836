/** States that differ only in how runs, orders and SKUs are numbered count as one. */
import { attemptOf, type Dimension, dimensions, fields, orderOf, upTo, type World } from './world'

/** The least of the rows equivalent to the world's own. The next call overwrites it. */
export function leastRowOf(w: World): () => Int8Array {
  const renamings = renamingsOf(w).slice(1)
  const { row } = w
  const { length } = row
  const least = new Int8Array(length)

  return () => {
    least.set(row)
    for (const renaming of renamings) {
      let i = 0
      while (i < length && row[renaming[i] ?? 0] === least[i]) i++
      if ((row[renaming[i] ?? 0] ?? 0) > (least[i] ?? 0)) continue
      for (; i < length; i++) least[i] = row[renaming[i] ?? 0] ?? 0
    }
    return least
  }
}

/** For every renaming, the address of what moves to each place of the row. The first moves nothing. */
const renamingsOf = (w: World): Int8Array[] =>
  permutations(w.skus).flatMap((sku) =>
    permutations(w.orders).flatMap((order) =>
      permutations(w.runs)
        .filter((run) => isFaithful(w, run, order))
        .map((run) => renaming(w, { sku, order, run, attempt: run })),
    ),
  )

/** The renamed runs place the renamed orders, under attempts renamed alike. */
const isFaithful = (w: World, run: readonly number[], order: readonly number[]) =>
  w.runs.every((u) => {
    const renamed = run[u] ?? 0
    return (
      orderOf(w, renamed) === order[orderOf(w, u)] && attemptOf(w, renamed) === run[attemptOf(w, u)]
    )
  })

function renaming(w: World, names: Partial<Record<Dimension, readonly number[]>>): Int8Array {
  const moved = w.row.map((_, address) => address)
  const renamed = (i: number, dimension?: Dimension) => (dimension && names[dimension]?.[i]) ?? i
  for (const { over, at } of fields) {
    const [rows, columns, layers] = over
    for (const i of range(rows)) {
      for (const j of range(columns)) {
        for (const k of range(layers)) {
          moved[at(i, j, k)] = at(renamed(i, rows), renamed(j, columns), renamed(k, layers))
        }
      }
    }
  }
  return moved
}

const range = (dimension?: Dimension) => upTo(dimension ? dimensions[dimension] : 1)

/** All orders of the items, the given one first. */
function permutations(items: readonly number[]): number[][] {
  if (items.length < 2) return [[...items]]
  return items.flatMap((first) =>
    permutations(items.filter((item) => item !== first)).map((rest) => [first, ...rest]),
  )
}
