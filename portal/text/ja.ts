import type { Texts } from './en'
import { order } from './ja/order'
import { returns } from './ja/returns'

const counted: Texts['counted'] = {
  split: { other: 'ご注文は {count} 個の荷物で届きます。' },
}

export const ja: Texts = { texts: { ...order, ...returns }, counted }
