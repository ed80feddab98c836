/** A set of rows of one length that keeps their order: millions of them, in flat memory. */
export interface StateTable {
  readonly size: number
  /** True if the row is new; it is then the last one. */
  add: (row: Int8Array) => boolean
  copyTo: (row: Int8Array, index: number) => void
}

const BYTES_PER_WORD = 4

export function stateTable(row_length: number, size_max: number): StateTable {
  const width = Math.ceil(row_length / BYTES_PER_WORD)
  const rows = new Int32Array(width * size_max)
  const bytes = new Int8Array(rows.buffer)
  const added = new Int32Array(width)
  const added_bytes = new Int8Array(added.buffer)
  /** Open addressing, at most two thirds full: 1 + the index of a row, or 0. */
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(size_max * 1.5)))
  let size = 0

  function hash() {
    let mixed = 0
    for (let i = 0; i < width; i++) {
      mixed = Math.imul(mixed ^ (added[i] ?? 0), 0x9e3779b1)
      mixed ^= mixed >>> 15
    }
    mixed = Math.imul(mixed, 0x85ebca6b)
    return mixed ^ (mixed >>> 13)
  }

  function equals(index: number) {
    const base = index * width
    for (let i = 0; i < width; i++) if (rows[base + i] !== added[i]) return false
    return true
  }

  return {
    get size() {
      return size
    },
    add(row) {
      added_bytes.set(row)
      let slot = hash() & (slots.length - 1)
      for (let found = slots[slot] ?? 0; found > 0; found = slots[slot] ?? 0) {
        if (equals(found - 1)) return false
        slot = (slot + 1) & (slots.length - 1)
      }
      rows.set(added, size * width)
      slots[slot] = ++size
      return true
    },
    copyTo(row, index) {
      const base = index * width * BYTES_PER_WORD
      for (let i = 0; i < row_length; i++) row[i] = bytes[base + i] ?? 0
    },
  }
}
