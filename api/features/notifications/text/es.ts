import type { MailText } from './en'

export const es: MailText = {
  hello: 'Hola, {name}:',
  items: 'Artículos',
  total: 'Total',
  amount: 'Importe',
  received: 'Recibido',
  parcel: 'Paquete',
  track: 'Seguir el paquete',
  view: 'Ver tu pedido',
  open: 'Abrir mi pedido',
  footer: 'Recibes este correo por tu pedido {number} en {shop}.',

  order_placed_subject: 'Hemos recibido tu pedido {number}',
  order_placed_title: 'Gracias por tu pedido',
  order_placed_body: 'Hemos apartado tus artículos. Te escribiremos cuando estén en camino.',
  shipped_subject: 'Tu pedido {number} está en camino',
  shipped_title: 'Tu paquete está en camino',
  shipped_body: 'Hemos entregado estos artículos al transportista.',
  out_for_delivery_subject: 'Tu pedido {number} llega hoy',
  out_for_delivery_title: 'Tu paquete está en reparto',
  out_for_delivery_body: 'El transportista te lo lleva hoy.',
  delayed_subject: 'Tu pedido {number} se retrasa',
  delayed_title: 'Tu paquete se retrasa',
  delayed_body: 'Tardará más de lo que dijimos. Lo sentimos. No tienes que hacer nada.',
  delivered_subject: 'Tu pedido {number} ha llegado',
  delivered_title: 'Tu paquete ha llegado',
  delivered_body: 'Si falta algo, está dañado o no es correcto, dínoslo en la página de tu pedido.',
  return_approved_subject: 'Tu devolución del pedido {number}',
  return_approved_title: 'Puedes devolver tus artículos',
  return_approved_body:
    'La etiqueta está en la página de tu pedido. Pégala en el paquete y entrégalo.',
  return_kept_title: 'Puedes quedarte los artículos',
  return_kept_body:
    'No tienes que devolver nada. Ahora sigue lo acordado: reembolso, saldo o cambio.',
  return_unlabeled_body:
    'Tráenos o envíanos los artículos. En la página de tu pedido está lo que incluye la devolución.',
  return_received_subject: 'Tu devolución del pedido {number} ha llegado',
  return_received_title: 'Tu devolución ha llegado',
  return_received_body:
    'Hemos revisado los artículos. Ahora sigue lo acordado: reembolso, saldo o cambio.',
  refunded_subject: 'Tu reembolso del pedido {number}',
  refunded_title: 'Te hemos devuelto el dinero',
  refunded_body: 'Llega al medio con el que pagaste, normalmente en cinco días hábiles.',
  credited_title: 'Tienes saldo nuevo',
  credited_body: 'Está disponible para tu próximo pedido en {shop}.',
  withdrawal_received_subject: 'Tu desistimiento del pedido {number}',
  withdrawal_received_title: 'Hemos recibido tu desistimiento',
  withdrawal_received_body:
    'Esto es lo que declaraste, y lo recibimos en la fecha y hora de abajo. Guarda este correo como acuse de recibo. Lo que ya salió se devuelve con la etiqueta de la página de tu pedido.',
  magic_link_subject: 'Tu enlace al pedido {number}',
  magic_link_title: 'Abrir tu pedido',
  magic_link_body:
    'Con este enlace puedes cambiar, cancelar o devolver el pedido {number}. Funciona una sola vez, durante {minutes} minutos. Si no lo has pedido, no hagas nada: nadie más lo tiene.',
}
