import { en } from './en'

export type TextKey = keyof typeof en

/** The names in braces: a text cannot be asked for without what it needs. */
type Names<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never
type Values<Key extends TextKey> = [Names<(typeof en)[Key]>] extends [never]
  ? []
  : [values: Record<Names<(typeof en)[Key]>, string>]

export const text = <Key extends TextKey>(key: Key, ...[values]: Values<Key>): string =>
  fill(en[key], values ?? {})

const fill = (template: string, values: Readonly<Record<string, string>>) =>
  template.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)

/** For texts that are told apart at run time: `shop` may be in any of them. */
export const textAbout = (key: TextKey, shop: string): string => {
  const filled = fill(en[key], { shop })
  return filled.charAt(0).toUpperCase() + filled.slice(1)
}
