import fc from 'fast-check'
import { expect, it } from 'vitest'
import { printable } from '../../../api/domain/shared/printable'

it.each([
  ['Müller & Søn, Straße 5', 'Müller & Søn, Straße 5'],
  ['Łukasz Żółć', 'Lukasz Zólc'],
  ['Jürgen', 'Jürgen'],
  ['Đặng Thị Hương', 'Dang Thi Huong'],
  ['Юлия Щёкина', 'Yuliya Shchekina'],
  ['Ψυχή Θωμά', 'Psychi Thoma'],
  ['محمد بن سلمان، ٥', 'mhmd bn slman, 5'],
  ['דוד לוי', 'dvd lvy'],
  ['やまだ はなこ', 'Yamada Hanako'],
  ['サッポロ キョウト', 'Sapporo Kyouto'],
  ['マッチ ファン ヴィラ シャツ', 'Matchi Fan Vira Shatsu'],
  ['ﾔﾏﾀﾞ ー ラーメンっ', 'Yamada - Ramentsu'],
  ['김민수 서울', 'Gimminsu Seoul'],
  ['ﬁne №5', 'fine No5'],
  ['price −5', 'price -5'],
  ['😀', '‹1F600›'],
  ['田中', '‹7530›‹4E2D›'],
  ['a\u202eb\u200bc\u0000d', 'abcd'],
  [' tab\tline\nbreak\u3000wide ', 'tab line break wide'],
  ['x́̂', 'x'],
  ['“€ 5” – ‚š’', '“€ 5” – ‚š’'],
  ['', ''],
])('writes %j as %j', (text, expected) => {
  expect(printable(text)).toBe(expected)
})

const windows1252 = new Set(
  [...new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 256 }, (_, n) => n))].filter(
    (character) => !/\p{C}/u.test(character),
  ),
)

it('any text becomes characters of Windows-1252, and stays as it is when written twice', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const written = printable(text)
      expect([...written].filter((character) => !windows1252.has(character))).toEqual([])
      expect(printable(written)).toBe(written)
    }),
    { numRuns: 500 },
  )
}, 60_000)
