export interface Line {
  /** Of its first byte, in the file. */
  offset: number
  bytes: Uint8Array
}

const NEWLINE = 0x0a

interface Chunk {
  bytes: Uint8Array
  /** Of its first byte, in the file; the first of a line. */
  offset: number
  /** Whether the file ends with it. */
  is_last: boolean
}

/**
 * The first whole lines of a chunk, `max` at most, without their newlines; blank ones are left out.
 * The next chunk begins at `next`. Null: the chunk is less than a line.
 */
export function splitLines(
  { bytes, offset, is_last }: Chunk,
  max: number,
): { lines: Line[]; next: number } | null {
  const lines: Line[] = []
  let start = 0
  while (start < bytes.length && lines.length < max) {
    const newline = bytes.indexOf(NEWLINE, start)
    if (newline < 0 && !is_last) break
    const end = newline < 0 ? bytes.length : newline
    const line = bytes.subarray(start, end)
    if (!line.every(isSpace)) lines.push({ offset: offset + start, bytes: line })
    start = newline < 0 ? end : newline + 1
  }
  return start === 0 && bytes.length > 0 ? null : { lines, next: offset + start }
}

/** Space, tab or carriage return. */
const isSpace = (byte: number) => byte === 0x20 || byte === 0x09 || byte === 0x0d
