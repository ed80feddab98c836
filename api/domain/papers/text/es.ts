import type { PaperText } from './en'

export const es: PaperText = {
  order_of: 'Pedido {number} del {date}',
  from: 'De',
  to: 'Para',
  item: 'Artículo',
  quantity: 'Cantidad',
  page: 'Página {page}',

  return_label: 'Etiqueta de devolución {reference}',
  label_steps: 'Cómo devolverlo',
  label_pack: 'Embala los artículos de modo que no puedan romperse; lo mejor es su propia caja.',
  label_enclose: 'Mete dentro esta página con la lista del contenido.',
  label_stick:
    'Recorta la etiqueta y pégala lisa en el lado más grande. Tapa las etiquetas antiguas.',
  label_hand_in: 'Entrega el paquete y guarda el recibo hasta que se complete la devolución.',
  label_contents: 'En este paquete ({reference}):',

  packing_slip: 'Albarán',
  parcels: '{count} paquetes',
  pickup: 'Recogida: {place}',
  part: '{title} (parte)',
  more: 'y {count} más',

  credit_note: 'Nota de abono',
  number: 'Número',
  date: 'Fecha',
  order: 'Pedido',
  issued_by: 'Emitida por',
  reason: 'Motivo',
  net: 'Neto',
  tax: 'Impuesto',
  amount: 'Importe',
  shipping: 'Envío',
  goodwill: 'Gesto comercial',
  deduction: 'Deducción',
  credited: 'Importe abonado',

  acknowledgement: 'Acuse de recibo del desistimiento',
  reference: 'Referencia',
  received: 'Recibido',
  declared: 'Lo que se declaró',
}
