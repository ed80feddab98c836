import type { MailText } from './en'

export const it: MailText = {
  hello: 'Ciao {name},',
  items: 'Articoli',
  total: 'Totale',
  amount: 'Importo',
  received: 'Ricevuto',
  parcel: 'Pacco',
  track: 'Segui il pacco',
  view: 'Vedi il tuo ordine',
  open: 'Apri il mio ordine',
  footer: 'Ricevi questa e-mail per il tuo ordine {number} presso {shop}.',

  order_placed_subject: 'Abbiamo ricevuto il tuo ordine {number}',
  order_placed_title: 'Grazie per il tuo ordine',
  order_placed_body: 'Abbiamo messo da parte i tuoi articoli. Ti scriveremo quando partiranno.',
  shipped_subject: 'Il tuo ordine {number} è in viaggio',
  shipped_title: 'Il tuo pacco è in viaggio',
  shipped_body: 'Abbiamo consegnato questi articoli al corriere.',
  out_for_delivery_subject: 'Il tuo ordine {number} arriva oggi',
  out_for_delivery_title: 'Il tuo pacco è in consegna',
  out_for_delivery_body: 'Il corriere te lo porta oggi.',
  delayed_subject: 'Il tuo ordine {number} è in ritardo',
  delayed_title: 'Il tuo pacco è in ritardo',
  delayed_body: 'Ci vuole più tempo del previsto. Ci dispiace. Non devi fare nulla.',
  delivered_subject: 'Il tuo ordine {number} è arrivato',
  delivered_title: 'Il tuo pacco è arrivato',
  delivered_body:
    'Se manca qualcosa, è danneggiato o non va bene, diccelo nella pagina del tuo ordine.',
  return_approved_subject: 'Il tuo reso per l’ordine {number}',
  return_approved_title: 'Puoi rispedire i tuoi articoli',
  return_approved_body:
    'L’etichetta è nella pagina del tuo ordine. Applicala al pacco e consegnalo.',
  return_kept_title: 'Puoi tenere gli articoli',
  return_kept_body:
    'Non devi rispedire nulla. Ora segue quanto concordato: rimborso, credito o cambio.',
  return_unlabeled_body:
    'Portaci o spediscici gli articoli. Nella pagina del tuo ordine trovi che cosa comprende il reso.',
  return_received_subject: 'Il tuo reso per l’ordine {number} è arrivato',
  return_received_title: 'Il tuo reso è arrivato',
  return_received_body:
    'Abbiamo controllato gli articoli. Ora segue quanto concordato: rimborso, credito o cambio.',
  refunded_subject: 'Il tuo rimborso per l’ordine {number}',
  refunded_title: 'Ti abbiamo rimborsato',
  refunded_body:
    'L’importo arriva sul mezzo con cui hai pagato, di solito entro cinque giorni lavorativi.',
  credited_title: 'Hai nuovo credito',
  credited_body: 'Ti aspetta per il tuo prossimo ordine da {shop}.',
  withdrawal_received_subject: 'Il tuo recesso dall’ordine {number}',
  withdrawal_received_title: 'Abbiamo ricevuto il tuo recesso',
  withdrawal_received_body:
    'Questo è ciò che hai dichiarato, ricevuto alla data e all’ora qui sotto. Conserva questa e-mail come ricevuta. Ciò che è già partito si rispedisce con l’etichetta nella pagina del tuo ordine.',
  magic_link_subject: 'Il tuo link per l’ordine {number}',
  magic_link_title: 'Apri il tuo ordine',
  magic_link_body:
    'Con questo link puoi modificare, annullare o restituire l’ordine {number}. Funziona una volta sola, per {minutes} minuti. Se non l’hai chiesto, non fare nulla: nessun altro lo ha.',
}
