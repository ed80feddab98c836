import type { PaperText } from './en'

export const nl: PaperText = {
  order_of: 'Bestelling {number} van {date}',
  from: 'Van',
  to: 'Aan',
  item: 'Artikel',
  quantity: 'Aantal',
  page: 'Pagina {page}',

  return_label: 'Retourlabel {reference}',
  label_steps: 'Zo stuur je het terug',
  label_pack: 'Verpak de artikelen zo dat ze niet kunnen breken, het liefst in hun eigen doos.',
  label_enclose: 'Leg deze pagina met de inhoudslijst erin.',
  label_stick: 'Knip het label uit en plak het vlak op de grootste zijde. Plak oude labels af.',
  label_hand_in: 'Lever het pakket in en bewaar het bewijs totdat de retour is afgerond.',
  label_contents: 'In dit pakket ({reference}):',

  packing_slip: 'Pakbon',
  parcels: '{count} pakketten',
  pickup: 'Afhalen: {place}',
  part: '{title} (deel)',
  more: 'en nog {count}',

  credit_note: 'Creditnota',
  number: 'Nummer',
  date: 'Datum',
  order: 'Bestelling',
  issued_by: 'Uitgegeven door',
  reason: 'Reden',
  net: 'Netto',
  tax: 'Belasting',
  amount: 'Bedrag',
  shipping: 'Verzending',
  goodwill: 'Coulance',
  deduction: 'Inhouding',
  credited: 'Gecrediteerd',

  acknowledgement: 'Ontvangstbevestiging van de herroeping',
  reference: 'Referentie',
  received: 'Ontvangen',
  declared: 'Wat is verklaard',
}
