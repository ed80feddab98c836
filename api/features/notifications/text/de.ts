import type { MailText } from './en'

export const de: MailText = {
  hello: 'Guten Tag {name},',
  items: 'Artikel',
  total: 'Gesamt',
  amount: 'Betrag',
  received: 'Eingegangen',
  parcel: 'Paket',
  track: 'Paket verfolgen',
  view: 'Bestellung ansehen',
  open: 'Meine Bestellung öffnen',
  footer: 'Sie erhalten diese E-Mail wegen Ihrer Bestellung {number} bei {shop}.',

  order_placed_subject: 'Ihre Bestellung {number} ist eingegangen',
  order_placed_title: 'Vielen Dank für Ihre Bestellung',
  order_placed_body:
    'Ihre Artikel sind für Sie zurückgelegt. Sie hören von uns, sobald sie unterwegs sind.',
  shipped_subject: 'Ihre Bestellung {number} ist unterwegs',
  shipped_title: 'Ihr Paket ist unterwegs',
  shipped_body: 'Wir haben diese Artikel dem Zustelldienst übergeben.',
  out_for_delivery_subject: 'Ihre Bestellung {number} kommt heute',
  out_for_delivery_title: 'Ihr Paket wird heute zugestellt',
  out_for_delivery_body: 'Der Zustelldienst bringt es heute zu Ihnen.',
  delayed_subject: 'Ihre Bestellung {number} verspätet sich',
  delayed_title: 'Ihr Paket verspätet sich',
  delayed_body: 'Es dauert länger als angekündigt. Das tut uns leid. Sie müssen nichts tun.',
  delivered_subject: 'Ihre Bestellung {number} ist angekommen',
  delivered_title: 'Ihr Paket ist angekommen',
  delivered_body:
    'Wenn etwas fehlt, beschädigt ist oder nicht stimmt, sagen Sie es uns auf der Seite Ihrer Bestellung.',
  return_approved_subject: 'Ihre Rücksendung zur Bestellung {number}',
  return_approved_title: 'Sie können die Artikel zurücksenden',
  return_approved_body:
    'Das Rücksendeetikett finden Sie auf der Seite Ihrer Bestellung. Kleben Sie es auf das Paket und geben Sie es ab.',
  return_kept_title: 'Sie können die Artikel behalten',
  return_kept_body:
    'Sie brauchen nichts zurückzusenden. Als Nächstes folgt, was vereinbart ist: Erstattung, Guthaben oder Umtausch.',
  return_unlabeled_body:
    'Bringen oder senden Sie die Artikel zu uns. Was zur Rücksendung gehört, steht auf der Seite Ihrer Bestellung.',
  return_received_subject: 'Ihre Rücksendung zur Bestellung {number} ist da',
  return_received_title: 'Ihre Rücksendung ist angekommen',
  return_received_body:
    'Wir haben die Artikel geprüft. Als Nächstes folgt, was vereinbart ist: Erstattung, Guthaben oder Umtausch.',
  refunded_subject: 'Ihre Erstattung zur Bestellung {number}',
  refunded_title: 'Wir haben Ihnen das Geld erstattet',
  refunded_body:
    'Der Betrag geht auf Ihr ursprüngliches Zahlungsmittel zurück, meist innerhalb von fünf Werktagen.',
  credited_title: 'Sie haben neues Guthaben',
  credited_body: 'Es steht für Ihre nächste Bestellung bei {shop} bereit.',
  withdrawal_received_subject: 'Ihr Widerruf zur Bestellung {number}',
  withdrawal_received_title: 'Ihr Widerruf ist eingegangen',
  withdrawal_received_body:
    'Das haben Sie erklärt, und es ist zu der Zeit, die unten steht, bei uns eingegangen. Bewahren Sie diese E-Mail als Bestätigung auf. Was schon unterwegs war, senden Sie mit dem Etikett auf der Seite Ihrer Bestellung zurück.',
  magic_link_subject: 'Ihr Link zur Bestellung {number}',
  magic_link_title: 'Bestellung öffnen',
  magic_link_body:
    'Mit diesem Link können Sie die Bestellung {number} ändern, stornieren oder zurücksenden. Er gilt einmal und {minutes} Minuten lang. Wenn Sie ihn nicht angefordert haben, tun Sie nichts: Niemand sonst hat ihn.',
}
