import type { Texts } from './en'
import { order } from './fr/order'
import { returns } from './fr/returns'

const counted: Texts['counted'] = {
  split: {
    one: 'Votre commande arrive en {count} colis.',
    other: 'Votre commande arrive en {count} colis.',
  },
}

export const fr: Texts = { texts: { ...order, ...returns }, counted }
