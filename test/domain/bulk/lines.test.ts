import fc from 'fast-check'
import { expect, it } from 'vitest'
import { mayPass, retryAfter } from '../../../api/domain/bulk/job'
import { splitLines } from '../../../api/domain/bulk/lines'

const encode = (text: string) => new TextEncoder().encode(text)
const split = (text: string, change: { offset?: number; is_last?: boolean; max?: number } = {}) => {
  const { offset = 0, is_last = true, max = 100 } = change
  const found = splitLines({ bytes: encode(text), offset, number: 1, is_last }, max)
  return (
    found && {
      lines: found.lines.map((line) => [line.offset, new TextDecoder().decode(line.bytes)]),
      next: found.next,
    }
  )
}

it.each([
  ['nothing', '', {}, { lines: [], next: 0 }],
  ['blank lines', '\n \t\r\n', {}, { lines: [], next: 5 }],
  [
    'a last line without a newline',
    'a\nb',
    {},
    {
      lines: [
        [0, 'a'],
        [2, 'b'],
      ],
      next: 3,
    },
  ],
  ['no half of a line', 'a\nb', { is_last: false }, { lines: [[0, 'a']], next: 2 }],
  [
    'where a line is in the file',
    'ä\nb\n',
    { offset: 7 },
    {
      lines: [
        [7, 'ä'],
        [10, 'b'],
      ],
      next: 12,
    },
  ],
  [
    'so many lines at most',
    'a\nb\nc',
    { max: 2 },
    {
      lines: [
        [0, 'a'],
        [2, 'b'],
      ],
      next: 4,
    },
  ],
  ['no line that is longer than the chunk', 'aaaa', { is_last: false }, null],
])('tells %s', (_, text, change, expected) => {
  expect(split(text, change)).toEqual(expected)
})

it('finds every line once, however the file is cut', () => {
  const file = fc.array(fc.stringMatching(/^[a-z]{0,6}$/), { maxLength: 20 })
  const cut = fc.record({
    chunk: fc.integer({ min: 8, max: 30 }),
    max: fc.integer({ min: 1, max: 5 }),
  })
  fc.assert(
    fc.property(file, cut, (texts, { chunk, max }) => {
      const bytes = encode(texts.join('\n'))
      const found: [number, string][] = []
      let number = 1
      for (let offset = 0; offset < bytes.length; ) {
        const part = bytes.subarray(offset, offset + chunk)
        const is_last = offset + chunk >= bytes.length
        const step = splitLines({ bytes: part, offset, number, is_last }, max)
        if (!step) throw new Error('stuck')
        for (const line of step.lines) {
          found.push([line.number, new TextDecoder().decode(line.bytes)])
        }
        expect(step.next).toBeGreaterThan(offset)
        offset = step.next
        number = step.next_number
      }
      const numbered = texts.map((text, index) => [index + 1, text])
      expect(found).toEqual(numbered.filter(([, text]) => text !== ''))
    }),
  )
})

it('waits longer after each failure, a minute at most', () => {
  expect([1, 2, 3, 7, 50].map(retryAfter)).toEqual([1_000, 2_000, 4_000, 60_000, 60_000])
})

it('tries again what another try may not meet', () => {
  expect(['unavailable', 'internal_error', 'insufficient_stock'].map(mayPass)).toEqual([
    true,
    true,
    false,
  ])
})
