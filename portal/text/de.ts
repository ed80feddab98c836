import { order } from './de/order'
import { returns } from './de/returns'
import type { Texts } from './en'

const counted: Texts['counted'] = {
  split: {
    one: 'Ihre Bestellung kommt in {count} Paket.',
    other: 'Ihre Bestellung kommt in {count} Paketen.',
  },
}

export const de: Texts = { texts: { ...order, ...returns }, counted }
