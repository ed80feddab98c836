import { order } from './en/order'
import { returns } from './en/returns'

/**
 * Every text of the portal, in English; other languages have the same keys. `{shop}` and the like
 * are filled in. Texts that depend on a count are in `counted`.
 */
export const en = { ...order, ...returns } as const

/** Texts that depend on how many: a form for each way the language counts, `other` for the rest. */
export const counted = {
  split: {
    one: 'Your order comes in {count} parcel.',
    other: 'Your order comes in {count} parcels.',
  },
} as const satisfies Record<string, Forms>

type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }

export type TextKey = keyof typeof en
export type CountedKey = keyof typeof counted
/** As the files of the other languages have them. */
export type OrderTexts = Readonly<Record<keyof typeof order, string>>
export type ReturnTexts = Readonly<Record<keyof typeof returns, string>>

/** A language: all texts, and all forms it counts with. */
export interface Texts {
  texts: Readonly<Record<TextKey, string>>
  counted: Readonly<Record<CountedKey, Forms>>
}
