import type { Texts } from './en'
import { order } from './nl/order'
import { returns } from './nl/returns'

const counted: Texts['counted'] = {
  split: {
    one: 'Je bestelling komt in {count} pakket.',
    other: 'Je bestelling komt in {count} pakketten.',
  },
}

export const nl: Texts = { texts: { ...order, ...returns }, counted }
