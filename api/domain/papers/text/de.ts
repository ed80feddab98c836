import type { PaperText } from './en'

export const de: PaperText = {
  order_of: 'Bestellung {number} vom {date}',
  from: 'Von',
  to: 'An',
  item: 'Artikel',
  quantity: 'Menge',
  page: 'Seite {page}',

  return_label: 'Rücksendeetikett {reference}',
  label_steps: 'So senden Sie es zurück',
  label_pack: 'Verpacken Sie die Artikel bruchsicher, am besten in ihrem eigenen Karton.',
  label_enclose: 'Legen Sie diese Seite mit der Inhaltsliste hinein.',
  label_stick:
    'Schneiden Sie das Etikett aus und kleben Sie es flach auf die größte Seite. Überkleben Sie alte Etiketten.',
  label_hand_in:
    'Geben Sie das Paket ab, und bewahren Sie den Beleg auf, bis die Rücksendung abgeschlossen ist.',
  label_contents: 'In diesem Paket ({reference}):',

  packing_slip: 'Lieferschein',
  parcels: '{count} Pakete',
  pickup: 'Abholung: {place}',
  part: '{title} (Teil)',
  more: 'und {count} weitere',

  credit_note: 'Gutschrift',
  number: 'Nummer',
  date: 'Datum',
  order: 'Bestellung',
  issued_by: 'Ausgestellt von',
  reason: 'Grund',
  net: 'Netto',
  tax: 'Steuer',
  amount: 'Betrag',
  shipping: 'Versand',
  goodwill: 'Kulanz',
  deduction: 'Abzug',
  credited: 'Gutgeschrieben',

  acknowledgement: 'Eingangsbestätigung des Widerrufs',
  reference: 'Referenz',
  received: 'Eingegangen',
  declared: 'Was erklärt wurde',
}
