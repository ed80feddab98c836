/** Letters of other scripts in Latin ones: as a postal service or a passport would write them. */

/** Pairs of a letter and its spelling, with spaces between them. */
function pairsOf(text: string): [string, string][] {
  const words = text.trim().split(/\s+/)
  return words.flatMap((word, index) =>
    index % 2 === 1 ? [[words[index - 1] ?? '', word] as [string, string]] : [],
  )
}

/**
 * Letters that are no Latin letter with a mark. Cyrillic by ISO 9 without marks, Greek by ELOT 743;
 * of Arabic and Hebrew what is written, which is seldom the vowels.
 */
export const spellings: ReadonlyMap<string, string> = new Map([
  ...pairsOf(`
    ł l đ d ħ h ı i ŀ l ŋ n ŧ t ƀ b ɖ d ə e ŉ n ſ s ȷ j ĸ k ĳ ij
    а a б b в v г g д d е e ё e ж zh з z и i й i к k л l м m н n о o п p р r с s т t у u ф f
    х kh ц ts ч ch ш sh щ shch ъ " ы y ь ' э e ю yu я ya є ie і i ї i ґ g ѓ g ђ dj ѕ dz ј j љ lj
    њ nj ќ k ћ c ў u џ dz
    α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f
    χ ch ψ ps ω o
    ا a أ a إ i آ a ٱ a ب b ت t ث th ج j ح h خ kh د d ذ dh ر r ز z س s ش sh ص s ض d ط t ظ z ع '
    غ gh ف f ق q ك k ل l م m ن n ه h ة a و w ؤ w ي y ى a ئ y ء ' پ p چ ch ژ zh گ g ک k ی y
    ، , ؛ ; ؟ ?
    א a ב b ג g ד d ה h ו v ז z ח h ט t י y כ k ך k ל l מ m ם m נ n ן n ס s ע ' פ p ף f צ ts
    ץ ts ק k ר r ש sh ת t
    − - ‐ - ‑ - ‒ - ― — ′ ' ″ " ⁄ / № No ‵ ' ‹ ‹ › › 、 , 。 .
  `),
  ...['٠١٢٣٤٥٦٧٨٩', '۰۱۲۳۴۵۶۷۸۹'].flatMap((digits) =>
    [...digits].map((digit, value) => [digit, String(value)] as [string, string]),
  ),
  // Only makes words longer.
  ['ـ', ''],
])

/** Kana by Hepburn, as in passports: long vowels are not marked. */
const kana: ReadonlyMap<string, string> = new Map(
  pairsOf(`
    あ a い i う u え e お o か ka き ki く ku け ke こ ko が ga ぎ gi ぐ gu げ ge ご go
    さ sa し shi す su せ se そ so ざ za じ ji ず zu ぜ ze ぞ zo
    た ta ち chi つ tsu て te と to だ da ぢ ji づ zu で de ど do な na に ni ぬ nu ね ne の no
    は ha ひ hi ふ fu へ he ほ ho ば ba び bi ぶ bu べ be ぼ bo ぱ pa ぴ pi ぷ pu ぺ pe ぽ po
    ま ma み mi む mu め me も mo や ya ゆ yu よ yo ら ra り ri る ru れ re ろ ro
    わ wa ゐ i ゑ e を o ん n ゔ vu ゎ wa ゕ ka ゖ ke
  `),
)
const small: ReadonlyMap<string, string> = new Map(
  pairsOf('ゃ ya ゅ yu ょ yo ぁ a ぃ i ぅ u ぇ e ぉ o'),
)
const KATAKANA_TO_HIRAGANA = 0x60

export const kanaRuns = /[\u3041-\u3096\u30a1-\u30f6\u30fc]+/gu

export function spellKana(run: string): string {
  let written = ''
  let doubled = false
  for (const each of run) {
    const is_katakana = each >= '\u30a1' && each <= '\u30f6'
    const sign = is_katakana
      ? String.fromCodePoint((each.codePointAt(0) ?? 0) - KATAKANA_TO_HIRAGANA)
      : each
    if (sign === 'っ') {
      doubled = true
      continue
    }
    const glide = small.get(sign)
    if (glide === undefined) {
      const next = kana.get(sign) ?? ''
      written += doubled ? `${next.startsWith('ch') ? 't' : next.charAt(0)}${next}` : next
      doubled = false
    } else written = join(written, glide)
  }
  if (doubled) written += 'tsu'
  return capitalized(written === '' ? '-' : written)
}

/** `ki` and `ya` are `kya`, `shi` and `ya` are `sha`, `fu` and `a` are `fa`. */
function join(before: string, glide: string): string {
  const stem = before.replace(/[aiueo]$/, '')
  if (stem === before) return before + glide
  return stem + (/(?:sh|ch|j)$/.test(stem) ? glide.replace('y', '') : glide)
}

const initials = 'g kk n d tt r m b pp s ss - j jj ch k t p h'.split(' ')
const medials = 'a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i'.split(' ')
const finals = '- k k k n n n t l k m l l l p l m p p t t ng t t k t p t'.split(' ')
const FIRST_SYLLABLE = 0xac00

export const hangulRuns = /[\uac00-\ud7a3]+/gu

/** Hangul by the Revised Romanization, syllable by syllable. */
export const spellHangul = (run: string): string =>
  capitalized(
    [...run]
      .map((syllable) => {
        const index = (syllable.codePointAt(0) ?? 0) - FIRST_SYLLABLE
        const per_initial = medials.length * finals.length
        return [
          initials[Math.floor(index / per_initial)],
          medials[Math.floor((index % per_initial) / finals.length)],
          finals[index % finals.length],
        ]
          .join('')
          .replaceAll('-', '')
      })
      .join(''),
  )

const capitalized = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)
