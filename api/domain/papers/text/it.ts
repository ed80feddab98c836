import type { PaperText } from './en'

export const it: PaperText = {
  order_of: 'Ordine {number} del {date}',
  from: 'Da',
  to: 'A',
  item: 'Articolo',
  quantity: 'Quantità',
  page: 'Pagina {page}',

  return_label: 'Etichetta di reso {reference}',
  label_steps: 'Come rispedirlo',
  label_pack:
    'Imballa gli articoli in modo che non possano rompersi; la loro scatola è la soluzione migliore.',
  label_enclose: 'Metti dentro questa pagina con l’elenco del contenuto.',
  label_stick:
    'Ritaglia l’etichetta e incollala in piano sul lato più grande. Copri le vecchie etichette.',
  label_hand_in: 'Consegna il pacco e conserva la ricevuta finché il reso non è concluso.',
  label_contents: 'In questo pacco ({reference}):',

  packing_slip: 'Bolla di consegna',
  parcels: '{count} pacchi',
  pickup: 'Ritiro: {place}',
  part: '{title} (parte)',
  more: 'e altri {count}',

  credit_note: 'Nota di credito',
  number: 'Numero',
  date: 'Data',
  order: 'Ordine',
  issued_by: 'Emessa da',
  reason: 'Motivo',
  net: 'Netto',
  tax: 'Imposta',
  amount: 'Importo',
  shipping: 'Spedizione',
  goodwill: 'Gesto commerciale',
  deduction: 'Detrazione',
  credited: 'Importo accreditato',

  acknowledgement: 'Conferma di ricezione del recesso',
  reference: 'Riferimento',
  received: 'Ricevuto',
  declared: 'Che cosa è stato dichiarato',
}
