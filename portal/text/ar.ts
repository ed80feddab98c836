import { order } from './ar/order'
import { returns } from './ar/returns'
import type { Texts } from './en'

const counted: Texts['counted'] = {
  split: {
    zero: 'لا يصل طلبك في أي طرد.',
    one: 'يصل طلبك في طرد واحد.',
    two: 'يصل طلبك في طردين.',
    few: 'يصل طلبك في {count} طرود.',
    many: 'يصل طلبك في {count} طردًا.',
    other: 'يصل طلبك في {count} طرد.',
  },
}

export const ar: Texts = { texts: { ...order, ...returns }, counted }
