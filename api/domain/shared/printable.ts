import { hangulRuns, kanaRuns, spellHangul, spellings, spellKana } from './spellings'

/**
 * Text for the fonts every PDF reader has. They know the characters of Windows-1252 alone, so other
 * letters are written in Latin ones, as a postal service would read them, and what has no such
 * spelling is shown by its number: `‹1F600›`. Nothing vanishes, and nothing acts.
 */

const beyondLatin1 = '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ'
const isKnown = (character: string) =>
  /^[\x20-\x7e\xa1-\xac\xae-\xff]$/.test(character) || beyondLatin1.includes(character)

/** Marks of direction and joining, and what has no width: they change how other text looks. */
const invisible = /^(?:\p{Cf}|\p{Cc}|\p{Zl}|\p{Zp}|\p{Default_Ignorable_Code_Point})$/u

/** Kana of old terminals, their marks beside them. */
const halfWidth = /[\uff66-\uff9f]+/gu

/** One line of printable text; white space of any kind is a space. */
export function printable(text: string): string {
  const spaced = text.normalize('NFC').replaceAll(/\s+/gu, ' ')
  const wide = spaced.replace(halfWidth, (run) => run.normalize('NFKC'))
  const syllables = wide.replace(kanaRuns, spellKana).replace(hangulRuns, spellHangul)
  return [...syllables].map(spell).join('').trim()
}

function spell(character: string): string {
  if (isKnown(character)) return character
  if (invisible.test(character)) return ''
  const lower = character.toLowerCase()
  const spelling = spellings.get(character) ?? spellings.get(lower)
  if (spelling !== undefined) {
    return character === lower ? spelling : spelling.charAt(0).toUpperCase() + spelling.slice(1)
  }
  const plain = character.normalize('NFKD').replaceAll(/\p{M}/gu, '')
  if (plain !== character && plain !== '') return [...plain].map(spell).join('')
  // A mark on nothing.
  if (/^\p{M}$/u.test(character)) return ''
  const number = character.codePointAt(0) ?? 0
  return `‹${number.toString(16).toUpperCase().padStart(4, '0')}›`
}
