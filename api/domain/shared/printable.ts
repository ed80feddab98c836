/**
 * Text for the fonts every PDF reader has. They know the characters of Windows-1252 alone, so other
 * letters are written in Latin ones, as a postal service would read them, and what has no such
 * spelling is shown by its number: `‹1F600›`. Nothing vanishes, and nothing acts.
 */

const beyondLatin1 = '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ'
const isKnown = (character: string) =>
  /^[\x20-\x7e\xa1-\xac\xae-\xff]$/.test(character) || beyondLatin1.includes(character)

/** Letters that are no Latin letter with a mark. Cyrillic by ISO 9 without marks, Greek by ELOT 743. */
const spellings = new Map(
  `
    ł l đ d ħ h ı i ŀ l ŋ n ŧ t ƀ b ɖ d ə e ŉ n ſ s ȷ j ĸ k ĳ ij
    а a б b в v г g д d е e ё e ж zh з z и i й i к k л l м m н n о o п p р r с s т t у u ф f
    х kh ц ts ч ch ш sh щ shch ъ " ы y ь ' э e ю yu я ya є ie і i ї i ґ g ѓ g ђ dj ѕ dz ј j љ lj
    њ nj ќ k ћ c ў u џ dz
    α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f
    χ ch ψ ps ω o
    − - ‐ - ‑ - ‒ - ― — ′ ' ″ " ⁄ / № No ‵ ' ‹ ‹ › ›
  `
    .trim()
    .split(/\s+/)
    .reduce<[string, string][]>((pairs, word, index, words) => {
      if (index % 2 === 1) pairs.push([words[index - 1] ?? '', word])
      return pairs
    }, []),
)

/** Marks of direction and joining, and what has no width: they change how other text looks. */
const invisible = /^(?:\p{Cf}|\p{Cc}|\p{Zl}|\p{Zp}|\p{Default_Ignorable_Code_Point})$/u

/** One line of printable text; white space of any kind is a space. */
export function printable(text: string): string {
  const spaced = text.normalize('NFC').replaceAll(/\s+/gu, ' ')
  return [...spaced].map(spell).join('').trim()
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
