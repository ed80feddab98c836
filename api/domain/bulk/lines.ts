export interface Line {
  /** As editors count: the first line of the file is 1, blank ones included. */
  number: number
  /** Of its first byte, in the file. */
  offset: number
  bytes: Uint8Array
}

const NEWLINE = 0x0a

interface Chunk {
  bytes: Uint8Array
  /** Of its first byte, in the file; the first of a line. */
  offset: number
  /** The number of its first line. */
  number: number
  /** Whether the file ends with it. */
  is_last: boolean
}

/**
 * The first whole lines of a chunk, `max` at most, without their newlines; blank ones are left out.
 * The next chunk begins at `next`, with the line `next_number`. Null: the chunk is less than a line.
 */
export function splitLines(
  { bytes, offset, number, is_last }: Chunk,
  max: number,
): { lines: Line[]; next: number; next_number: number } | null {
  const lines: Line[] = []
  let start = 0
  let next_number = number
  while (start < bytes.length && lines.length < max) {
    const newline = bytes.indexOf(NEWLINE, start)
    if (newline < 0 && !is_last) break
    const end = newline < 0 ? bytes.length : newline
    const line = bytes.subarray(start, end)
    if (!line.every(isSpace)) {
      lines.push({ number: next_number, offset: offset + start, bytes: line })
    }
    next_number++
    start = newline < 0 ? end : newline + 1
  }
  return start === 0 && bytes.length > 0 ? null : { lines, next: offset + start, next_number }
}

/** Space, tab or carriage return. */
const isSpace = (byte: number) => byte === 0x20 || byte === 0x09 || byte === 0x0d
