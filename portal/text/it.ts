import type { Texts } from './en'
import { order } from './it/order'
import { returns } from './it/returns'

const counted: Texts['counted'] = {
  split: {
    one: 'Il tuo ordine arriva in {count} pacco.',
    other: 'Il tuo ordine arriva in {count} pacchi.',
  },
}

export const it: Texts = { texts: { ...order, ...returns }, counted }
