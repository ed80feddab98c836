import type { CountedKey, counted, en, TextKey, Texts } from './en'
import { fill, fillSentence } from './fill'

export type { CountedKey, TextKey }

let current: Texts | undefined
let language = 'en'

/** Once, before anything is shown. Another language is another page. */
export function speak(name: string, texts: Texts): void {
  language = name
  current = texts
}

export const spoken = () => language

/** The names in braces: a text cannot be asked for without what it needs. */
type Names<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never
type Values<Text> = [Names<Text>] extends [never] ? [] : [values: Record<Names<Text>, string>]

/** The texts that need nothing. */
export type PlainKey = {
  [Key in TextKey]: [Names<(typeof en)[Key]>] extends [never] ? Key : never
}[TextKey]

export const text = <Key extends TextKey>(
  key: Key,
  ...[values]: Values<(typeof en)[Key]>
): string => fill(current?.texts[key] ?? '', values)

/** For texts that are told apart at run time: `shop` may be in any of them. */
export const textAbout = (key: TextKey, shop: string): string =>
  fillSentence(current?.texts[key] ?? '', { shop })

/** In the form for how many there are. */
export function textFor<Key extends CountedKey>(
  key: Key,
  count: number,
  values: Record<Exclude<Names<(typeof counted)[Key]['other']>, 'count'>, string> = {} as never,
): string {
  const forms = current?.counted[key]
  const form = forms?.[new Intl.PluralRules(language).select(count)] ?? forms?.other ?? ''
  return fill(form, { ...values, count: new Intl.NumberFormat(language).format(count) })
}
