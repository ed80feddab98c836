import type { Texts } from './en'
import { order } from './es/order'
import { returns } from './es/returns'

const counted: Texts['counted'] = {
  split: {
    one: 'Tu pedido llega en {count} paquete.',
    other: 'Tu pedido llega en {count} paquetes.',
  },
}

export const es: Texts = { texts: { ...order, ...returns }, counted }
